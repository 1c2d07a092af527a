import { describe, expect, test } from 'vitest';
import { local } from '../../constructs/index.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { one, planOf, sampleFleet } from './sample.ts';
import { inNamespace, planTeam } from './teams.ts';

const { factory } = planTeam();
const all = factory.namespaces;
const only = (kind: string, namespace: string, name?: string): KubernetesObject => {
  const [found, ...more] = inNamespace(all, kind, namespace).filter(({ metadata }) => !name || metadata.name === name);
  if (!found || more.length > 0) throw new Error(`${kind} in ${namespace}: ${more.length + (found ? 1 : 0)}`);
  return found;
};
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}
const roles = inNamespace(all, 'Role', 'shop-test').concat(inNamespace(all, 'Role', 'shop-prod'));
const rulesOf = (role: KubernetesObject) => role['rules'] as readonly Rule[];

describe("a stage's namespace", () => {
  test.each(['shop-test', 'shop-prod'])('admits restricted pods only, and is not deleted by accident: %s', (name) => {
    expect(only('Namespace', name)).toMatchObject({
      metadata: {
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
          'millwright.dev/factory': 'shop',
          'millwright.dev/stage': name.slice('shop-'.length),
        },
        annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm' },
      },
    });
  });

  test('names the hosts that its routes may have', () => {
    const hosts = (name: string) => only('Namespace', name).metadata.annotations?.['millwright.dev/hosts'];
    expect([hosts('shop-test'), hosts('shop-prod')]).toEqual(['shop-test.one.example.org', 'shop.one.example.org']);
  });

  test('has the quota of its stage, else of its factory, and no way around the Gateway', () => {
    const hard = (namespace: string) => {
      const [quota] = inNamespace(all, 'ResourceQuota', namespace).filter(({ metadata }) => metadata.name === 'stage');
      return (quota as unknown as { spec: { hard: object } }).spec.hard;
    };
    expect(hard('shop-test')).toMatchObject({ 'requests.cpu': '2', 'requests.memory': '4Gi', 'limits.memory': '4Gi' });
    expect(hard('shop-prod')).toEqual({
      'requests.cpu': '8',
      'requests.memory': '16Gi',
      'limits.memory': '16Gi',
      'requests.storage': '100Gi',
      pods: '50',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    });
  });

  test('has no room for pods of a priority that pushes out the platform', () => {
    const [none] = inNamespace(all, 'ResourceQuota', 'shop-test').filter(({ metadata }) => metadata.name !== 'stage');
    expect(none?.['spec']).toMatchObject({
      hard: { pods: '0' },
      scopeSelector: { matchExpressions: [{ values: ['system-cluster-critical', 'system-node-critical'] }] },
    });
  });

  test('gives a container that asks for nothing a request and a limit of memory', () => {
    expect(only('LimitRange', 'shop-test')['spec']).toMatchObject({
      limits: [
        { type: 'Container', defaultRequest: { cpu: '50m', memory: '128Mi' }, default: { memory: '256Mi' } },
        { type: 'PersistentVolumeClaim' },
      ],
    });
  });

  test('gives pods no token of the API server', () => {
    expect(only('ServiceAccount', 'shop-test', 'default')).toMatchObject({ automountServiceAccountToken: false });
  });
});

describe('the roles of a team', () => {
  test('cannot read Secrets, directly or through a pod', () => {
    expect(roles.length).toBeGreaterThan(2);
    for (const { resources, apiGroups, verbs } of roles.flatMap(rulesOf)) {
      expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
      for (const resource of [
        'secrets',
        'pods/exec',
        'pods/attach',
        'pods/ephemeralcontainers',
        'serviceaccounts/token',
      ])
        expect(resources).not.toContain(resource);
    }
  });

  test('change nothing but pods: no quota, policy, role or workload', () => {
    const changing = roles
      .flatMap(rulesOf)
      .filter(({ verbs }) => verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)));
    const may = changing.flatMap(({ resources, verbs }) =>
      resources.map((resource) => `${verbs.join(',')} ${resource}`),
    );
    expect([...new Set(may)].sort()).toEqual(['create pods/portforward', 'delete pods']);
  });

  test('let developers look at a reviewed stage, and no more', () => {
    const bound = (namespace: string) =>
      inNamespace(all, 'RoleBinding', namespace).map((binding) => [
        (binding['roleRef'] as { name: string }).name,
        (binding['subjects'] as readonly { name: string }[]).map(({ name }) => name),
      ]);
    expect(bound('shop-test')).toEqual([
      ['developer', ['shop-dev']],
      ['viewer', ['shop-leads']],
    ]);
    expect(bound('shop-prod')).toEqual([['viewer', ['shop-dev', 'shop-leads']]]);
  });

  test('are bound in their own namespaces, to groups', () => {
    for (const binding of all.filter(({ kind }) => kind === 'RoleBinding')) {
      expect((binding['roleRef'] as { kind: string }).kind).toBe('Role');
      expect(binding['subjects']).toEqual(
        [expect.objectContaining({ kind: 'Group' })].concat(
          (binding['subjects'] as readonly object[]).slice(1).map(() => expect.objectContaining({ kind: 'Group' })),
        ),
      );
    }
    expect(all.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
  });
});

