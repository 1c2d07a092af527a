import { describe, expect, test } from 'vitest';
import { kubeadm } from '../../constructs/distributions/kubeadm.ts';
import { component, Manifest, option } from '../../constructs/index.ts';
import type { AnyComponent } from '../../constructs/model/component.ts';
import { local, vault } from '../../constructs/model/secret.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { base, external, of, plan } from './planned.ts';
import type { Sample } from './sample.ts';
import { planTeams, shop, teams } from './teams.ts';

/** Components that ask for all that there is to ask for. Each call makes new ones, which nobody has planned before. */
const components = (): Readonly<Record<string, AnyComponent>> => ({
  asker: component({
    ...base,
    wants: ['objectStore', 'gateway'],
    options: {
      replicas: option.integer('How many').default((cluster) => (cluster.ha ? 2 : 1)),
      tags: option.map('Which').default({}),
    },
    values: ({ options, cluster, wants, serves, runs, secret, namespace }) => ({
      ...options,
      namespace,
      ha: cluster.ha,
      bucket: wants.objectStore?.bucket ?? null,
      gateway: wants.gateway?.namespace ?? null,
      widgets: serves('widgets.example.org'),
      maker: runs('maker'),
      secret: cluster.ha ? secret('token', { keys: ['token'] }).name : null,
    }),
    objects: (chart, { cluster, serves }) => {
      if (!serves('widgets.example.org/Widget')) return;
      new Manifest(chart, 'w', {
        apiVersion: 'widgets.example.org/v1',
        kind: 'Widget',
        metadata: { name: cluster.environment },
      });
    },
    access: ({ host, wants }) => (wants.gateway ? `At ${host('asker')}` : undefined),
    ignoreDifferences: ({ cluster }) => [{ kind: 'Deployment', name: cluster.kubernetes }],
  }),
  teller: component({ ...base, values: ({ cluster }) => ({ all: { ...cluster } as never }) }),
  peeker: component({ ...base, values: ({ cluster }) => ({ known: 'api' in cluster }) }),
  neighbour: component({ ...base, values: ({ runs }) => ({ maker: runs('maker') }) }),
  gate: component({
    ...base,
    offers: { gateway: ({ namespace }) => ({ name: 'platform', namespace, section: 'https' }) },
    defines: ({ cluster }) => (cluster.ha ? ['gates.example.org'] : []),
  }),
});
const maker = component({ ...base, defines: ['widgets.example.org'] });

interface Case {
  readonly sample?: Sample;
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly without?: readonly string[];
}
const cases: Readonly<Record<string, Case>> = {
  'nothing else': {},
  'another domain': { sample: { cluster: { domain: 'other.example.org' } } },
  'no nodes to lose': { sample: { cluster: { ha: false } } },
  'nodes to lose': { sample: { cluster: { ha: true } } },
  'an address': { sample: { cluster: { api: 'https://api.example.org' } } },
  'another version': { sample: { cluster: { runs: kubeadm('1.34') } } },
  'another profile': { sample: { environment: { profile: 'ENT' } } },
  'another repository': { sample: { fbe: { repository: 'https://git.example.org/other.git' } } },
  'a store of objects': { sample: { cluster: { offers: { objectStore: { bucket: 'b', region: 'r' } } } } },
  'another store of objects': { sample: { cluster: { offers: { objectStore: { bucket: 'c', region: 'r' } } } } },
  'secrets by hand': { sample: { environment: { secrets: local() } } },
  'another store of secrets': { sample: { environment: { secrets: vault({ server: 'https://other.example.org' }) } } },
  'an option': { settings: { asker: { replicas: 7 } } },
  'an option of another shape': { settings: { asker: { tags: { a: 'b' } } } },
  'values of its own': { settings: { asker: { values: { more: true } } } },
  'another namespace': { settings: { asker: { namespace: 'there' }, gate: { namespace: 'entry' } } },
  'a patch': { settings: { asker: { patches: [{ kind: 'Widget', name: 'lab', merge: { spec: { a: 1 } } }] } } },
  'a patch of nothing': { settings: { asker: { patches: [{ kind: 'Widget', name: 'no', merge: {} }] } } },
  'nobody who makes widgets': { without: ['maker'] },
  'no gate': { without: ['gate'] },
};

const planned = (
  own: Readonly<Record<string, AnyComponent>>,
  { sample, settings, without = [] }: Case,
): ClusterPlan => {
  const all = { external, maker, ...own };
  return plan(Object.fromEntries(Object.entries(all).filter(([id]) => !without.includes(id))), sample, settings);
};

