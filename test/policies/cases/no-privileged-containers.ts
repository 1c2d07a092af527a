import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, secured, sidecar, workloads } from './workloads.ts';

const privileged = { privileged: true };

export const noPrivilegedContainers: readonly Case[] = [
  allows('a container that says so', podOf(container())),
  allows('a container that says nothing of it', podOf(secured({ runAsNonRoot: true }))),
  allows('a container that says nothing at all', podOf({ name: 'main', image: 'main:1' })),
  allows('a Deployment of such containers', workloads.Deployment()),
  refuses('a privileged container', podOf(secured(privileged))),
  refuses('a privileged container beside another', podOf(container(), sidecar({ securityContext: privileged }))),
  refuses('a privileged init container', pod(podSpec({ initContainers: [sidecar({ securityContext: privileged })] }))),
  refuses(
    'a privileged ephemeral container',
    pod(podSpec({ ephemeralContainers: [debug({ securityContext: privileged })] })),
  ),
  refuses('a Deployment of them', workloads.Deployment(podSpec({ containers: [secured(privileged)] }))),
];
