import type { KubernetesObject } from '../../model/manifest.ts';

/** Who may do what in a namespace. */
export interface Access {
  readonly group: string;
  readonly as: keyof typeof rules;
}

const looking = ['get', 'list', 'watch'];

/** Everything that explains how an application is doing. No Secrets, and no `exec`: a shell in a pod reads its Secrets. */
const viewer = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'resourcequotas',
      'limitranges',
      'serviceaccounts',
      'services',
    ],
    verbs: looking,
  },
  {
    apiGroups: ['apps'],
    resources: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: looking,
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: looking },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: looking },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: looking },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: looking },
  { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes'], verbs: looking },
  { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: looking },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: looking },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: looking },
];

/** A viewer who may restart pods and reach them from their own machine. */
const developer = [
  ...viewer,
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
  { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
];

const rules = { viewer, developer } as const;

/** A Role for each kind of access that somebody has, and a RoleBinding for each group. */
export function accessObjects(namespace: string, access: readonly Access[]): readonly KubernetesObject[] {
  const kinds = [...new Set(access.map(({ as }) => as))].sort();
  const roles = kinds.map((kind) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: kind, namespace },
    rules: rules[kind],
  }));
  const bindings = kinds.map((kind) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: kind, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: kind },
    subjects: access
      .filter(({ as }) => as === kind)
      .map(({ group }) => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: group })),
  }));
  return [...roles, ...bindings];
}
