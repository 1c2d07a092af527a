import { describe, expect, test } from 'vitest';
import { type Finding, where } from '../../constructs/model/finding.ts';
import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { objectChecks } from '../../scripts/checks/index.ts';
import { type Around, type ObjectCheck, pathText } from '../../scripts/checks/object.ts';
import { checkObjects, type Located } from '../../scripts/manifests/judge.ts';
import { root } from '../fleet/run.ts';

const around: Around = { root, kubernetes: '1.36', namespace: () => undefined };

const located = (object: KubernetesObject, place: string, together?: string): Located => ({
  object,
  where: (path) => where(place, pathText(path)),
  at: (path) => ({ file: `${place}.yaml`, path: [], line: path.length + 1 }),
  ...(together && { together }),
});

const configMap = (name: string, more: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } },
  ...more,
});

const told = (findings: Iterable<Finding>): readonly string[] =>
  [...findings].map(({ check, severity, where: place, message }) => `${severity} ${check} ${place}: ${message}`);

test('findings stand where the caller says', () => {
  const [finding] = checkObjects([located(configMap('a', { data: { b: 1 } }), 'here')], around);
  expect(finding).toMatchObject({
    ...{ check: 'schema', severity: 'error', where: 'here › data.b' },
    at: { file: 'here.yaml', line: 3 },
  });
});

test('places are asked for only where there is something to say, and objects are taken one by one', () => {
  const seen: string[] = [];
  const check: ObjectCheck = {
    ...{ name: 'schema', alone: true },
    faults: ({ metadata }) => {
      seen.push(metadata.name);
      return metadata.name === 'b' ? [{ path: ['data'], message: 'is wrong' }] : [];
    },
  };
  const objects = function* (): Generator<Located> {
    for (const name of ['a', 'b', 'c']) {
      seen.push(`give ${name}`);
      yield located(configMap(name), name);
    }
  };
  expect(told(checkObjects(objects(), around, [check]))).toEqual(['error schema b › data: is wrong']);
  expect(seen).toEqual(['give a', 'a', 'give b', 'b', 'give c', 'c']);
});

describe('an object that is there twice', () => {
  test('is one too many', () => {
    const twice = [located(configMap('a'), 'one'), located(configMap('b'), 'two'), located(configMap('a'), 'three')];
    expect(told(checkObjects(twice, around, []))).toEqual(['error owner three: is the same object as one']);
  });

  test('is the same in another version of its group', () => {
    const autoscaler = (version: string): KubernetesObject => ({
      ...{ apiVersion: `autoscaling/${version}`, kind: 'HorizontalPodAutoscaler' },
      metadata: { name: 'a' },
    });
    const twice = [located(autoscaler('v1'), 'one'), located(autoscaler('v2'), 'two')];
    expect(told(checkObjects(twice, around, []))).toEqual(['error owner two: is the same object as one']);
  });

  test('is another one in another namespace, group or kind, or without a name', () => {
    const objects: KubernetesObject[] = [
      configMap('a'),
      configMap('a', { metadata: { name: 'a' } }),
      configMap('a', { kind: 'Secret' }),
      configMap('a', { apiVersion: 'example.org/v1' }),
    ];
    const nameless = { ...configMap('a'), metadata: JSON.parse('{"generateName":"a-"}') };
    const all = [...objects, nameless, nameless].map((object, at) => located(object, `${at}`));
    expect(told(checkObjects(all, around, []))).toEqual([]);
  });

  test('in another file may be for another cluster, which is said once', () => {
    const twice = ['a', 'b', 'c'].flatMap((name) => [
      located(configMap(name), `dev ${name}`, 'dev'),
      located(configMap(name), `prod ${name}`, 'prod'),
    ]);
    expect(told(checkObjects(twice, around, []))).toEqual([
      'warning owner prod a: is in another file, too (dev a), and so are 2 others',
    ]);
  });
});

test('a kind that nothing is known of is said once, with how many there are', () => {
  const press = (kind: string): KubernetesObject => ({ ...configMap('a'), apiVersion: 'press.example.org/v1', kind });
  const objects = ['Press', 'Roller', 'Press', 'Press'].map((kind, at) =>
    located({ ...press(kind), metadata: { name: `${at}` } }, `${kind} ${at}`),
  );
  expect(told(checkObjects(objects, around))).toEqual([
    'warning schema Press 0: not checked: there is no schema of press.example.org/v1 Press (3 objects)',
    'warning schema Roller 1: not checked: there is no schema of press.example.org/v1 Roller (1 object)',
  ]);
});

