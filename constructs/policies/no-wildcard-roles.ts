import { roles } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A star permits what nobody has thought of, today and in every later version. The field is `null` where a role has no rules. */
export const noWildcardRoles: Policy = {
  reason: 'a role in the namespace of a tenant must name what it permits',
  mend: 'write the API groups, resources and verbs in place of *',
  kinds: roles,
  rules: [
    {
      field: 'rules',
      expression:
        "dyn(object).?rules.orValue(null) == null || object.rules.all(rule, !('*' in rule.verbs) && !('*' in rule.?resources.orValue([])) && !('*' in rule.?apiGroups.orValue([])))",
    },
  ],
};
