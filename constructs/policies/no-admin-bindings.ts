import { roleBindings } from './kinds.ts';
import type { Policy } from './policy.ts';
import { powerfulRoles } from './powers.ts';

/** With one of these roles, a pod or a person could read the Secrets of the namespace, run anything in it, and hand the role on. */
export const noAdminBindings: Policy = {
  reason: 'nobody may have the role cluster-admin, admin or edit in the namespace of a tenant',
  mend: 'bind a Role that names what is needed',
  kinds: roleBindings,
  rules: [
    {
      field: 'roleRef.name',
      expression: `object.roleRef.kind != 'ClusterRole' || !(object.roleRef.name in ${powerfulRoles})`,
    },
  ],
};
