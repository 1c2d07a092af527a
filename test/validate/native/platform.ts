import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  ['PriorityClass', { value: 1_000_000_001 }, 'value: must be at most 1000000000, and is 1000000001'],
  [
    'PriorityClass',
    { 'metadata.name': 'system-important' },
    'metadata.name: names that begin with "system-" belong to Kubernetes',
  ],
  [
    'PriorityClass',
    { preemptionPolicy: 'Always' },
    'preemptionPolicy: "Always" is not one of PreemptLowerPriority, Never',
  ],
  ['RuntimeClass', { handler: undefined }, 'handler: is required'],
  ['RuntimeClass', { handler: 'Run SC' }, 'handler: "Run SC" is not a DNS label'],
  [
    'RuntimeClass',
    { 'overhead.podFixed': { cpu: '-1' } },
    'overhead.podFixed.limits.cpu: must not be negative, and is -1',
  ],
  [
    'RuntimeClass',
    {
      'scheduling.tolerations': [
        { key: 'a', operator: 'Exists' },
        { key: 'a', operator: 'Exists' },
      ],
    },
    'scheduling.tolerations[1]: is there twice',
  ],
  ['Lease', { 'spec.leaseDurationSeconds': 0 }, 'spec.leaseDurationSeconds: must be at least 1, and is 0'],
  ['Lease', { 'spec.preferredHolder': 'shop-2' }, 'spec.preferredHolder: needs a strategy'],
  ['Lease', { 'spec.strategy': 'Oldest' }, 'spec.strategy: must be OldestEmulationVersion, and is "Oldest"'],
  [
    'APIService',
    { 'metadata.name': 'v1.metrics.example.org' },
    'metadata.name: must be the version and the group: "v1beta1.metrics.example.org"',
  ],
  ['APIService', { 'spec.groupPriorityMinimum': 0 }, 'spec.groupPriorityMinimum: must be from 1 to 20000, and is 0'],
  ['APIService', { 'spec.versionPriority': 1_001 }, 'spec.versionPriority: must be from 1 to 1000, and is 1001'],
  ['APIService', { 'spec.caBundle': 'Y2E=' }, 'spec.insecureSkipTLSVerify: excludes caBundle'],
  ['APIService', { 'spec.service.port': 0 }, 'spec.service.port: must be from 1 to 65535, and is 0'],
  ['APIService', { 'spec.service': undefined }, 'spec.insecureSkipTLSVerify: is for the service of an API'],
  ['APIService', { 'spec.service.name': undefined }, 'spec.service.name: is required'],
  ['APIService', { 'spec.group': '', 'metadata.name': 'v1beta1.' }, 'spec.group: is required'],
  [
    'APIService',
    { 'spec.service': undefined, 'spec.insecureSkipTLSVerify': undefined, 'spec.caBundle': 'Y2E=' },
    'spec.caBundle: is for the service of an API',
  ],
];
