import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { policies } from '../../constructs/policies/index.ts';
import type { Around } from '../../scripts/checks/object.ts';
import { overTree } from '../../scripts/checks/object.ts';
import { policy } from '../../scripts/checks/policy.ts';
import { boundPolicy } from '../policies/bound.ts';
import { service } from '../policies/cases/services.ts';
import { container, labels, podSpec, workloads } from '../policies/cases/workloads.ts';
import { checkedFiles, object, says } from './checked.ts';

const { Deployment, DaemonSet } = workloads;
const at = (namespace: string, made: KubernetesObject): KubernetesObject => ({
  ...made,
  metadata: { ...made.metadata, namespace },
});
const namespace = (name: string, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'millwright.dev/tenant': 'true', 'pod-security.kubernetes.io/enforce': 'restricted' },
    ...more,
  },
});
const untagged = Deployment(podSpec({ containers: [container(), container({ name: 'side', image: 'side' })] }));
const onNode = DaemonSet(podSpec({ hostNetwork: true }));

describe("an object in a tenant's namespace", () => {
  const tree = (...objects: readonly KubernetesObject[]) => ({
    'factories/shop/test/web/manifests.yaml': [namespace('shop-test'), ...objects.map((each) => at('shop-test', each))],
  });
  const findings = (...objects: readonly KubernetesObject[]) => overTree(policy).run(checkedFiles(tree(...objects)));

  test('that is fine is not mentioned', () => {
    expect(findings(Deployment(), service())).toEqual([]);
  });

  test('that the cluster would refuse is an error, with the place, the reason, the policy and the mend', () => {
    expect(findings(untagged)).toEqual([
      {
        check: 'policy',
        severity: 'error',
        where: 'lab/one › web › Deployment shop-test/main › spec.template.spec.containers[1].image',
        message: 'an image must be named by its digest, or by a tag other than latest (policy no-latest-tag)',
        hint: policies['no-latest-tag'].mend,
        at: { file: 'environments/lab.ts', path: [] },
      },
    ]);
  });

  test('that the cluster would warn of is a warning', () => {
    const found = findings(Deployment(podSpec({ containers: [container({ resources: {} })] })));
    expect(found).toMatchObject([
      {
        severity: 'warning',
        where: 'lab/one › web › Deployment shop-test/main › spec.template.spec.containers[0].resources.requests',
      },
    ]);
  });

  test('is told everything at once', () => {
    const bad = Deployment(
      podSpec({ hostNetwork: true, hostPID: true, containers: [container({ image: 'main' })] }),
      {},
    );
    expect(findings(bad).map(({ message }) => /policy (\S+)\)$/.exec(message)?.[1])).toEqual([
      'named-pods',
      'no-host-namespaces',
      'no-host-namespaces',
      'no-latest-tag',
    ]);
  });

  test('may break in any way without stopping the others', () => {
    const broken = { ...Deployment(), spec: 'none' };
    expect(findings(broken, untagged)).toHaveLength(1);
  });
});

describe('an object elsewhere', () => {
  const platform = (name: string): KubernetesObject => ({ ...namespace(name), metadata: { name } });

  test.each([
    ["in a component's namespace", [platform('press'), at('press', onNode)]],
    ['in a namespace that somebody else makes', [at('kube-system', onNode)]],
    [
      'of another API group with the same kind',
      [namespace('shop-test'), at('shop-test', { ...onNode, apiVersion: 'example.org/v1' })],
    ],
  ])('%s is not looked at', (_, objects) => {
    expect(says(overTree(policy), { 'platform/press/manifests.yaml': objects })).toEqual([]);
  });

  test('in a namespace whose pods may do more is not held to what `restricted` asks', () => {
    const labelled = (level: string) =>
      namespace('shop-test', {
        labels: { 'millwright.dev/tenant': 'true', 'pod-security.kubernetes.io/enforce': level },
      });
    const root = at(
      'shop-test',
      Deployment(podSpec({ containers: [container({ securityContext: { readOnlyRootFilesystem: true } })] })),
    );
    const found = (level: string) => says(overTree(policy), { 'a/b/c.yaml': [labelled(level), root] });
    expect(found('restricted')).toHaveLength(2);
    expect(found('baseline')).toEqual([]);
  });
});