/** What a plan says of its components and puts into the tree. */
const said = (made: ClusterPlan) => ({
  findings: made.findings,
  components: made.components.map(({ candidate, ...rest }) => ({ ...rest, after: [...rest.after] })),
  files: treeOf(made),
});

const pairs = Object.keys(cases).flatMap((one) => Object.keys(cases).map((other) => [one, other] as const));

describe('a cluster after another', () => {
  test.each(pairs)('with %s, then %s, is planned as if it were the first', (one, other) => {
    const own = components();
    planned(own, cases[one] ?? {});
    const [again, alone] = [planned(own, cases[other] ?? {}), planned(components(), cases[other] ?? {})];
    expect(said(again)).toEqual(said(alone));
    expect(said(planned(own, cases[one] ?? {}))).toEqual(said(planned(components(), cases[one] ?? {})));
  });

  test('has in memory what is the same', () => {
    const own = components();
    // Without a Secret, whose place in the store names the cluster.
    const sample = { cluster: { ha: false } };
    const [one, other] = [planned(own, { sample }), planned(own, { sample })];
    expect(of(other, 'asker').values).toBe(of(one, 'asker').values);
    expect(of(other, 'asker').manifests).toBe(of(one, 'asker').manifests);
    for (const object of of(other, 'asker').manifests) expect(Object.isFrozen(object)).toBe(true);
  });

  test('gets its options in its own order', () => {
    const lister = component({
      ...base,
      options: { tags: option.map('Which').default({}) },
      values: ({ options }) => ({ all: Object.keys(options.tags) }),
    });
    const all = (tags: Readonly<Record<string, string>>) =>
      of(plan({ lister }, {}, { lister: { tags } }), 'lister').values;
    expect(all({ a: '1', b: '2' })).toEqual({ all: ['a', 'b'] });
    expect(all({ b: '2', a: '1' })).toEqual({ all: ['b', 'a'] });
  });

  test('has facts of its own where a function hands them on unread', () => {
    const own = component({ ...base, values: ({ cluster }) => ({ cluster }) as never });
    const domainOf = (domain: string) => of(plan({ own }, { cluster: { domain } }), 'own').values;
    expect(domainOf('one.example.org')).toMatchObject({ cluster: { domain: 'one.example.org' } });
    expect(domainOf('two.example.org')).toMatchObject({ cluster: { domain: 'two.example.org' } });
  });

  test('has facilities of its own where a function hands them on unread', () => {
    const own = component({ ...base, wants: ['objectStore'], values: ({ wants }) => ({ wants }) as never });
    const giver = component({ ...base, offers: { objectStore: () => ({ bucket: 'b', region: 'r' }) } });
    const [alone, other] = [plan({ own }), plan({ own, giver })];
    expect(of(alone, 'own').values).toEqual({ wants: { objectStore: undefined } });
    expect(of(other, 'own').values).toEqual({ wants: { objectStore: { bucket: 'b', region: 'r' } } });
    expect([...of(other, 'own').after.keys()]).toEqual(['giver']);
  });

  test('may be refused what the one before had, and go on', () => {
    const brave = component({
      ...base,
      wants: ['redis'],
      values: ({ wants }) => {
        try {
          return { host: wants.redis?.host ?? null };
        } catch {
          return { host: 'none' };
        }
      },
    });
    const host = { host: 'redis.example.org', port: 6379 };
    const outside = {
      cluster: { offers: { redis: { ...host, secret: { name: 'redis', keys: ['password'], owner: 'us' } } } },
    };
    const inside = component({
      ...base,
      offers: { redis: ({ generated }) => ({ ...host, secret: generated('redis', { keys: ['password'] }) }) },
    });
    expect(of(plan({ brave, external }, outside), 'brave').values).toEqual({ host: host.host });
    expect(of(plan({ brave, external, inside }), 'brave').values).toEqual({ host: 'none' });
  });

  test('is not told of the one before by a function that throws', () => {
    const careful = component({
      ...base,
      values: ({ cluster, refuse, serves }) => {
        if (serves('widgets.example.org') && cluster.ha) refuse('has nodes to lose');
        if (cluster.environment !== 'lab') throw new Error('never');
        return { ha: cluster.ha };
      },
    });
    const [calm, shy] = [{ cluster: { ha: false } }, { cluster: { ha: true } }];
    const refused = ['lab/one › ci › careful: has nodes to lose'];
    for (let round = 0; round < 2; round++) {
      expect(of(plan({ careful, maker }, calm), 'careful').values).toEqual({ ha: false });
      const made = plan({ careful, maker }, shy);
      expect(made.findings.map(({ where, message }) => `${where}: ${message}`)).toEqual(refused);
      expect(of(plan({ careful }, shy), 'careful').values).toEqual({ ha: true });
    }
  });

  test('has its policies in the form that its engine asks for, though the one before had another', () => {
    const kinds = {
      kyverno: 'policies.kyverno.io/ValidatingPolicy',
      gatekeeper: 'templates.gatekeeper.sh/ConstraintTemplate',
    };
    const engine = component({
      ...base,
      options: { kind: option.string('Which').default('kyverno') },
      defines: ({ options }) => [
        options.kind === 'kyverno' ? kinds.kyverno : kinds.gatekeeper,
        ...(options.kind === 'kyverno' ? [] : ['constraints.gatekeeper.sh']),
      ],
    });
    const apisOf = (kind: string) =>
      new Set(
        plan({ engine }, { factories: { shop } }, { engine: { kind } })
          .sets.find(({ name }) => name === 'policies')
          ?.objects.map(({ apiVersion }) => apiVersion.split('/')[0]),
      );
    expect(apisOf('kyverno')).toEqual(new Set(['policies.kyverno.io']));
    expect(apisOf('gatekeeper')).toEqual(new Set(['constraints.gatekeeper.sh', 'templates.gatekeeper.sh']));
    expect(apisOf('kyverno')).toEqual(new Set(['policies.kyverno.io']));
  });

  test('is not told of the one before by a function that goes on after a refusal', () => {
    const brave = component({
      ...base,
      needs: ['objectStore'],
      values: ({ needs }) => {
        try {
          return { bucket: needs.objectStore.bucket };
        } catch {
          return { bucket: null };
        }
      },
    });
    const bucketOf = (sample: Sample) => of(plan({ brave }, sample), 'brave').values;
    expect(bucketOf({})).toEqual({ bucket: null });
    expect(bucketOf({ cluster: { offers: { objectStore: { bucket: 'b', region: 'r' } } } })).toEqual({ bucket: 'b' });
    expect(bucketOf({})).toEqual({ bucket: null });
  });
});

