import { describe, expect, test } from 'vitest';
import { component, helm, own } from '../../constructs/index.ts';
import type { ProfileName } from '../../constructs/model/capability.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type PolicyName, policyNames } from '../../constructs/model/policy.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { fleetFindings } from '../../constructs/plan/fleet.ts';
import { profiles } from '../../constructs/profiles/index.ts';
import { policyLevels } from '../../constructs/profiles/policies.ts';
import { entry, planOf, type Sample, sampleFleet } from './sample.ts';
import { shop } from './teams.ts';

const decision = (name: PolicyName, sample: Sample = {}) => {
  const found = planOf(sampleFleet(sample), []).policies.find((each) => each.name === name);
  if (!found) throw new Error(`nothing was decided about ${name}`);
  return found;
};
const action = (name: PolicyName, sample: Sample = {}) => decision(name, sample).action;
const said = (sample: Sample) => fleetFindings(sampleFleet(sample)).map(({ where, message }) => `${where}: ${message}`);
const teams = { factories: { shop } } as const;

describe('the profile', () => {
  const of = (profile: ProfileName, name: PolicyName) => action(name, { environment: { profile } });

  test('decides whether a policy refuses, warns, or is left out', () => {
    expect(of('SUP', 'non-root-containers')).toBe('off');
    expect(of('MBU', 'non-root-containers')).toBe('warn');
    expect(of('ENT', 'non-root-containers')).toBe('deny');
    expect(decision('no-latest-tag', { environment: { profile: 'MBU' } }).why).toBe('mandatory in MBU');
  });

  test.each(policyNames)('asks for at least as much the larger the organisation is: %s', (name) => {
    const rank = { optional: 0, recommended: 1, mandatory: 2 };
    const { SUP, MBU, ENT } = policyLevels[name];
    expect(rank[SUP]).toBeLessThanOrEqual(rank[MBU]);
    expect(rank[MBU]).toBeLessThanOrEqual(rank[ENT]);
  });

  test('asks for users other than root as much as for the capability', () => {
    for (const profile of ['SUP', 'MBU', 'ENT'] as const)
      expect(policyLevels['non-root-containers'][profile]).toBe(profiles[profile]['non-root-containers'].level);
  });
});

describe('a policy is what somebody says of it:', () => {
  const policies = { 'no-latest-tag': 'off' } as const;
  const warn = { 'no-latest-tag': 'warn' } as const;
  const deny = { 'no-latest-tag': { action: 'deny' } } as const;

  test.each<[string, Sample, string, string]>([
    ['the fleet', { fbe: { policies } }, 'off', 'fleet asks for it'],
    [
      'the environment before the fleet',
      { fbe: { policies }, environment: { policies: warn } },
      'warn',
      'lab asks for it',
    ],
    [
      'the cluster before both',
      { fbe: { policies }, environment: { policies: warn }, cluster: { policies: deny } },
      'deny',
      'lab/one asks for it',
    ],
  ])('%s', (_, sample, expected, why) => {
    expect(decision('no-latest-tag', sample)).toMatchObject({ action: expected, why });
    expect(action('no-host-paths', sample)).toBe('deny');
  });

  test('and deviates only where the profile would have said otherwise', () => {
    expect(decision('no-latest-tag', { environment: { policies: warn } }).deviates).toBe(true);
    expect(decision('no-latest-tag', { environment: { policies: deny } }).deviates).toBe(false);
  });

  test('exceptions add up where their namespaces are, and do not change the action', () => {
    const except = (...namespaces: readonly string[]) => ({
      policies: { 'no-latest-tag': { except: Object.fromEntries(namespaces.map((name) => [name, `for ${name}`])) } },
    });
    const found = decision('no-latest-tag', {
      ...teams,
      fbe: except('shop-test', 'elsewhere'),
      cluster: except('shop-prod'),
    });
    expect(found.action).toBe('deny');
    expect(found.except).toEqual({ 'shop-test': 'for shop-test', 'shop-prod': 'for shop-prod' });
  });
});

describe('an exception', () => {
  const except = (namespace: string, policy: PolicyName = 'no-latest-tag') =>
    ({ ...teams, environment: { policies: { [policy]: { except: { [namespace]: 'a reason' } } } } }) as const;

  test('is for the namespace of a tenant', () => {
    expect(said(except('shop-test'))).toEqual([]);
    expect(said(except('shop-tets'))).toEqual([
      'lab › policies › no-latest-tag › except: there is no namespace "shop-tets" of a tenant; did you mean "shop-test"?',
    ]);
    expect(said(except('argocd'))).toHaveLength(1);
  });

  test('is not for a policy that looks at no namespace', () => {
    expect(said(except('shop-test', 'no-cluster-admin-bindings'))).toEqual([
      'lab › policies › no-cluster-admin-bindings › except: looks at objects outside of namespaces, and has no exceptions',
    ]);
  });
});

