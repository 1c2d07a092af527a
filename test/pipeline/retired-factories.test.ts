import { describe, expect, it } from 'vitest';
import { git } from '../fleet/git.ts';
import { released } from '../fleet/released.ts';
import { definitions, write } from '../fleet/small.ts';

const at = released();
const shop = 'factories/shop.ts';
const old = "old: { on: 'production/eu-1', promote: 'automatic' },\n    ";
const withOld = { [shop]: (definitions[shop] ?? '').replace('prod: {', `${old}prod: {`) };
const namespaces = 'production/eu-1/factories/shop/namespaces/manifests.yaml';
const root = 'production/eu-1/factories/shop/apps/old.yaml';

/** How often the old stage's namespace is named: by itself and by every object in it. */
const named = (): number => at.read(namespaces)?.match(/name(space)?: shop-old$/gm)?.length ?? 0;

describe('a stage of a factory', () => {
  it('cannot vanish unnoticed', async () => {
    await at.release(withOld);
    at.edit(shop, old, '');
    const err = await at.refused();
    expect(err).toMatch(
      /^error production\/eu-1 › shop › old: the namespace shop-old and everything in it would vanish/,
    );
    expect(err).toContain("write retire: { old: 'orphan' } in the factory to leave it as it is, or 'destroy'");
  });

  it('is left as it is when it is orphaned, and forgotten after the next release', async () => {
    await at.release(withOld);
    const before = named();
    at.edit(shop, old, '');
    at.edit(shop, '  apps: {', "  retire: { old: 'orphan' },\n  apps: {");
    await at.synth();
    expect(named(), 'the namespace with everything that the platform set in it').toBe(before);
    expect(at.read(namespaces)).toMatch(/Delete=false,Prune=false/);
    expect(at.read(root)).toContain('millwright.dev/retired: orphan');
    expect(at.read(root)).not.toMatch(/finalizers|automated:/);
    at.edit(shop, "  retire: { old: 'orphan' },\n", '');
    expect(await at.refused(), 'two synths in a row are not two releases').toContain('shop-old');
    at.edit(shop, '  apps: {', "  retire: { old: 'orphan' },\n  apps: {");
    at.commit();
    await at.synth();
    at.edit(shop, "  retire: { old: 'orphan' },\n", '');
    await at.synth();
    expect(at.read(root)).toBeUndefined();
    expect(named()).toBe(0);
  });

  it('goes at once when it is destroyed', async () => {
    await at.release(withOld);
    at.edit(shop, old, '');
    at.edit(shop, '  apps: {', "  retire: { old: 'destroy' },\n  apps: {");
    await at.synth();
    expect(at.read(root)).toBeUndefined();
    expect(named()).toBe(0);
  });

  it.each([
    ['that has other stages of its factory', 'staging/eu-1', "['staging/eu-1', 'production/eu-1']"],
    ['that has no other stage of its factory', 'staging/eu-1', "['staging/eu-1', 'production/eu-2']"],
  ])('may leave one of its clusters %s, once that is said', async (_, stays, both) => {
    await at.release({ [shop]: (definitions[shop] ?? '').replace("'staging/eu-1'", both) });
    at.edit(shop, both, `'${stays}'`);
    expect(await at.refused()).toMatch(/retire: \{ test: 'orphan' \}/);
    at.edit(shop, '  apps: {', "  retire: { test: 'orphan' },\n  apps: {");
    await at.synth();
    expect(at.read('staging/eu-1/factories/shop/apps/test.yaml')).not.toContain('retired');
    at.commit();
    at.edit(shop, "  retire: { test: 'orphan' },\n", '');
    await at.synth();
  });
});

