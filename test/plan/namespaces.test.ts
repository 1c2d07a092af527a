import { describe, expect, test } from 'vitest';
import { component, helm, Manifest, own } from '../../constructs/index.ts';
import type { PodSecurity } from '../../constructs/model/capability.ts';
import type { AnyComponent } from '../../constructs/model/component.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { entry, planOf, sampleFleet } from './sample.ts';

const runs = (namespace: AnyComponent['namespace'], more: Partial<AnyComponent> = {}): AnyComponent =>
  component({ summary: 'Runs', source: helm('https://charts.example.org', 'a', '1.0.0'), ...more, namespace });
const plan = (components: Readonly<Record<string, AnyComponent>>, settings = {}) => {
  const made = planOf(
    sampleFleet(),
    Object.entries(components).map(([id, each]) => entry(id, each)),
    settings,
  );
  const byFile = treeOf(made).flatMap(({ path, documents }) =>
    documents.flatMap((object) =>
      object['kind'] === 'Namespace'
        ? [
            {
              path,
              object: object as { metadata: { name: string; labels: Record<string, string>; annotations?: object } },
            },
          ]
        : [],
    ),
  );
  return { made, byFile, names: byFile.map(({ path, object }) => [object.metadata.name, path]) };
};
const enforced = (labels: Record<string, string>) => labels['pod-security.kubernetes.io/enforce'];

describe('a namespace', () => {
  test('that one component has to itself is written with it, first', () => {
    const { made, names } = plan({ a: runs({ podSecurity: 'restricted' }) });
    expect(names).toEqual([['a', 'platform/a/manifests.yaml']]);
    expect(made.components[0]?.manifests[0]).toMatchObject({
      kind: 'Namespace',
      metadata: {
        name: 'a',
        annotations: { 'argocd.argoproj.io/sync-wave': '-3' },
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
          'app.kubernetes.io/managed-by': 'millwright',
          'app.kubernetes.io/part-of': 'a',
          'app.kubernetes.io/version': '1.0.0',
        },
      },
    });
  });

  test('that several share is written once, by the plan, before all of them', () => {
    const shared = { name: 'monitoring', podSecurity: 'baseline' } as const;
    const { made, names } = plan({ a: runs(shared), b: runs(shared, { stratum: 'definitions' }) });
    expect(names).toEqual([['monitoring', 'platform/namespaces/manifests.yaml']]);
    const set = made.sets.find(({ name }) => name === 'namespaces');
    for (const { wave } of made.components) expect(set?.wave).toBeLessThan(wave);
  });

  test.each<[PodSecurity, PodSecurity, PodSecurity]>([
    ['restricted', 'restricted', 'restricted'],
    ['restricted', 'baseline', 'baseline'],
    ['privileged', 'restricted', 'privileged'],
    ['baseline', 'privileged', 'privileged'],
  ])('of %s and %s pods enforces %s, the weakest', (a, b, level) => {
    const at = (podSecurity: PodSecurity) => runs({ name: 'both', podSecurity });
    expect(enforced(plan({ a: at(a), b: at(b) }).byFile[0]?.object.metadata.labels ?? {})).toBe(level);
  });

  test('that allows more than restricted warns of it', () => {
    const warns = (podSecurity: PodSecurity) => {
      const [written] = plan({ a: runs({ podSecurity }) }).byFile;
      return written?.object.metadata.labels['pod-security.kubernetes.io/warn'];
    };
    expect([warns('privileged'), warns('baseline'), warns('restricted')]).toEqual([
      'baseline',
      'restricted',
      undefined,
    ]);
  });

  test.each(['kube-system', 'kube-public', 'kube-node-lease', 'default'])(
    'of the system is never written: %s',
    (name) => {
      expect(plan({ a: runs({ name, podSecurity: 'privileged' }) }).names).toEqual([]);
    },
  );

  test('that a chart’s hooks need is there before the Application', () => {
    const { made, names } = plan({ a: runs({ podSecurity: 'restricted', early: true }) });
    expect(names).toEqual([['a', 'platform/namespaces/manifests.yaml']]);
    expect(made.sets[0]?.wave).toBeLessThan(made.components[0]?.wave ?? 0);
  });

  test('that holds data is deleted only when somebody confirms it', () => {
    const keeper = runs({ name: 'data', podSecurity: 'restricted' }, { keeps: 'data' });
    const confirmed = expect.objectContaining({ 'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm' });
    expect(plan({ a: keeper }).byFile[0]?.object.metadata.annotations).toEqual(confirmed);
    const other = runs({ name: 'data', podSecurity: 'restricted' });
    expect(plan({ a: other, b: keeper }).byFile[0]?.object.metadata.annotations).toEqual(confirmed);
    expect(plan({ a: other }).byFile[0]?.object.metadata.annotations).not.toEqual(confirmed);
  });

  test('may be another, if the environment says so', () => {
    const a = runs({ podSecurity: 'restricted' });
    expect(plan({ a }, { a: { namespace: 'there' } }).names).toEqual([['there', 'platform/a/manifests.yaml']]);
    expect(plan({ a, b: a }, { a: { namespace: 'b' } }).names).toEqual([['b', 'platform/namespaces/manifests.yaml']]);
  });

  test('stays when what runs there goes: its Application has no finalizer', () => {
    const shared = { name: 'both', podSecurity: 'restricted' } as const;
    const { made } = plan({ a: runs(shared), b: runs(shared) });
    const [application] = treeOf(made).find(({ path }) => path === 'apps/namespaces.yaml')?.documents ?? [];
    expect(application).toHaveProperty('kind', 'Application');
    expect(application?.['metadata']).not.toHaveProperty('finalizers');
  });
});

describe('resource waves inside an Application', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
  const press = { apiVersion: 'press.example.org/v1', kind: 'Page', metadata: { name: 'p' } };
  const wavesOf = (source: AnyComponent['source']) => {
    const a = runs(
      { podSecurity: 'restricted' },
      {
        source,
        defines: ['press.example.org'],
        objects: (chart) => void [new Manifest(chart, 'c', config), new Manifest(chart, 'p', press)],
      },
    );
    return plan({ a }).made.components[0]?.manifests.map(({ kind, metadata }) => [
      kind,
      metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    ]);
  };

  test('put what the chart needs before it, and what it defines behind it', () => {
    expect(wavesOf(helm('https://charts.example.org', 'a', '1.0.0'))).toEqual([
      ['Namespace', '-3'],
      ['ConfigMap', '-1'],
      ['Page', '1'],
    ]);
  });

  test('are not needed where there is no chart', () => {
    expect(wavesOf(own('1.0.0'))).toEqual([
      ['Namespace', '-3'],
      ['ConfigMap', undefined],
      ['Page', undefined],
    ]);
  });
});
