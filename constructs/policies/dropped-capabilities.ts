import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

const list = (field: string): string => `container.?securityContext.?capabilities.?${field}.orValue([])`;

/** Of what root may do, a service needs at most to listen on a port below 1024. */
export const droppedCapabilities: Policy = {
  reason: 'a container must give up all capabilities but NET_BIND_SERVICE',
  mend: "write `securityContext: { capabilities: { drop: ['ALL'] } }`",
  kinds: workloads,
  podSecurity: 'restricted',
  rules: [
    {
      of: 'containers',
      field: 'securityContext.capabilities',
      expression: `'ALL' in ${list('drop')} && ${list('add')}.all(capability, capability == 'NET_BIND_SERVICE')`,
    },
  ],
};
