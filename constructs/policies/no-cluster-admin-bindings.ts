import { clusterRoleBindings } from './kinds.ts';
import type { Policy } from './policy.ts';
import { powerfulRoles } from './powers.ts';

/** Everybody, and so tenants too. */
const everybody = `['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts']`;

/** How a ServiceAccount of a namespace may be named: by itself, by the group of all of them, or as a user. */
const ofNamespace = [
  "(subject.kind == 'ServiceAccount' && subject.?namespace.orValue('') == tenant)",
  "subject.name == 'system:serviceaccounts:' + tenant",
  "subject.name.startsWith('system:serviceaccount:' + tenant + ':')",
].join(' || ');

/** What tenants may do anywhere, they may do to each other. It looks at the whole cluster, because the binding lies in no namespace. */
export const noClusterAdminBindings: Policy = {
  reason: 'no tenant may have the role cluster-admin, admin or edit on the whole cluster',
  mend: 'bind a role that names what is needed, in the namespaces where it is needed',
  kinds: clusterRoleBindings,
  parameters: ['groups', 'namespaces'],
  rules: [
    {
      field: 'subjects',
      expression: `!(object.roleRef.name in ${powerfulRoles}) || object.?subjects.orValue([]).all(subject, !(subject.name in ${everybody} || subject.kind == 'Group' && subject.name in variables.groups || variables.namespaces.exists(tenant, ${ofNamespace})))`,
    },
  ],
};
