import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { furnish, namespaces, ofPacks, policies, teamsNamespaces, waiting } from './furnished.ts';
import { ask, must } from './kubectl.ts';
import { make, mark } from './made.ts';
import { type Differences, pod } from './pod.ts';

/** What the API server says to an object that it is to refuse. */
const refusal = async (namespace: string, object: object): Promise<string> =>
  (await ask(['create', '-n', namespace, '-f', '-'], { objects: [object] })).err;

const service = (differences: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'test-cluster' },
  spec: { selector: { app: 'none' }, ports: [{ port: 80 }], ...differences },
});

beforeAll(furnish);

describe.each(namespaces)('in %s', (namespace) => {
  afterAll(async () => {
    await must(['delete', 'pods', '-n', namespace, '-l', `${mark.name}=${mark.value}`, '--wait=false']);
  });

  test('a pod that asks for nothing gets the defaults, and no token of the API server', async () => {
    const { spec } = JSON.parse(await must(['create', '-n', namespace, '-o', 'json', '-f', '-'], { objects: [pod()] }));
    const { limits } = ofPacks('LimitRange', 'defaults', namespace)['spec'] as {
      limits: { type: string; default: object; defaultRequest: object }[];
    };
    const defaults = limits.find(({ type }) => type === 'Container');
    expect(spec.containers[0].resources).toEqual({ requests: defaults?.defaultRequest, limits: defaults?.default });
    expect(spec.serviceAccountName).toBe('default');
    expect(spec.volumes).toBeUndefined();
    expect(spec.imagePullSecrets).toEqual(ofPacks('ServiceAccount', 'default', namespace)['imagePullSecrets']);
  });

  test.each<[string, Differences]>([
    ['with all privileges of its node', { security: { privileged: true, allowPrivilegeEscalation: true } }],
    ['with the network of its node', { pod: { hostNetwork: true } }],
    ['with a folder of its node', { pod: { volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] } }],
    ['with root as its user', { security: { runAsUser: 0 } }],
    ['with a user that may be root', { security: { runAsNonRoot: false } }],
    ['with more capabilities', { security: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } }],
    ['with a way to more rights', { security: { allowPrivilegeEscalation: true } }],
    ['without a seccomp profile', { security: { seccompProfile: { type: 'Unconfined' } } }],
  ])('Pod Security refuses a pod %s', async (_, differences) => {
    expect(await refusal(namespace, pod(differences))).toContain('violates PodSecurity "restricted:');
  });

  const greedy = (resources: object) => pod({ container: { resources } });
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'test-cluster' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Ti' } } },
  };
  test.each([
    ['a pod that asks for a thousand CPUs', 'requests.cpu', greedy({ requests: { cpu: '1000' } })],
    [
      'a pod that asks for 9 TiB of memory',
      'requests.memory',
      greedy({ requests: { memory: '9Ti' }, limits: { memory: '9Ti' } }),
    ],
    [
      'a pod that may take 9 TiB of memory',
      'limits.memory',
      greedy({ limits: { memory: '9Ti' }, requests: { memory: '1Mi' } }),
    ],
    ['a claim of 500 TiB of storage', 'requests.storage', claim],
  ])('the quota refuses %s', async (_, resource, object) => {
    const err = await refusal(namespace, object);
    expect(err).toContain('exceeded quota: stage');
    expect(err).toContain(resource);
  });

  test.each(['system-node-critical', 'system-cluster-critical'])(
    'a quota refuses a pod with the priority %s',
    async (priorityClassName) => {
      const err = await refusal(namespace, pod({ pod: { priorityClassName } }));
      expect(err).toContain('exceeded quota: no-system-priority');
    },
  );
});

describe.each(teamsNamespaces)('in %s', (namespace) => {
  /** What the API server says to a Service. It is not kept. */
  const judge = (differences: object) =>
    ask(['create', '--dry-run=server', '-n', namespace, '-f', '-'], { objects: [service(differences)] });
  const refused = async () => {
    const { err } = await judge({ externalIPs: ['203.0.113.7'] });
    expect(err).toContain("'no-external-addresses'");
    expect(err).toContain('a service may not take addresses outside of the cluster');
  };

  // A new policy takes effect a moment later.
  beforeAll(async () => {
    await make(policies);
    await vi.waitFor(refused, waiting);
  });

  test('a Service with addresses outside of the cluster is refused', refused);

  test.each<[string, object]>([
    ['without any', {}],
    ['with an empty list of them', { externalIPs: [] }],
  ])('a Service %s is accepted', async (_, differences) => {
    expect(await judge(differences)).toMatchObject({ code: 0, err: '' });
  });
});
