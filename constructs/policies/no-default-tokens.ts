import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/**
 * A token of the API server that nobody asked for is one for whoever breaks in. Who needs one has a ServiceAccount of its own,
 * which may still be named by the field's old name.
 */
export const noDefaultTokens: Policy = {
  reason: 'a pod of the default ServiceAccount may not have a token of the API server',
  mend: 'write `automountServiceAccountToken: false`, or name a ServiceAccount of its own',
  kinds: workloads,
  rules: [
    {
      of: 'pod',
      field: 'spec.automountServiceAccountToken',
      expression:
        "!(variables.pod.spec.?serviceAccountName.or(variables.pod.spec.?serviceAccount).orValue('') in ['', 'default']) || !variables.pod.spec.?automountServiceAccountToken.orValue(true)",
    },
  ],
};
