import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaults, load, problems, scene, TWO } from './fleet.ts';
import { cached, cacheOf, DAMAGE, temporary, write } from './project.ts';

const at = scene();

describe("a fleet's bundle", () => {
  const made = () => cached(at.root, 'fleet');

  it('is made once, wherever the fleet lies', async () => {
    write(at.dir, TWO);
    await load(at);
    const before = made();
    for (const index of cached(at.root, 'index')) fs.rmSync(join(cacheOf(at.root), index)); // found by its name alone
    const other = temporary();
    const copy = join(other, 'deep', 'copy');
    fs.cpSync(at.dir, copy, { recursive: true });
    expect(defaults(await at.loadFleet(copy, ['production.ts', 'staging.ts']))).toEqual(defaults(await load(at)));
    expect(made()).toEqual(before);
    fs.rmSync(other, { recursive: true });
  });

  it('follows a file that is imported by an imported one, there and back', async () => {
    write(at.dir, TWO);
    const first = defaults(await load(at));
    write(at.dir, { 'parts/data.json': `{ "domain": "example.net" }` });
    expect(defaults(await load(at))['production.ts']).toMatchObject({ domain: 'example.net' });
    const entries = made();
    write(at.dir, { 'parts/data.json': TWO['parts/data.json'] });
    expect(defaults(await load(at))).toEqual(first);
    expect(made()).toEqual(entries);
  });

  it('follows new files, removed files and other imports', async () => {
    write(at.dir, TWO);
    await load(at);
    write(at.dir, { 'local.ts': 'export default 1;' });
    expect(Object.keys(defaults(await load(at)))).toEqual(['local.ts', 'production.ts', 'staging.ts']);
    fs.rmSync(join(at.dir, 'parts/data.json'));
    expect(await problems(at)).toEqual(['parts/domain.ts:1 cannot find "./data.json"']);
    write(at.dir, { 'parts/domain.ts': `export const domain = 'example.com';` });
    expect(defaults(await load(at))['production.ts']).toMatchObject({ domain: 'example.com' });
  });

  it('follows a file that now stands before the one that an import used to mean', async () => {
    write(at.dir, { 'a.ts': `import x from './parts/x.js';\nexport default x;`, 'parts/x.ts': `export default 'ts';` });
    expect(defaults(await load(at))).toEqual({ 'a.ts': 'ts' });
    write(at.dir, { 'parts/x.js': `export default 'js';` });
    expect(defaults(await load(at))).toEqual({ 'a.ts': 'js' });
  });

  it('follows a package that is now nearer', async () => {
    write(at.dir, {
      'parts/a.ts': `import x from 'left';\nexport default x;`,
      'node_modules/left/index.js': `export default 'far';`,
    });
    const from = async () => (await at.loadFleet(at.dir, ['parts/a.ts'])).modules.get('parts/a.ts')?.default;
    expect(await from()).toBe('far');
    write(at.dir, { 'parts/node_modules/left/index.js': `export default 'near';` });
    expect(await from()).toBe('near');
  });

  it('follows the package.json above it', async () => {
    write(at.dir, {
      'sub/a.ts': `import x from '#x';\nexport default x;`,
      'one.ts': `export default 1;`,
      'two.ts': `export default 2;`,
    });
    const under = async (target: string) => {
      write(at.dir, { 'package.json': JSON.stringify({ imports: { '#x': target } }) });
      return (await at.loadFleet(join(at.dir, 'sub'), ['a.ts'])).modules.get('a.ts')?.default;
    };
    expect([await under('./one.ts'), await under('./two.ts'), await under('./one.ts')]).toEqual([1, 2, 1]);
  });

  it('does not care about a tsconfig.json', async () => {
    write(at.dir, { ...TWO, 'tsconfig.json': '{ broken' });
    expect(Object.keys(defaults(await load(at)))).toHaveLength(2);
  });

  it.each(Object.entries(DAMAGE))('is made again when a file of it %s', async (_, damage) => {
    write(at.dir, { 'a.ts': `\nexport default { at: ${JSON.stringify(at.dir)} };` });
    const before = made();
    const expected = defaults(await load(at));
    const name = made().find((entry) => !before.includes(entry)) ?? '';
    const indexes = cached(at.root, 'index').map((file) => join(cacheOf(at.root), file));
    for (const file of ['fleet.mjs', 'fleet.mjs.map', 'manifest']
      .map((part) => join(cacheOf(at.root), name, part))
      .concat(indexes)) {
      const whole = fs.readFileSync(file);
      damage(file);
      expect(defaults(await load(at))).toEqual(expected);
      if (!indexes.includes(file)) expect(fs.readFileSync(file)).toEqual(whole);
    }
  });
});
