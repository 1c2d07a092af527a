import { describe, expect, test } from 'vitest';
import { reference } from '../../scripts/checks/reference.ts';
import { configMap, type Files, namespace, object, says } from './checked.ts';

const external = (spec: object) => object('external-secrets.io/v1', 'ExternalSecret', 'login', 'a', { spec });
const binding = (roleRef: object) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'b', 'a', { roleRef });
const pods = (spec: object) => object('apps/v1', 'Deployment', 'web', 'a', { spec: { template: { spec } } });
const env = [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }];
const app = (project: string) => object('argoproj.io/v1alpha1', 'Application', 'web', 'argocd', { spec: { project } });
const files = (...objects: Files[string]): Files => ({ 'platform/a/manifests.yaml': [namespace('a'), ...objects] });
const stored = external({ secretStoreRef: { kind: 'SecretStore', name: 'stage' } });
const generated = external({
  dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'login-key' } } }],
});

// Each with what it names, which makes it right, and what is said where that is missing.
const cases: readonly [string, Files[string][number], Files[string], string][] = [
  [
    'a project',
    app('shop'),
    [object('argoproj.io/v1alpha1', 'AppProject', 'shop', 'argocd')],
    'Application argocd/web names AppProject argocd/shop',
  ],
  [
    'a role',
    binding({ kind: 'Role', name: 'r' }),
    [object('rbac.authorization.k8s.io/v1', 'Role', 'r', 'a')],
    'RoleBinding a/b names Role a/r',
  ],
  [
    'a policy',
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'p', undefined, {
      spec: { policyName: 'hosts' },
    }),
    [object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'hosts')],
    'ValidatingAdmissionPolicyBinding p names ValidatingAdmissionPolicy hosts',
  ],
  [
    'a store',
    stored,
    [object('external-secrets.io/v1', 'SecretStore', 'stage', 'a')],
    'ExternalSecret a/login names SecretStore a/stage',
  ],
  [
    'a store of the cluster',
    external({ secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' } }),
    [object('external-secrets.io/v1', 'ClusterSecretStore', 'platform')],
    'ExternalSecret a/login names ClusterSecretStore platform',
  ],
  [
    'a generator',
    generated,
    [object('generators.external-secrets.io/v1alpha1', 'Password', 'login-key', 'a')],
    'ExternalSecret a/login names Password a/login-key',
  ],
  ['a Secret in a variable', pods({ containers: [{ env }] }), [external({})], 'Deployment a/web names Secret a/login'],
  [
    'an encrypted Secret',
    pods({ containers: [{ env }] }),
    [object('isindir.github.com/v1alpha3', 'SopsSecret', 'login', 'a')],
    'Deployment a/web names Secret a/login',
  ],
  [
    'the Secret of a certificate',
    pods({ containers: [{ env }] }),
    [object('cert-manager.io/v1', 'Certificate', 'tls', 'a', { spec: { secretName: 'login' } })],
    'Deployment a/web names Secret a/login',
  ],
  [
    'a Secret that an ExternalSecret makes under another name',
    pods({ containers: [{ env }] }),
    [object('external-secrets.io/v1', 'ExternalSecret', 'other', 'a', { spec: { target: { name: 'login' } } })],
    'Deployment a/web names Secret a/login',
  ],
  [
    'a Secret of an init container',
    pods({ initContainers: [{ env }], containers: [{}] }),
    [external({})],
    'Deployment a/web names Secret a/login',
  ],
  [
    'all of a Secret',
    pods({ containers: [{ envFrom: [{ secretRef: { name: 'login' } }] }] }),
    [external({})],
    'Deployment a/web names Secret a/login',
  ],
  [
    'a Secret in a volume',
    pods({ containers: [{}], volumes: [{ name: 'v', secret: { secretName: 'login' } }] }),
    [external({})],
    'Deployment a/web names Secret a/login',
  ],
  [
    'a Secret of a job on schedule',
    object('batch/v1', 'CronJob', 'web', 'a', {
      spec: { jobTemplate: { spec: { template: { spec: { containers: [{ env }] } } } } },
    }),
    [external({})],
    'CronJob a/web names Secret a/login',
  ],
];

describe('what an object names is in the tree', () => {
  test.each(cases)('is silent where it is there: %s', (_name, naming, there) => {
    expect(says(reference, files(naming, ...there))).toEqual([]);
  });

  test.each(cases)('says what is missing: %s', (_name, naming, _there, message) => {
    expect(says(reference, files(naming))).toEqual([`lab/one › a: ${message}, which nothing writes`]);
  });

  test('does not take one of another namespace for it', () => {
    const elsewhere = object('external-secrets.io/v1', 'SecretStore', 'stage', 'b');
    expect(says(reference, files(stored, elsewhere, namespace('b')))).toHaveLength(1);
  });

  test('does not look into kinds of another API that have the same name', () => {
    const others = [
      object('app.k8s.io/v1beta1', 'Application', 'web', 'a'),
      object('apps.example.org/v1', 'Deployment', 'web', 'a'),
      object('authorization.example.org/v1', 'RoleBinding', 'web', 'a'),
    ];
    expect(says(reference, files(...others))).toEqual([]);
  });

  test('lets a pod name what it starts without', () => {
    const optional = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'a', optional: true } } }];
    expect(says(reference, files(pods({ containers: [{ env: optional }] })))).toEqual([]);
  });

  test('lets a binding name a role of the cluster, which a chart may bring', () => {
    expect(says(reference, files(binding({ kind: 'ClusterRole', name: 'view' })))).toEqual([]);
  });
});

describe('the namespace of an object is in the tree', () => {
  test.each(['kube-system', 'default', 'kube-public', 'argocd', 'a'])('is silent for %s', (name) => {
    expect(says(reference, files(configMap('c', name)))).toEqual([]);
  });

  test('says a missing one once', () => {
    expect(says(reference, files(configMap('c', 'b'), configMap('d', 'b')))).toEqual([
      'lab/one › a: ConfigMap b/c is in the namespace b, which nothing writes',
    ]);
  });
});
