import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  [
    'Namespace',
    { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'strict' } },
    'metadata.labels["pod-security.kubernetes.io/enforce"]: "strict" is not one of privileged, baseline, restricted',
  ],
  [
    'Namespace',
    { 'metadata.labels': { 'pod-security.kubernetes.io/warn-version': '1.36' } },
    'metadata.labels["pod-security.kubernetes.io/warn-version"]: "1.36" is not a version',
  ],
  ['Namespace', { 'spec.finalizers': ['mine'] }, 'spec.finalizers[0]: "mine" has no domain'],
  ['ConfigMap', { data: { 'a key': 'x' } }, 'data["a key"]: "a key" is not a key of a ConfigMap or Secret'],
  ['ConfigMap', { data: { 'logo.png': 'x' } }, 'data["logo.png"]: is also in binaryData'],
  ['ConfigMap', { data: { large: 'x'.repeat(1_048_577) } }, ': is larger than 1 MiB'],
  ['ConfigMap', { binaryData: { '..up': '' } }, 'binaryData["..up"]: "..up" is not a key of a ConfigMap or Secret'],
  ['Secret shop', { data: { 'a key': '' } }, 'data["a key"]: "a key" is not a key of a ConfigMap or Secret'],
  ['Secret shop', { stringData: { 'a/b': '' } }, 'stringData["a/b"]: "a/b" is not a key of a ConfigMap or Secret'],
  ['Secret shop', { stringData: { large: 'x'.repeat(1_048_577) } }, ': is larger than 1 MiB'],
  [
    'Secret shop-tls',
    { stringData: { 'tls.crt': 'a certificate' } },
    'data: needs tls.key for the type kubernetes.io/tls',
  ],
  ['Secret registry', { data: {} }, 'data: needs .dockerconfigjson for the type kubernetes.io/dockerconfigjson'],
  ['Secret registry', { data: { '.dockerconfigjson': 'eyJhdXRo' } }, 'data[".dockerconfigjson"]: must hold JSON'],
  ['Secret git', { data: { 'ssh-privatekey': '' } }, 'data.ssh-privatekey: must not be empty'],
  [
    'Secret registry-login',
    { type: 'kubernetes.io/ssh-auth' },
    'data: needs ssh-privatekey for the type kubernetes.io/ssh-auth',
  ],
  [
    'Secret deployer-token',
    { 'metadata.annotations': {} },
    'metadata.annotations["kubernetes.io/service-account.name"]: is required for a token',
  ],
  ['ServiceAccount', { secrets: [{}] }, 'secrets[0].name: is required'],
  ['ResourceQuota shop', { 'spec.hard': { pods: '1.5' } }, 'spec.hard.pods: must be a whole number, and is 1.5'],
  ['ResourceQuota shop', { 'spec.hard': { pods: '-1' } }, 'spec.hard.pods: must not be negative, and is -1'],
  [
    'ResourceQuota shop',
    { 'spec.hard': { storage: '1Gi' } },
    'spec.hard.storage: "storage" is nothing that a quota counts',
  ],
  [
    'ResourceQuota shop',
    { 'spec.hard': { deployments: '1' } },
    'spec.hard.deployments: "deployments" is no resource that Kubernetes knows',
  ],
  [
    'ResourceQuota shop',
    { 'spec.scopes': ['Everything'] },
    'spec.scopes: "Everything" is not one of BestEffort, NotBestEffort, Terminating, NotTerminating, PriorityClass, CrossNamespacePodAffinity, VolumeAttributesClass',
  ],
  [
    'ResourceQuota shop',
    { 'spec.scopes': ['BestEffort'] },
    'spec.scopes: requests.cpu cannot be counted in the scope BestEffort',
    'spec.scopes: limits.memory cannot be counted in the scope BestEffort',
    'spec.scopes: services.loadbalancers cannot be counted in the scope BestEffort',
    'spec.scopes: requests.storage cannot be counted in the scope BestEffort',
  ],
  [
    'ResourceQuota best-effort',
    { 'spec.scopes': ['Terminating', 'NotTerminating'] },
    'spec.scopes: Terminating and NotTerminating exclude each other',
  ],
  [
    'ResourceQuota best-effort',
    { 'spec.scopeSelector.matchExpressions[0].values': [] },
    'spec.scopeSelector.matchExpressions[0].values: is required with the operator In',
  ],
  [
    'ResourceQuota best-effort',
    { 'spec.scopeSelector.matchExpressions[0].scopeName': 'Terminating' },
    'spec.scopeSelector.matchExpressions[0].operator: must be Exists for the scope Terminating',
  ],
  [
    'LimitRange',
    { 'spec.limits[0].min.memory': '10Gi' },
    'spec.limits[0].min.memory: is more than max, which is 8Gi',
    'spec.limits[0].min.memory: is more than defaultRequest, which is 256Mi',
    'spec.limits[0].min.memory: is more than default, which is 512Mi',
  ],
  ['LimitRange', { 'spec.limits[0].default.cpu': '8' }, 'spec.limits[0].default.cpu: is more than max, which is 4'],
  [
    'LimitRange',
    { 'spec.limits[0].max': { pods: '1' } },
    'spec.limits[0].max.pods: "pods" is nothing that a container can ask for',
  ],
  [
    'LimitRange',
    { 'spec.limits[0].maxLimitRequestRatio': { cpu: '500m' } },
    'spec.limits[0].maxLimitRequestRatio.cpu: must be at least 1',
  ],
  [
    'LimitRange',
    { 'spec.limits[0].maxLimitRequestRatio': { cpu: '1000' } },
    'spec.limits[0].maxLimitRequestRatio.cpu: is more than max divided by min',
  ],
  [
    'LimitRange',
    { 'spec.limits[0].type': 'Container2' },
    'spec.limits[0].type: "Container2" is not one of Pod, Container, PersistentVolumeClaim',
  ],
  [
    'LimitRange',
    {
      'spec.limits[0]': {
        type: 'Container',
        default: { 'example.org/gpu': '2' },
        defaultRequest: { 'example.org/gpu': '1' },
      },
    },
    'spec.limits[0].defaultRequest["example.org/gpu"]: must be equal to default',
  ],
  ['LimitRange', { 'spec.limits[1].type': 'Container' }, 'spec.limits[1].type: "Container" is there twice'],
  ['LimitRange', { 'spec.limits[1].default': { cpu: '1' } }, 'spec.limits[1].default: has no meaning for the type Pod'],
  [
    'LimitRange',
    { 'spec.limits[2]': { type: 'PersistentVolumeClaim' } },
    'spec.limits[2]: needs storage in min or max',
  ],
];
