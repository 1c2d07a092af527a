import { loadBalancersAnnotation, tenantLabel } from '../../argocd/names.ts';
import type { PodSecurity } from '../../model/capability.ts';
import type { Quota } from '../../model/fbe.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import type { Quantity } from '../../model/option.ts';
import { type Access, accessObjects } from './access.ts';
import { type NetworkNeeds, networkPolicies } from './network-policies.ts';

/** A namespace with everything that makes it fit for use by somebody other than the platform team. */
export interface NamespacePack {
  readonly namespace: string;
  readonly podSecurity: PodSecurity;
  readonly quota: Quota;
  readonly network: NetworkNeeds;
  readonly access: readonly Access[];
  readonly kubernetes: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Names of pull secrets that every pod of the default ServiceAccount uses. */
  readonly pullSecrets: readonly string[];
}

/** Labels that make the API server refuse weaker pods than this level. */
export const podSecurityLabels = (level: PodSecurity, kubernetes: string): Readonly<Record<string, string>> => ({
  'pod-security.kubernetes.io/enforce': level,
  'pod-security.kubernetes.io/enforce-version': `v${kubernetes}`,
  ...(level !== 'restricted' && {
    'pod-security.kubernetes.io/warn': level === 'privileged' ? 'baseline' : 'restricted',
  }),
});

/** What deleting a namespace needs: somebody's word, because everything in it goes with it. */
export const confirmed = { 'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm' } as const;

/** The objects of a namespace pack. */
export const namespacePack = (pack: NamespacePack): readonly KubernetesObject[] => [
  packNamespace(pack),
  ...insideNamespace(pack),
];

/** The namespace itself, which carries what differs between clusters. */
export const packNamespace = (pack: NamespacePack): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: pack.namespace,
    labels: { ...podSecurityLabels(pack.podSecurity, pack.kubernetes), [tenantLabel]: 'true', ...pack.labels },
    annotations: {
      ...confirmed,
      ...(pack.quota.loadBalancers && { [loadBalancersAnnotation]: 'permitted' }),
      ...pack.annotations,
    },
  },
});

/** What is inside; it follows from `namespace`, `quota`, `network`, `access` and `pullSecrets` alone. */
export const insideNamespace = ({
  namespace,
  quota,
  network,
  access,
  pullSecrets,
}: Pick<NamespacePack, 'namespace' | 'quota' | 'network' | 'access' | 'pullSecrets'>): readonly KubernetesObject[] => [
  quotaOf(namespace, quota),
  noSystemPriority(namespace),
  limitsOf(namespace),
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
    automountServiceAccountToken: false,
    ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
  },
  ...networkPolicies(namespace, network),
  ...accessObjects(namespace, access),
];

const defaultStorage: Quantity = '100Gi';

function quotaOf(namespace: string, quota: Quota): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'stage', namespace },
    spec: {
      hard: {
        'requests.cpu': String(quota.cpu),
        'requests.memory': quota.memory,
        'limits.memory': quota.memory,
        'requests.storage': quota.storage ?? defaultStorage,
        pods: String(quota.pods ?? 50),
        'services.loadbalancers': String(quota.loadBalancers ?? 0),
        'services.nodeports': '0',
      },
    },
  };
}

/** Pods of these priorities push others from their nodes, the platform's included; nobody else's may have them. */
const noSystemPriority = (namespace: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'no-system-priority', namespace },
  spec: {
    hard: { pods: '0' },
    scopeSelector: {
      matchExpressions: [
        {
          scopeName: 'PriorityClass',
          operator: 'In',
          values: ['system-cluster-critical', 'system-node-critical'],
        },
      ],
    },
  },
});

/** What a container gets that asks for nothing. No limit of CPU: it would only slow down what nobody else wants. */
const limitsOf = (namespace: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace },
  spec: {
    limits: [
      { type: 'Container', defaultRequest: { cpu: '50m', memory: '128Mi' }, default: { memory: '256Mi' } },
      { type: 'PersistentVolumeClaim', min: { storage: '1Mi' } },
    ],
  },
});
