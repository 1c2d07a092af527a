import { allows, type Case, refuses } from './case.ts';
import { container, pod, podSpec, workloads } from './workloads.ts';

export const noHostNamespaces: readonly Case[] = [
  allows('a pod that says nothing of them', pod()),
  allows('a pod that wants none', pod(podSpec({ hostNetwork: false, hostPID: false, hostIPC: false }))),
  allows('a pod whose processes see each other', pod(podSpec({ shareProcessNamespace: true }))),
  refuses('a pod in the network of its node', pod(podSpec({ hostNetwork: true }))),
  refuses('a pod among the processes of its node', pod(podSpec({ hostPID: true }))),
  refuses('a pod that shares memory with its node', pod(podSpec({ hostIPC: true }))),
  refuses('a DaemonSet in the network of its nodes', workloads.DaemonSet(podSpec({ hostNetwork: true }))),
  refuses(
    'a CronJob among the processes of its node, with an init container',
    workloads.CronJob(podSpec({ hostPID: true, initContainers: [container({ name: 'first' })] })),
  ),
];
