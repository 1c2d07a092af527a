import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A privileged container is root on its node, whatever else it is denied. */
export const noPrivilegedContainers: Policy = {
  reason: 'a container may not have all rights on its node',
  mend: 'take `securityContext.privileged` away',
  kinds: workloads,
  rules: [
    {
      of: 'containers',
      field: 'securityContext.privileged',
      expression: '!container.?securityContext.?privileged.orValue(false)',
    },
  ],
};
