/** A kind of objects, as the engines ask for it: by its resource or by its kind. */
export interface ObjectKind {
  readonly group: string;
  /** `*` where a policy means all of them. */
  readonly version: string;
  readonly kind: string;
  /** Its resource, and the subresources through which its `spec` changes too. */
  readonly resources: readonly string[];
}

const kind = (group: string, version: string, name: string, ...resources: readonly string[]): ObjectKind => ({
  group,
  version,
  kind: name,
  resources,
});

/** Pods, and everything of Kubernetes' own that makes Pods. */
export const workloads: readonly ObjectKind[] = [
  kind('', 'v1', 'Pod', 'pods', 'pods/ephemeralcontainers'),
  kind('', 'v1', 'ReplicationController', 'replicationcontrollers'),
  kind('apps', 'v1', 'DaemonSet', 'daemonsets'),
  kind('apps', 'v1', 'Deployment', 'deployments'),
  kind('apps', 'v1', 'ReplicaSet', 'replicasets'),
  kind('apps', 'v1', 'StatefulSet', 'statefulsets'),
  kind('batch', 'v1', 'CronJob', 'cronjobs'),
  kind('batch', 'v1', 'Job', 'jobs'),
];

export const services: readonly ObjectKind[] = [kind('', 'v1', 'Service', 'services')];

export const ingresses: readonly ObjectKind[] = [kind('networking.k8s.io', 'v1', 'Ingress', 'ingresses')];

/** Routes that traffic finds by its host name. */
export const routes: readonly ObjectKind[] = [
  kind('gateway.networking.k8s.io', '*', 'GRPCRoute', 'grpcroutes'),
  kind('gateway.networking.k8s.io', '*', 'HTTPRoute', 'httproutes'),
];

const rbac = 'rbac.authorization.k8s.io';
export const roles: readonly ObjectKind[] = [kind(rbac, 'v1', 'Role', 'roles')];
export const roleBindings: readonly ObjectKind[] = [kind(rbac, 'v1', 'RoleBinding', 'rolebindings')];
export const clusterRoleBindings: readonly ObjectKind[] = [
  kind(rbac, 'v1', 'ClusterRoleBinding', 'clusterrolebindings'),
];
