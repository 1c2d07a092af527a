import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, secured, sidecar, workloads } from './workloads.ts';

const nonRoot = { runAsNonRoot: true };
const unsaid = secured({});

export const nonRootContainers: readonly Case[] = [
  allows('a container that says so', podOf(secured(nonRoot))),
  allows(
    'a pod that says so for all of its containers',
    pod(podSpec({ securityContext: nonRoot, containers: [unsaid] })),
  ),
  allows('a container with a user other than root', podOf(secured({ ...nonRoot, runAsUser: 1000 }))),
  allows(
    'a container that is none in a pod that is root',
    pod(podSpec({ securityContext: { runAsUser: 0 }, containers: [secured({ ...nonRoot, runAsUser: 1000 })] })),
  ),
  refuses('a container of which nobody says so', podOf(unsaid)),
  refuses('a container without any such field', podOf({ name: 'main', image: 'main:1' })),
  refuses('a container that may be root', podOf(secured({ runAsNonRoot: false }))),
  refuses(
    'a container that may be root although its pod may not',
    pod(podSpec({ securityContext: nonRoot, containers: [secured({ runAsNonRoot: false })] })),
  ),
  refuses('a container that is root', podOf(secured({ ...nonRoot, runAsUser: 0 }))),
  refuses('a pod that is root', pod(podSpec({ securityContext: { ...nonRoot, runAsUser: 0 }, containers: [unsaid] }))),
  refuses(
    'an init container of which nobody says so',
    pod(podSpec({ initContainers: [sidecar({ securityContext: {} })] })),
  ),
  refuses(
    'an ephemeral container of which nobody says so',
    pod(podSpec({ ephemeralContainers: [debug({ securityContext: {} })] })),
  ),
  refuses(
    'a Job of which nobody says so',
    workloads.Job(podSpec({ containers: [container(), sidecar({ securityContext: {} })] })),
  ),
];