describe('the platform tells policies', () => {
  test('who tenants are: the namespaces and groups of teams, and those that the fleet has for other people', () => {
    const on = 'lab/one' as never;
    const { parameters } = decision('no-cluster-admin-bindings', {
      ...teams,
      fbe: {
        namespaces: {
          sandbox: { on, quota: shop.quota, group: 'curious' },
          mine: { on, quota: shop.quota, group: 'platform-team' },
        },
      },
    });
    expect(parameters.namespaces).toEqual(['mine', 'sandbox', 'shop-prod', 'shop-test']);
    expect(parameters.groups).toEqual(['curious', 'shop-dev', 'shop-leads']);
  });

  test('which registries it trusts: those of the fleet, and the one that somebody offers on the cluster', () => {
    const registries = { acme: { host: 'registry.example.org/' }, shared: { host: 'shared.example.org/acme' } };
    const found = (sample: Sample) => decision('trusted-registries', sample).parameters.registries;
    expect(found({ fbe: { registries } })).toEqual(['registry.example.org', 'shared.example.org/acme']);
    expect(found({ cluster: { offers: { imageRegistry: { host: 'harbor.example.org' } } } })).toEqual([
      'harbor.example.org',
    ]);
    expect(decision('trusted-registries')).toMatchObject({ action: 'off', why: 'the fleet names no registry' });
  });
});

describe('a namespace', () => {
  const namespaceOf = (quota: object) => {
    const on = 'lab/one' as never;
    const plan = planOf(
      sampleFleet({ fbe: { namespaces: { sandbox: { on, quota: { ...shop.quota, ...quota } } } } }),
      [],
    );
    return plan.sets.find(({ name }) => name === 'namespace-packs')?.objects ?? [];
  };
  const annotation = 'millwright.dev/load-balancers';

  test('of a tenant says so, and has load balancers only where its quota has some', () => {
    const [without] = namespaceOf({}).filter(({ kind }) => kind === 'Namespace');
    const [permitted] = namespaceOf({ loadBalancers: 1 }).filter(({ kind }) => kind === 'Namespace');
    expect(without?.metadata.labels).toHaveProperty(['millwright.dev/tenant'], 'true');
    expect(without?.metadata.annotations).not.toHaveProperty([annotation]);
    expect(permitted?.metadata.annotations).toHaveProperty([annotation], 'permitted');
    const [quota] = namespaceOf({ loadBalancers: 1 }).filter(({ metadata }) => metadata.name === 'stage');
    expect(quota?.['spec']).toHaveProperty(['hard', 'services.loadbalancers'], '1');
  });
});

describe('policies are written', () => {
  const engine = (id: string, ...defines: string[]) =>
    entry(
      id,
      component({
        summary: 'Enforces',
        source: helm('https://charts.example.org', id, '1.0.0'),
        namespace: { podSecurity: 'restricted' },
        defines,
      }),
      'policy',
    );
  const kyverno = engine('enforcer', 'policies.kyverno.io');
  const gatekeeper = engine('keeper', 'templates.gatekeeper.sh', 'constraints.gatekeeper.sh');
  const setOf = ({ sets }: ClusterPlan) => sets.find(({ name }) => name === 'policies');
  const kinds = (objects: readonly KubernetesObject[] = []) => [
    ...new Set(objects.map(({ apiVersion }) => apiVersion)),
  ];
  const plan = (...entries: (typeof kyverno)[]) => planOf(sampleFleet(), entries);

  test.each([
    ['for the API server, if nothing else enforces them', [], ['admissionregistration.k8s.io/v1'], 300],
    ['for Kyverno where it runs, and after it', [kyverno], ['policies.kyverno.io/v1'], 301],
    [
      'for Gatekeeper where it runs, and after it',
      [gatekeeper],
      ['templates.gatekeeper.sh/v1', 'constraints.gatekeeper.sh/v1beta1'],
      301,
    ],
  ])('%s', (_, entries, apiVersions, wave) => {
    const set = setOf(plan(...entries));
    expect(kinds(set?.objects)).toEqual(apiVersions);
    expect(set?.wave).toBe(wave);
    for (const { metadata } of set?.objects ?? []) expect(metadata.namespace).toBeUndefined();
  });

  test('for the API server where only the definitions of an engine are', () => {
    const { runs } = sampleFleet().environments[0]?.value.clusters['one'] ?? {};
    if (!runs) throw new Error('a sample has the cluster lab/one');
    const there = { runs: { ...runs, defines: [...runs.defines, 'policies.kyverno.io'] } };
    expect(kinds(setOf(planOf(sampleFleet({ cluster: there }), []))?.objects)).toEqual([
      'admissionregistration.k8s.io/v1',
    ]);
  });

  test('before what tenants run, which waits for them', () => {
    const { factoryWave, sets } = plan(kyverno);
    const set = sets.find(({ name }) => name === 'policies');
    expect(set?.gates).toBe(true);
    expect(set?.wave).toBeLessThan(factoryWave);
  });

  test('only if they refuse or warn', () => {
    const off = Object.fromEntries(policyNames.map((name) => [name, 'off' as const]));
    expect(setOf(planOf(sampleFleet({ fbe: { policies: off } }), []))).toBeUndefined();
    const { objects = [] } = setOf(planOf(sampleFleet({ fbe: { policies: { 'no-host-paths': 'off' } } }), [])) ?? {};
    expect(objects.map(({ metadata }) => metadata.name)).not.toContain('no-host-paths');
    expect(objects.map(({ metadata }) => metadata.name)).toContain('no-host-namespaces');
  });
});

test('what an own component is called does not make it an engine', () => {
  const kyverno = entry(
    'kyverno',
    component({ summary: 'Is not', source: own('1.0.0'), namespace: { podSecurity: 'restricted' } }),
    'policy',
  );
  const set = planOf(sampleFleet(), [kyverno]).sets.find(({ name }) => name === 'policies');
  expect(set?.objects[0]?.apiVersion).toBe('admissionregistration.k8s.io/v1');
});