describe('a policy of the cluster', () => {
  const faults = (made: KubernetesObject, around: Partial<Around>) =>
    policy.faults(at('shop-test', made), { root: '', kubernetes: '1.36', namespace, ...around });

  test('counts with its action, its exceptions and its lists', () => {
    const registries = [boundPolicy('trusted-registries', { action: 'warn' })];
    const foreign = Deployment(podSpec({ containers: [container({ image: 'ghcr.io/a/b:1' })] }));
    expect(faults(foreign, { policies: registries })).toMatchObject([{ severity: 'warning' }]);
    expect(faults(Deployment(), { policies: registries })).toEqual([]);
    const except = { 'shop-test': 'moves next month' };
    expect(faults(foreign, { policies: [boundPolicy('trusted-registries', { except })] })).toEqual([]);
    const other = { ...registries[0]?.parameters, registries: ['ghcr.io/a'], namespaces: [], groups: [] };
    expect(faults(foreign, { policies: [boundPolicy('trusted-registries', { parameters: other })] })).toEqual([]);
  });

  test('that it does not have does not count', () => {
    expect(faults(untagged, { policies: [] })).toEqual([]);
  });

  test('about nothing in a namespace looks at what lies outside of them', () => {
    const policies = [boundPolicy('no-cluster-admin-bindings')];
    const binding = object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'all', undefined, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'main', namespace: 'shop-test' }],
    });
    const found = policy.faults(binding, { root: '', kubernetes: '1.36', namespace: () => undefined, policies });
    expect(found).toMatchObject([{ path: ['subjects'], severity: 'error' }]);
  });
});

describe('manifests that others wrote', () => {
  const faults = (made: KubernetesObject, around: Partial<Around> = {}) =>
    policy
      .faults(made, { root: '', kubernetes: '1.36', namespace: () => undefined, ...around })
      .map(({ message, severity }) => `${severity} ${/policy (\S+)\)$/.exec(message)?.[1]}`);
  const bare = Deployment({ containers: [{ name: 'main', image: 'main' }] }, {});

  test("are judged as a tenant's: what every profile denies is an error, the rest a warning", () => {
    expect(faults(onNode)).toEqual(['error no-host-namespaces']);
    expect(faults(bare)).toEqual([
      'warning dropped-capabilities',
      'warning named-pods',
      'warning no-default-tokens',
      'warning no-latest-tag',
      'warning non-root-containers',
      'warning read-only-root-file-system',
      'warning resource-requests',
    ]);
    expect(faults(Deployment(podSpec(), labels))).toEqual([]);
  });

  test('of Kubernetes itself are not judged', () => {
    expect(faults(at('kube-system', onNode))).toEqual([]);
    expect(faults(at('default', onNode))).toHaveLength(1);
  });

  test('are not held to what only the platform knows, unless a namespace says it', () => {
    const balanced = service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false });
    const permitted = {
      labels: { 'millwright.dev/tenant': 'true' },
      annotations: { 'millwright.dev/load-balancers': 'permitted' },
    };
    expect(faults(balanced)).toEqual([]);
    expect(faults(at('shop', balanced), { namespace })).toEqual(['error no-load-balancers']);
    expect(faults(at('shop', balanced), { namespace: (name) => namespace(name, permitted) })).toEqual([]);
    expect(faults(at('shop', balanced), { namespace: (name) => namespace(name, { labels: {} }) })).toEqual([]);
  });

  test('may say that their pods do more', () => {
    const level = (name: string, enforce: string) =>
      namespace(name, { labels: { 'pod-security.kubernetes.io/enforce': enforce } });
    const found = (enforce: string) => faults(at('shop', bare), { namespace: (name) => level(name, enforce) });
    expect(found('restricted')).toContain('warning non-root-containers');
    expect(found('privileged')).not.toContain('warning non-root-containers');
    expect(found('privileged')).toContain('warning no-latest-tag');
  });
});