describe('a stage on a cluster after another', () => {
  const cache = { kind: 'helm', repository: 'https://charts.example.org', chart: 'cache', version: '1' } as const;
  const two = { apps: { ...shop.apps, cache: { ...cache, values: { a: 1 }, stages: { test: { values: { b: 2 } } } } } };
  const samples: Readonly<Record<string, Sample>> = {
    'nothing else': {},
    'another domain': { cluster: { domain: 'other.example.org' } },
    'another version': { cluster: { runs: kubeadm('1.34') } },
    'another gateway': { environment: { offers: { gateway: { name: 'g', namespace: 'edge', section: 'https' } } } },
    'secrets by hand': { environment: { secrets: local() } },
    'private images': { fbe: { registries: { acme: { host: 'registry.example.org', private: true } } } },
    'another chart': { stages: { 'shop.test': { charts: { cache: '2.0.0' } } } },
    'another revision': { stages: { 'shop.prod': { follows: 'refs/tags/v1' } } },
    'another profile': { environment: { profile: 'ENT' } },
    'another action of a policy': { cluster: { policies: { 'no-latest-tag': 'off' } } },
    'another Argo CD': { cluster: { argocd: '3.3' } },
  };
  test.each(Object.keys(samples).flatMap((one) => Object.keys(samples).map((other) => [one, other] as const)))(
    'with %s, then %s, is planned as if it were the first',
    (one, other) => {
      const factories = teams(two);
      planTeams(factories, samples[one] ?? {});
      const again = planTeams(factories, samples[other] ?? {});
      const alone = planTeams(teams(structuredClone(two)), samples[other] ?? {});
      expect(treeOf(again.plan)).toEqual(treeOf(alone.plan));
      const first = planTeams(teams(structuredClone(two)), samples[one] ?? {});
      expect(treeOf(planTeams(factories, samples[one] ?? {}).plan)).toEqual(treeOf(first.plan));
    },
  );

  test('has in memory what is the same', () => {
    const factories = teams(two);
    const [one, other] = [planTeams(factories, {}), planTeams(factories, {})];
    expect(other.factory.namespaces).toBe(one.factory.namespaces);
    expect(other.factory.projects).toBe(one.factory.projects);
  });
});
