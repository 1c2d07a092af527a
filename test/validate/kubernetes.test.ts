import { describe, expect, test } from 'vitest';
import { pathText } from '../../scripts/checks/object.ts';
import { validatorFor } from '../../scripts/validate/index.ts';

const saysOf = (object: unknown, minor = '1.36'): readonly string[] =>
  validatorFor(process.cwd(), minor)
    .faults(object)
    .map(
      ({ path, message, hint, severity }) =>
        `${severity === 'warning' ? 'warning ' : ''}${pathText(path)}: ${message} → ${hint}`,
    );

const deployment = (more: object = {}, spec: object = {}, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  ...more,
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'registry.example.org/web:1', ...container }] },
    },
    ...spec,
  },
});

describe("one of Kubernetes' own kinds", () => {
  test('is fine when it is', () => {
    expect(saysOf(deployment())).toEqual([]);
  });

  test('may leave out a field by null, as the server reads it', () => {
    expect(saysOf(deployment({}, { replicas: null }))).toEqual([]);
  });

  test.each([
    [{ replica: 2 }, {}, 'spec.replica: unknown field; did you mean "replicas"? → write replicas'],
    [{ replicas: '2' }, {}, 'spec.replicas: must be an integer, and is a string ("2") → undefined'],
    [{ replicas: 2 ** 31 }, {}, 'spec.replicas: does not fit into int32, and is 2147483648 → undefined'],
    [
      {},
      { imagePullpolicy: 'Always' },
      'spec.template.spec.containers[0].imagePullpolicy: unknown field; did you mean "imagePullPolicy"? → write imagePullPolicy',
    ],
    [
      {},
      { resources: { limits: { memory: '1 GiB' } } },
      'spec.template.spec.containers[0].resources.limits.memory: "1 GiB" is not a quantity such as 500m or 2Gi → undefined',
    ],
    [
      {},
      { env: [{ name: 'A' }, { name: 'A' }] },
      'spec.template.spec.containers[0].env: has two entries with name "A" → take one of them out, or give it another name',
    ],
  ])('is refused with a wrong field: %j %j', (spec, container, says) => {
    expect(saysOf(deployment({}, spec, container))).toContain(says);
  });

  test('says since when Kubernetes has a field that this version lacks', () => {
    const resized = deployment({}, {}, {});
    const pod = (resources: object) => ({ ...resized.spec.template.spec, resources });
    const withPodResources = deployment(
      {},
      { template: { ...resized.spec.template, spec: pod({ limits: { cpu: 1 } }) } },
    );
    expect(saysOf(withPodResources, '1.36')).toEqual([]);
    const gates = (minor: string) =>
      saysOf(
        deployment(
          {},
          { template: { ...resized.spec.template, spec: { ...resized.spec.template.spec, schedulingGroup: {} } } },
        ),
        minor,
      );
    expect(gates('1.35')).toEqual([
      'spec.template.spec.schedulingGroup: Kubernetes 1.35 does not have this field; it came with 1.36 → remove it, or run Kubernetes 1.36',
    ]);
  });

  test('is refused in an apiVersion that this Kubernetes no longer or not yet has, with the one that it has', () => {
    expect(saysOf({ ...deployment(), apiVersion: 'apps/v1beta2' })).toEqual([
      'apiVersion: Kubernetes 1.36 has no Deployment of apps/v1beta2 → write apps/v1',
    ]);
    const slice = { apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', metadata: { name: 'gpu' }, spec: {} };
    expect(saysOf(slice, '1.34')).toEqual([]);
    expect(saysOf(slice, '1.33')).toEqual([
      expect.stringMatching(
        /^apiVersion: Kubernetes 1\.33 has no DeviceClass of resource\.k8s\.io\/v1; it came with 1\.34 → write resource\.k8s\.io\/v1/,
      ),
    ]);
  });
});

describe('an object', () => {
  test.each([
    ['no map', 'web', ': is not a Kubernetes object → write a map with apiVersion, kind and metadata'],
    ['null', null, ': is not a Kubernetes object → write a map with apiVersion, kind and metadata'],
    ['without apiVersion', { kind: 'Pod', metadata: {} }, 'apiVersion: is required → say what apiVersion it has'],
    [
      'whose kind is a number',
      { apiVersion: 'v1', kind: 1, metadata: {} },
      'kind: must be a string → say what kind it has',
    ],
    ['without metadata', { apiVersion: 'v1', kind: 'ConfigMap' }, 'metadata: is required → name the object'],
    [
      'whose metadata is a list',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: [] },
      'metadata: must be a map → name the object',
    ],
  ])('is refused as such: %s', (_, object, says) => {
    expect(saysOf(object)).toEqual([says]);
  });

  test('of an unknown kind is led to the kind that was meant', () => {
    const of = (apiVersion: string, kind: string) => saysOf({ apiVersion, kind, metadata: { name: 'x' } });
    expect(of('apps/v1', 'Deploymnet')).toEqual([
      'kind: apps has no kind Deploymnet; did you mean "Deployment"? → correct the kind or the apiVersion',
    ]);
    expect(of('v1', 'Deployment')).toEqual([
      'kind: the core group has no kind Deployment → correct the kind or the apiVersion',
    ]);
    expect(of('cert-manager.io/v1', 'Issuers')).toEqual([
      'kind: cert-manager.io has no kind Issuers; did you mean "Issuer"? → correct the kind or the apiVersion',
    ]);
    expect(of('extensions/v1beta1', 'Ingress')).toEqual([
      expect.stringMatching(
        /^apiVersion: nothing known has the kind Ingress in extensions\/v1beta1.* → write .*networking\.k8s\.io\/v1/,
      ),
    ]);
  });

  test('of a group that nobody knows is not checked, and that is said', () => {
    expect(saysOf({ apiVersion: 'nobody.example.org/v1', kind: 'Thing', metadata: { name: 'x' } })).toEqual([
      'warning kind: not checked: there is no schema of nobody.example.org/v1 Thing → put its CustomResourceDefinition into environments/definitions/, or give it along with --manifests',
    ]);
  });
});
