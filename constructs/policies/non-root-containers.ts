import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

const of = (field: string, otherwise: string): string =>
  `container.?securityContext.?${field}.orValue(variables.pod.spec.?securityContext.?${field}.orValue(${otherwise}))`;

/** Who breaks out of a container is on the node whoever they were inside. What a container says goes before what its pod says. */
export const nonRootContainers: Policy = {
  reason: 'a container may not run as root',
  mend: 'write `securityContext: { runAsNonRoot: true }`, and no `runAsUser: 0`',
  kinds: workloads,
  podSecurity: 'restricted',
  rules: [
    {
      of: 'containers',
      field: 'securityContext.runAsNonRoot',
      expression: `${of('runAsNonRoot', 'false')} && ${of('runAsUser', '1')} != 0`,
    },
  ],
};
