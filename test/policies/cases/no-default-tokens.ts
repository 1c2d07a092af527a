import { allows, type Case, refuses } from './case.ts';
import { container, pod, podSpec, workloads } from './workloads.ts';

const bare = { containers: [container()], initContainers: [container({ name: 'first' })] };

export const noDefaultTokens: readonly Case[] = [
  allows('a pod that wants no token', pod(podSpec())),
  allows('a pod that names the default ServiceAccount and wants none', pod(podSpec({ serviceAccountName: 'default' }))),
  allows(
    'a Deployment of a ServiceAccount of its own',
    workloads.Deployment({ ...bare, serviceAccountName: 'reader' }),
  ),
  allows('one that is named the old way', workloads.Deployment({ ...bare, serviceAccount: 'reader' })),
  refuses('the default one named the old way', workloads.Deployment({ ...bare, serviceAccount: 'default' })),
  refuses('a pod that says nothing of it', pod(bare)),
  refuses('a pod that wants the token', pod({ ...bare, automountServiceAccountToken: true })),
  refuses(
    'a pod that names the default ServiceAccount and says nothing',
    pod({ ...bare, serviceAccountName: 'default' }),
  ),
  refuses('a Deployment that says nothing of it', workloads.Deployment(bare)),
];
