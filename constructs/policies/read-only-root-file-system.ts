import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** Who breaks into a container cannot leave anything there that is run later. */
export const readOnlyRootFileSystem: Policy = {
  reason: 'a container may not write to its root file system',
  mend: 'write `securityContext: { readOnlyRootFilesystem: true }`, and mount an `emptyDir` where it must write',
  kinds: workloads,
  rules: [
    {
      of: 'containers',
      field: 'securityContext.readOnlyRootFilesystem',
      expression: 'container.?securityContext.?readOnlyRootFilesystem.orValue(false)',
    },
  ],
};
