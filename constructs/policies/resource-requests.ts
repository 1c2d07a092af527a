import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/**
 * The scheduler gives nodes to what is asked for; who asks for nothing gets what others leave. A limit counts, because the API
 * server takes it for the request too, and so does what the pod asks for as a whole. Ephemeral containers cannot ask.
 */
export const resourceRequests: Policy = {
  reason: 'a container must ask for the CPU and the memory that it needs',
  mend: 'write `resources: { requests: { cpu, memory } }`',
  kinds: workloads,
  rules: [
    {
      of: 'declared containers',
      field: 'resources.requests',
      expression: `['cpu', 'memory'].all(need, ${['container', 'variables.pod.spec']
        .flatMap((of) => ['requests', 'limits'].map((field) => `need in ${of}.?resources.?${field}.orValue({})`))
        .join(' || ')})`,
    },
  ],
};