describe('a whole factory', () => {
  const gone = () =>
    write(at.fleet.fleet, {
      [shop]: undefined,
      'versions/shop.test.yaml': undefined,
      'versions/shop.prod.yaml': undefined,
    });

  it('cannot vanish unnoticed', async () => {
    await at.release();
    gone();
    const err = await at.refused();
    for (const cluster of ['production/eu-1', 'staging/eu-1'])
      expect(err).toContain(`error ${cluster} › shop: is a factory whose namespaces would vanish`);
    expect(err).toContain("retire: { shop: 'orphan' }");
  });

  it('takes two releases as an orphan', async () => {
    await at.release();
    gone();
    at.edit('fleet.ts', '  groups:', "  retire: { shop: 'orphan' },\n  groups:");
    await at.synth();
    const kept = at.read('production/eu-1/apps/factory-shop.yaml') ?? '';
    expect(kept.match(/millwright\.dev\/retired: orphan/g)).toHaveLength(2);
    expect(kept).not.toMatch(/finalizers|automated:/);
    at.edit('fleet.ts', "  retire: { shop: 'orphan' },\n", '');
    expect(await at.refused()).toContain('shop');
    at.edit('fleet.ts', '  groups:', "  retire: { shop: 'orphan' },\n  groups:");
    at.commit();
    at.edit('fleet.ts', "  retire: { shop: 'orphan' },\n", '');
    await at.synth();
    expect(at.read('production/eu-1/apps/factory-shop.yaml')).toBeUndefined();
  });

  it('goes at once when it is destroyed', async () => {
    await at.release();
    gone();
    at.edit('fleet.ts', '  groups:', "  retire: { shop: 'destroy' },\n  groups:");
    await at.synth();
    expect(at.read('production/eu-1/apps/factory-shop.yaml')).toBeUndefined();
  });
});

describe('a cluster', () => {
  const bare = "    'eu-2': { runs: kubeadm('1.35') },\n";

  it('cannot vanish unnoticed', async () => {
    await at.release();
    at.edit('production.ts', bare, '');
    const err = await at.refused();
    expect(err).toMatch(
      /^error production\/eu-2: the cluster would vanish from the tree \(environments\/production\.ts:\d+\)/,
    );
    expect(err).toContain("retire: { 'eu-2': 'orphan' }");
    expect(err).toContain("renamedFrom: 'eu-2'");
  });

  it('goes when it is retired, and its entry may stay or go', async () => {
    await at.release();
    at.edit('production.ts', bare, '');
    at.edit('production.ts', '  clusters: {', "  retire: { 'eu-2': 'orphan' },\n  clusters: {");
    await at.synth();
    expect(at.read('production/eu-2/README.md')).toBeUndefined();
    at.commit();
    await at.synth();
    at.edit('production.ts', "  retire: { 'eu-2': 'orphan' },\n", '');
    await at.synth();
  });

  it('may have another name, and is then guarded as before', async () => {
    await at.release();
    at.edit('production.ts', bare, "    'eu-3': { renamedFrom: 'eu-2', runs: kubeadm('1.35') },\n");
    await at.synth();
    expect(at.read('production/eu-2/README.md')).toBeUndefined();
    const without = (renamed: string) =>
      at.edit(
        'production.ts',
        `${renamed}runs: kubeadm('1.35') },\n`,
        `${renamed}runs: kubeadm('1.35'), platform: { storage: elsewhere('a SAN') } },\n`,
      );
    without("renamedFrom: 'eu-2', ");
    expect(await at.refused(), 'in the release that renames it').toContain('longhorn');
    git(at.fleet.dir, ['checkout', '-q', 'environments']);
    at.edit('production.ts', bare, "    'eu-3': { renamedFrom: 'eu-2', runs: kubeadm('1.35') },\n");
    await at.synth();
    at.commit();
    without("renamedFrom: 'eu-2', ");
    expect(await at.refused(), 'in the releases after it').toContain('longhorn');
  });
});

describe('an environment', () => {
  it('cannot vanish unnoticed, and goes when it is retired', async () => {
    await at.release();
    write(at.fleet.fleet, { 'staging.ts': undefined, 'versions/shop.test.yaml': undefined });
    at.edit(shop, "    test: { on: 'staging/eu-1', promote: 'automatic' },\n", '');
    const err = await at.refused();
    expect(err).toMatch(/^error staging: the environment and its cluster eu-1 would vanish from the tree/);
    expect(err).toContain("retire: { staging: 'orphan' } in fleet.ts");
    at.edit('fleet.ts', '  groups:', "  retire: { staging: 'orphan' },\n  groups:");
    await at.synth();
    expect(at.read('staging/eu-1/README.md')).toBeUndefined();
  });
});
