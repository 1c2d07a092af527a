import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

const label = 'app.kubernetes.io/name';

/** Metrics, logs and alerts say whose they are by this label. */
export const namedPods: Policy = {
  reason: `a pod must say by the label ${label} what it is`,
  mend: `give the pod, or the template that makes it, the label ${label}`,
  kinds: workloads,
  rules: [
    { of: 'pod', field: 'metadata.labels', expression: `'${label}' in variables.pod.?metadata.?labels.orValue({})` },
  ],
};
