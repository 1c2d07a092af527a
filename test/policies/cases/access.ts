import type { KubernetesObject } from '../../../constructs/model/manifest.ts';

const apiGroup = 'rbac.authorization.k8s.io';
const apiVersion = `${apiGroup}/v1`;

export const group = (name: string) => ({ kind: 'Group', apiGroup, name });
export const user = (name: string) => ({ kind: 'User', apiGroup, name });
export const serviceAccount = (namespace: string) => ({ kind: 'ServiceAccount', name: 'main', namespace });

/** A binding inside a namespace. */
export const roleBinding = (kind: 'Role' | 'ClusterRole', name: string): KubernetesObject => ({
  apiVersion,
  kind: 'RoleBinding',
  metadata: { name: 'main' },
  roleRef: { apiGroup, kind, name },
  subjects: [group('shop-dev')],
});

/** A binding for the whole cluster. */
export const clusterRoleBinding = (name: string, ...subjects: readonly object[]): KubernetesObject => ({
  apiVersion,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'policies-test' },
  roleRef: { apiGroup, kind: 'ClusterRole', name },
  ...(subjects.length > 0 && { subjects }),
});

export const role = (...rules: readonly object[]): KubernetesObject => ({
  apiVersion,
  kind: 'Role',
  metadata: { name: 'main' },
  rules,
});
