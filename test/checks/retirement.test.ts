import { describe, expect, test } from 'vitest';
import { application } from '../../constructs/argocd/application.ts';
import type { Retirement } from '../../constructs/model/environment.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { guard, type Retirements } from '../../scripts/checks/retirement.ts';
import { yamlHeader } from '../../scripts/pipeline/header.ts';
import { printDocuments } from '../../scripts/pipeline/print.ts';

const text = (...objects: readonly KubernetesObject[]) =>
  yamlHeader('environments/lab.ts') + printDocuments(objects as never);
const app = (name: string, more: object = {}) =>
  application(
    {
      name,
      project: 'platform',
      namespace: name,
      wave: 200,
      directory: { repository: 'r', path: `x/${name}`, revision: 'refs/heads/main' },
      ...more,
    },
    '3.4',
  );
const stageNamespace = (stage: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: `shop-${stage}`, labels: { 'millwright.dev/stage': stage } },
});

type Said = Readonly<Record<string, Retirement>>;
const at = (file: string) => ({ file: `environments/${file}.ts`, path: ['retire'] });
function run(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  said: { components?: Said; stages?: Said | 'no factory'; factories?: Said; commit?: string } = {},
) {
  const { components = {}, stages = {}, factories = {}, commit } = said;
  const retirements: Retirements = {
    cluster: 'lab/one',
    components: { entries: components, at: at('lab') },
    stages: stages === 'no factory' ? new Map() : new Map([['shop', { entries: stages, at: at('factories/shop') }]]),
    factories: { entries: factories, at: at('fleet') },
    at: at('lab'),
  };
  const { kept, findings } = guard(retirements, {
    before: new Set(Object.keys(before)),
    readBefore: (path) => before[path] ?? '',
    after: (path) => after[path],
    lastChange: () => commit,
  });
  return { kept, findings, says: findings.map(({ severity, where, message }) => `${severity} ${where}: ${message}`) };
}
/** The tree that follows, with what is kept written into it. */
const released = (after: Readonly<Record<string, string>>, { kept }: ReturnType<typeof run>) => ({
  ...after,
  ...Object.fromEntries(kept.map(({ path, documents }) => [path, text(...documents)])),
});

const longhorn = { 'apps/longhorn.yaml': text(app('longhorn', { keeps: 'data' })) };
const cilium = { 'apps/cilium.yaml': text(app('cilium', { protects: 'everything' })) };
const traefik = { 'apps/traefik.yaml': text(app('traefik')) };

describe('a component that goes', () => {
  test('without data goes without a word', () => {
    expect(run(traefik, {})).toEqual({ kept: [], findings: [], says: [] });
  });

  test('is nobody’s business while it stays', () => {
    expect(run({ ...longhorn, ...cilium }, { ...longhorn, ...cilium }).says).toEqual([]);
  });

  test('with data is refused until the environment says what becomes of it', () => {
    const { findings, kept } = run(longhorn, {});
    expect(kept).toEqual([]);
    expect(findings).toEqual([
      {
        check: 'retirement',
        severity: 'error',
        where: 'lab/one › longhorn',
        message: 'keeps data and would vanish',
        at: at('lab'),
        hint: "write retire: { longhorn: 'orphan' } to leave it running without an owner, or 'destroy' to delete it with its data",
      },
    ]);
  });

  test('may be destroyed', () => {
    expect(run(longhorn, {}, { components: { longhorn: 'destroy' } })).toMatchObject({ kept: [], findings: [] });
  });

  test('that the cluster stands on is refused, and cannot be destroyed', () => {
    expect(run(cilium, {}).says).toEqual(['error lab/one › cilium: is what the cluster stands on, and would vanish']);
    expect(run(cilium, {}, { components: { cilium: 'destroy' } }).says).toEqual([
      'error lab/one › cilium: cannot be destroyed by Argo CD: the cluster stands on it',
    ]);
  });
});

