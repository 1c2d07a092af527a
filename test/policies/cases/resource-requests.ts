import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, sidecar, workloads } from './workloads.ts';

const cpu = { cpu: '100m' };
const memory = { memory: '64Mi' };
const both = { ...cpu, ...memory };

export const resourceRequests: readonly Case[] = [
  allows('a container that asks for both', podOf(container({ resources: { requests: both } }))),
  allows('one whose limits are its requests', podOf(container({ resources: { limits: both } }))),
  allows(
    'one that asks for one and limits the other',
    podOf(container({ resources: { requests: cpu, limits: memory } })),
  ),
  allows(
    'a pod that asks for all of its containers',
    pod(podSpec({ resources: { requests: both }, containers: [container({ resources: {} })] })),
  ),
  allows('an ephemeral container, which cannot ask', pod(podSpec({ ephemeralContainers: [debug()] }))),
  refuses('a container that asks for nothing', podOf(container({ resources: {} }))),
  refuses('a container without any such field', podOf({ name: 'main', image: 'main:1' })),
  refuses('one that asks for CPU only', podOf(container({ resources: { requests: cpu } }))),
  refuses('one that asks for memory only', podOf(container({ resources: { requests: memory, limits: memory } }))),
  refuses('an init container that asks for nothing', pod(podSpec({ initContainers: [sidecar({ resources: {} })] }))),
  refuses(
    'a Deployment that asks for nothing',
    workloads.Deployment(podSpec({ containers: [container({ resources: {} })] })),
  ),
];
