import { allows, type Case, refuses } from './case.ts';
import { pod, podSpec, workloads } from './workloads.ts';

const volumes = (...of: readonly object[]) =>
  podSpec({ volumes: of.map((volume, index) => ({ name: `volume-${index}`, ...volume })) });
const etc = { hostPath: { path: '/etc' } };

export const noHostPaths: readonly Case[] = [
  allows('a pod without volumes', pod()),
  allows('a pod with an empty list of them', pod(podSpec({ volumes: [] }))),
  allows('a pod with other volumes', pod(volumes({ emptyDir: {} }, { persistentVolumeClaim: { claimName: 'data' } }))),
  refuses('a folder of the node', pod(volumes(etc))),
  refuses('a folder of the node behind another volume', pod(volumes({ emptyDir: {} }, etc))),
  refuses('a socket of the node', pod(volumes({ hostPath: { path: '/run/containerd.sock', type: 'Socket' } }))),
  refuses('a StatefulSet with a folder of its nodes', workloads.StatefulSet(volumes(etc))),
];
