import { allows, type Case, refuses } from './case.ts';
import { container, labels, pod, podSpec, workloads } from './workloads.ts';

export const namedPods: readonly Case[] = [
  allows('a pod with the label', pod(podSpec(), { labels })),
  allows('a pod with the label and others', pod(podSpec(), { labels: { ...labels, team: 'shop' } })),
  allows('a Deployment whose pods have it', workloads.Deployment()),
  allows('a CronJob whose pods have it', workloads.CronJob()),
  refuses('a pod without labels', pod(podSpec(), {})),
  refuses('a pod with another label', pod(podSpec(), { labels: { app: 'main' } })),
  refuses('a pod that says it in an annotation', pod(podSpec(), { annotations: labels })),
  refuses('a Deployment that has it where its pods have not', {
    ...workloads.Deployment(podSpec(), {}),
    metadata: { name: 'main', labels },
  }),
  refuses(
    'a CronJob without it, with an init container',
    workloads.CronJob(podSpec({ initContainers: [container({ name: 'first' })] }), {}),
  ),
];
