import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** In its node's network a pod reaches what listens on the node alone; among its processes it reads those of all other pods. */
export const noHostNamespaces: Policy = {
  reason: 'a pod may not share the network, the processes or the memory of its node',
  mend: 'take `hostNetwork`, `hostPID` and `hostIPC` away',
  kinds: workloads,
  rules: ['hostNetwork', 'hostPID', 'hostIPC'].map((field) => ({
    of: 'pod',
    field: `spec.${field}`,
    expression: `!variables.pod.spec.?${field}.orValue(false)`,
  })),
};