describe('network policies', () => {
  const named = (name: string) => only('NetworkPolicy', 'shop-test', name)['spec'];
  const from = (namespace: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  });

  test('let nothing in and nothing out, but for what is needed', () => {
    expect(
      inNamespace(all, 'NetworkPolicy', 'shop-test')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(['allow-dns', 'allow-egress', 'allow-gateway', 'allow-monitoring', 'allow-within', 'default-deny']);
    expect(named('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('let the Gateway and the monitoring in, from where they run', () => {
    expect(named('allow-gateway')).toMatchObject({ policyTypes: ['Ingress'], ingress: [{ from: [from('gate')] }] });
    expect(named('allow-monitoring')).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ from: [from('monitoring')] }],
    });
  });

  test('let pods call the addresses that the team asked for, on these ports', () => {
    expect(named('allow-egress')).toMatchObject({
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
          ports: [
            { port: 443, protocol: 'TCP' },
            { port: 5432, protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  test('open nothing that nobody asked for', () => {
    const closed = planTeam({ egress: [] }).factory.namespaces;
    const names = inNamespace(closed, 'NetworkPolicy', 'shop-test').map(({ metadata }) => metadata.name);
    expect(names).not.toContain('allow-egress');
  });
});

describe('secrets of a stage', () => {
  test('come through one store, which only this stage can use', () => {
    for (const stage of ['test', 'prod'])
      expect(only('SecretStore', `shop-${stage}`)).toMatchObject({
        metadata: { name: 'stage' },
        spec: {
          provider: {
            vault: { auth: { kubernetes: { role: `shop-${stage}`, serviceAccountRef: { name: 'secret-reader' } } } },
          },
        },
      });
    expect(all.filter(({ kind }) => kind === 'ClusterSecretStore')).toEqual([]);
  });

  test('lie in a namespace of their own where they are filled in by hand', () => {
    const { namespaces } = planTeam({}, { environment: { secrets: local() } }).factory;
    expect(inNamespace(namespaces, 'Namespace', 'local-secrets-shop-test')).toHaveLength(1);
    expect(inNamespace(namespaces, 'Role', 'local-secrets-shop-test')[0]?.['rules']).toMatchObject([
      { resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
      {},
    ]);
    expect(inNamespace(namespaces, 'RoleBinding', 'local-secrets-shop-test')[0]).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'secret-reader', namespace: 'shop-test' }],
    });
  });

  test('include what pulls from private registries', () => {
    const registries = { acme: { host: 'registry.example.org', private: true }, public: { host: 'docker.io' } };
    const { namespaces } = planTeam({}, { fbe: { registries } }).factory;
    expect(inNamespace(namespaces, 'ExternalSecret', 'shop-test')).toEqual([
      expect.objectContaining({ metadata: { name: 'registry-acme', namespace: 'shop-test' } }),
    ]);
    expect(inNamespace(namespaces, 'ServiceAccount', 'shop-test')[0]).toMatchObject({
      imagePullSecrets: [{ name: 'registry-acme' }],
    });
  });
});

describe("a namespace of the platform team's own", () => {
  const sandbox = { on: one, quota: { cpu: 4, memory: '8Gi' }, group: 'platform-team' } as const;
  const packs = (namespaces: object) =>
    planOf(sampleFleet({ fbe: { namespaces: { ...namespaces } } }), []).sets.filter(
      ({ name }) => name === 'namespace-packs',
    );

  test('has a pack like a team’s', () => {
    const [set] = packs({ sandbox });
    expect([...new Set(set?.objects.map(({ kind }) => kind))].sort()).toEqual([
      'LimitRange',
      'Namespace',
      'NetworkPolicy',
      'ResourceQuota',
      'Role',
      'RoleBinding',
      'ServiceAccount',
    ]);
  });

  test('is only on the clusters that it names', () => {
    expect(packs({ sandbox: { ...sandbox, on: ['lab/two'] } })).toEqual([]);
  });
});