describe('a component that is orphaned', () => {
  const said = { components: { longhorn: 'orphan' } } as const;
  const first = run(longhorn, {}, said);

  test('stays for a release, without its finalizer, its sync and what held its deletion up', () => {
    expect(first.findings).toEqual([]);
    const [{ metadata, spec } = app('none')] = first.kept[0]?.documents ?? [];
    expect(first.kept[0]).toMatchObject({ path: 'apps/longhorn.yaml', from: 'environments/lab.ts' });
    expect(metadata).not.toHaveProperty('finalizers');
    expect(metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-wave': '200',
      'argocd.argoproj.io/manifest-generate-paths': '/x/longhorn',
      'millwright.dev/gates': 'false',
      'millwright.dev/keeps': 'data',
      'millwright.dev/retired': 'orphan',
    });
    expect((spec as { syncPolicy: object }).syncPolicy).not.toHaveProperty('automated');
    expect(spec).toMatchObject({ source: { path: 'x/longhorn' } });
  });

  test('stays at the commit that it was read from, where it followed a branch: the next merge takes its files away', () => {
    const { kept } = run(longhorn, {}, { ...said, commit: '0123456' });
    expect(kept[0]?.documents[0]?.['spec']).toMatchObject({
      source: { path: 'x/longhorn', targetRevision: '0123456' },
    });
    const later = run(released({}, { ...first, kept }), {}, { ...said, commit: '89abcde' });
    expect(later.kept).toEqual(kept);
  });

  test('stays the same for as long as the entry stands: two runs are not two releases', () => {
    const second = run(released({}, first), {}, said);
    expect(released({}, second)).toEqual(released({}, first));
    expect(second.findings).toEqual([]);
  });

  test('may go once it has been released so, and not before', () => {
    expect(run(released({}, first), {}).findings).toEqual([]);
    expect(run(longhorn, {}).says).toHaveLength(1);
  });

  test('may be taken back', () => {
    expect(run(released({}, first), longhorn)).toMatchObject({ kept: [], findings: [] });
  });

  test('that still runs is an error, and one that nobody remembers a warning', () => {
    expect(run(longhorn, longhorn, said).says).toEqual(['error lab/one › longhorn: is retired and still runs']);
    expect(run({}, {}, said).says).toEqual([
      'warning lab/one › longhorn: is retired, and nothing is known of it any more',
    ]);
  });
});

describe('a stage that goes', () => {
  const namespaces = 'factories/shop/namespaces/manifests.yaml';
  const root = (stage: string) => ({ [`factories/shop/apps/${stage}.yaml`]: text(app(`shop-${stage}`)) });
  const before = {
    [namespaces]: text(stageNamespace('test'), stageNamespace('prod')),
    ...root('test'),
    ...root('prod'),
  };
  const after = { [namespaces]: text(stageNamespace('prod')), ...root('prod') };

  test('is refused until its factory says what becomes of it', () => {
    expect(run(before, after).findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        where: 'lab/one › shop › test',
        message: 'the namespace shop-test and everything in it would vanish',
        at: at('factories/shop'),
        hint: expect.stringContaining("retire: { test: 'orphan' }"),
      }),
    ]);
  });

  test('may be destroyed', () => {
    expect(run(before, after, { stages: { test: 'destroy' } })).toMatchObject({ kept: [], findings: [] });
  });

  test('that is orphaned keeps its namespace and its root for a release, unmanaged', () => {
    const first = run(before, after, { stages: { test: 'orphan' } });
    expect(first.findings).toEqual([]);
    expect(first.kept.map(({ path }) => path).sort()).toEqual(['factories/shop/apps/test.yaml', namespaces]);
    const kept = first.kept.find(({ path }) => path === namespaces)?.documents ?? [];
    expect(kept.map(({ metadata }) => metadata.name)).toEqual(['shop-prod', 'shop-test']);
    expect(kept[1]?.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      'millwright.dev/retired': 'orphan',
    });
    expect(run(released(after, first), after, { stages: { test: 'orphan' } }).findings).toEqual([]);
    expect(run(released(after, first), after).findings).toEqual([]);
  });
});

describe('a factory that goes', () => {
  const before = {
    'apps/factory-shop.yaml': text(app('shop-namespaces', { finalizer: false }), app('shop')),
    'factories/shop/apps/test.yaml': text(app('shop-test')),
    'factories/shop/namespaces/manifests.yaml': text(stageNamespace('test')),
  };

  test('is refused until the fleet says what becomes of it, once for the whole', () => {
    expect(run(before, {}, { stages: 'no factory' }).findings).toEqual([
      expect.objectContaining({
        where: 'lab/one › shop',
        message: 'is a factory whose namespaces would vanish',
        at: at('fleet'),
      }),
    ]);
  });

  test('may be destroyed, or orphaned', () => {
    expect(run(before, {}, { stages: 'no factory', factories: { shop: 'destroy' } })).toMatchObject({
      kept: [],
      findings: [],
    });
    const { kept, findings } = run(before, {}, { stages: 'no factory', factories: { shop: 'orphan' } });
    expect(findings).toEqual([]);
    for (const { metadata } of kept.flatMap(({ documents }) => documents)) expect(metadata.finalizers).toBeUndefined();
    expect(kept.map(({ path }) => path)).toContain('apps/factory-shop.yaml');
  });
});
