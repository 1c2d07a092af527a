import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, secured, sidecar, workloads } from './workloads.ts';

const of = (capabilities: object) => secured({ capabilities });

export const droppedCapabilities: readonly Case[] = [
  allows('a container that gives up all of them', podOf(of({ drop: ['ALL'] }))),
  allows('one that says so twice', podOf(of({ drop: ['ALL', 'NET_RAW'] }))),
  allows('one that keeps the ports below 1024', podOf(of({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] }))),
  refuses('a container that says nothing of them', podOf(secured({}))),
  refuses('a container without any such field', podOf({ name: 'main', image: 'main:1' })),
  refuses('one that gives up only some', podOf(of({ drop: ['NET_RAW'] }))),
  refuses('one that takes another', podOf(of({ drop: ['ALL'], add: ['NET_BIND_SERVICE', 'NET_ADMIN'] }))),
  refuses('one that takes all of them back', podOf(of({ drop: ['ALL'], add: ['ALL'] }))),
  refuses('an init container that keeps them', pod(podSpec({ initContainers: [sidecar({ securityContext: {} })] }))),
  refuses(
    'an ephemeral container that keeps them',
    pod(podSpec({ ephemeralContainers: [debug({ securityContext: {} })] })),
  ),
  refuses(
    'a Deployment with one that keeps them',
    workloads.Deployment(podSpec({ containers: [container(), sidecar({ securityContext: {} })] })),
  ),
];
