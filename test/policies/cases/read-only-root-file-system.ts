import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, secured, sidecar, workloads } from './workloads.ts';

export const readOnlyRootFileSystem: readonly Case[] = [
  allows('a container that says so', podOf(secured({ readOnlyRootFilesystem: true }))),
  allows('several of them', podOf(container(), sidecar())),
  allows('a Deployment of them', workloads.Deployment()),
  refuses('a container that says nothing of it', podOf(secured({ runAsNonRoot: true }))),
  refuses('a container that writes', podOf(secured({ readOnlyRootFilesystem: false }))),
  refuses('a container without any such field', podOf({ name: 'main', image: 'main:1' })),
  refuses('an init container that writes', pod(podSpec({ initContainers: [sidecar({ securityContext: {} })] }))),
  refuses(
    'an ephemeral container that writes',
    pod(podSpec({ ephemeralContainers: [debug({ securityContext: {} })] })),
  ),
  refuses('a CronJob that writes', workloads.CronJob(podSpec({ containers: [secured({})] }))),
];