/** What others may have written where something else belongs. */
const oddities: readonly unknown[] = [null, 'x', 5, [null], { name: 5 }];

/** Every value of an object in turn, replaced by everything odd. */
function* bent(value: unknown): Generator<unknown> {
  yield* oddities;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const odd of bent(item)) yield value.with(at, odd);
  } else if (typeof value === 'object' && value !== null) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
    for (const [key, held] of entries) {
      for (const odd of bent(held)) yield { ...value, [key]: odd };
      yield Object.fromEntries(entries.filter(([name]) => name !== key));
    }
  }
}

const isObject = (value: unknown): value is KubernetesObject =>
  isMap(value) &&
  [value['apiVersion'], value['kind']].every((each) => typeof each === 'string') &&
  isMap(value['metadata']);

const container = {
  name: 'web',
  image: 'registry.example.org/web:1',
  command: ['serve'],
  env: [{ name: 'PASSWORD', value: 'x', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
  ports: [{ containerPort: 80, hostPort: 80 }],
  resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
  securityContext: { privileged: true, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'Localhost' } },
  volumeMounts: [{ name: 'a', mountPath: '/a' }],
};

const pod = {
  metadata: { labels: { app: 'web' }, annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'x' } },
  spec: {
    containers: [container],
    initContainers: [{ ...container, restartPolicy: 'Always' }],
    volumes: [{ name: 'a', hostPath: { path: '/' } }],
    securityContext: { runAsUser: 0, sysctls: [{ name: 'a', value: 'b' }], seLinuxOptions: { type: 'x' } },
    hostNetwork: true,
  },
};

const metadata = {
  name: 'web',
  namespace: 'shop',
  labels: { app: 'web' },
  annotations: {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/sync-wave': '1',
    'link.argocd.argoproj.io/a': 'https://a',
  },
  finalizers: ['a'],
  ownerReferences: [{ kind: 'A' }],
};

/** With a part for each check to look at. */
const samples: readonly KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Pod', metadata, spec: pod.spec },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: { app: 'a' } }, template: pod },
  },
  { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: pod, ttlSecondsAfterFinished: 1 } },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: { schedule: '* * * * *', jobTemplate: { spec: { template: pod } } },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { type: 'NodePort', ports: [{ port: 1, nodePort: 2 }], externalIPs: ['1.1.1.1'] },
  },
  { apiVersion: 'v1', kind: 'Secret', metadata, data: { a: 'eA==' }, stringData: { b: 'x' }, type: 'Opaque' },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'password: x' }, binaryData: { b: 'eA==' } },
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  },
  {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata },
    spec: {
      hostnames: ['a.example.org'],
      parentRefs: [{ name: 'a' }],
      rules: [{ backendRefs: [{ name: 'a', port: 1 }] }],
    },
  },
  {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata },
    spec: { rules: [{ host: 'a', http: { paths: [{ path: '/' }] } }], tls: [{ hosts: ['a'] }] },
  },
  {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata },
    ...{
      roleRef: { apiGroup: 'x', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', name: 'a' }],
    },
  },
  {
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata },
    spec: {
      project: 'default',
      destination: { server: 'x', namespace: 'y' },
      sources: [
        {
          repoURL: 'x',
          chart: 'y',
          targetRevision: '1',
          helm: { valueFiles: ['$values/a'], valuesObject: { a: null } },
        },
      ],
      source: { repoURL: 'x', path: 'y', ref: 'values' },
      syncPolicy: { syncOptions: ['a=b'], automated: {} },
    },
  },
];

describe('whatever an object holds, no check throws', () => {
  const odd: Around = { ...around, namespace: () => ({ ...configMap('shop'), kind: 'Namespace', labels: 1 }) };
  const told = (check: ObjectCheck, object: KubernetesObject): unknown => {
    try {
      return check.faults(object, odd) && undefined;
    } catch (error) {
      return { check: check.name, object, error };
    }
  };

  test.each(samples.map((sample) => [sample.kind, sample] as const))('%s', (_, sample) => {
    let count = 0;
    for (const object of bent(sample)) {
      if (!isObject(object)) continue;
      count++;
      for (const check of objectChecks) {
        const thrown = told(check, object);
        if (thrown) expect(thrown).toBeUndefined();
      }
    }
    expect(count).toBeGreaterThan(20);
  });
});
