import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  ['Role', { 'rules[0].verbs': [] }, 'rules[0].verbs: is required'],
  ['Role', { 'rules[0].apiGroups': undefined }, 'rules[0].apiGroups: is required'],
  ['Role', { 'rules[0].resources': [] }, 'rules[0].resources: is required'],
  [
    'Role',
    { 'rules[0]': { nonResourceURLs: ['/healthz'], verbs: ['get'] } },
    'rules[0].nonResourceURLs: is for ClusterRoles only',
  ],
  ['ClusterRole health', { 'rules[0].resources': ['pods'] }, 'rules[0].nonResourceURLs: cannot stand beside resources'],
  [
    'ClusterRole everything-of-monitoring',
    { 'aggregationRule.clusterRoleSelectors': [] },
    'aggregationRule.clusterRoleSelectors: is required',
  ],
  [
    'ClusterRole everything-of-monitoring',
    { 'aggregationRule.clusterRoleSelectors[0].matchLabels': { 'not a key': '' } },
    'aggregationRule.clusterRoleSelectors[0].matchLabels["not a key"]: "not a key" is not a label key',
  ],
  ['RoleBinding', { 'roleRef.kind': 'Rol' }, 'roleRef.kind: "Rol" is not one of Role, ClusterRole'],
  ['RoleBinding', { 'roleRef.name': '' }, 'roleRef.name: is required'],
  ['RoleBinding', { 'roleRef.name': 'a/b' }, 'roleRef.name: "a/b" is not a name that fits into an address'],
  ['RoleBinding', { 'roleRef.apiGroup': 'rbac' }, 'roleRef.apiGroup: must be rbac.authorization.k8s.io, and is "rbac"'],
  [
    'RoleBinding',
    { 'subjects[0].kind': 'Users' },
    'subjects[0].kind: "Users" is not one of User, Group, ServiceAccount',
  ],
  [
    'RoleBinding',
    { 'subjects[0].apiGroup': 'example.org' },
    'subjects[0].apiGroup: must be rbac.authorization.k8s.io, and is "example.org"',
  ],
  [
    'RoleBinding',
    { 'subjects[2].apiGroup': 'rbac.authorization.k8s.io' },
    'subjects[2].apiGroup: must be empty for a ServiceAccount',
  ],
  ['RoleBinding', { 'subjects[2].name': 'The Deployer' }, 'subjects[2].name: "The Deployer" is not a DNS name'],
  ['RoleBinding', { 'subjects[1].name': undefined }, 'subjects[1].name: is required'],
  ['ClusterRoleBinding', { 'roleRef.kind': 'Role' }, 'roleRef.kind: must be ClusterRole, and is "Role"'],
  [
    'ClusterRoleBinding',
    { 'subjects[1].namespace': undefined },
    'subjects[1].namespace: is required for a ServiceAccount',
  ],
];
