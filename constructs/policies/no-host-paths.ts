import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** Files of a node hold the credentials of its kubelet and the data of every pod on it. */
export const noHostPaths: Policy = {
  reason: 'a pod may not use folders of its node',
  mend: 'use an `emptyDir` or a claim',
  kinds: workloads,
  rules: [{ of: 'volumes', field: 'hostPath', expression: '!has(volume.hostPath)' }],
};
