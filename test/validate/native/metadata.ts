import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  ['ConfigMap', { 'metadata.name': 'Shop' }, 'metadata.name: "Shop" is not a DNS name'],
  ['ConfigMap', { 'metadata.name': undefined }, 'metadata.name: is required'],
  ['ConfigMap', { 'metadata.generateName': 'shop_' }, 'metadata.generateName: "shop_" cannot begin a DNS name'],
  ['ConfigMap', { 'metadata.namespace': 'my.team' }, 'metadata.namespace: "my.team" is not a DNS label'],
  [
    'ConfigMap',
    { 'metadata.labels': { 'app name': 'shop' } },
    'metadata.labels["app name"]: "app name" is not a label key',
  ],
  ['ConfigMap', { 'metadata.labels': { app: 'the shop' } }, 'metadata.labels.app: "the shop" is not a label value'],
  [
    'ConfigMap',
    { 'metadata.labels': { 'Example.org/app': 'shop' } },
    'metadata.labels["Example.org/app"]: "Example.org/app" is not a label key',
  ],
  [
    'ConfigMap',
    { 'metadata.annotations': { 'a/b/c': 'x' } },
    'metadata.annotations["a/b/c"]: "a/b/c" is not a key of annotations',
  ],
  [
    'ConfigMap',
    { 'metadata.annotations': { long: 'x'.repeat(262_145) } },
    'metadata.annotations: are larger than 256 KiB together',
  ],
  ['ConfigMap', { 'metadata.finalizers': ['keep'] }, 'metadata.finalizers[0]: "keep" has no domain'],
  [
    'ConfigMap',
    { 'metadata.finalizers': ['orphan', 'foregroundDeletion'] },
    'metadata.finalizers: orphan and foregroundDeletion exclude each other',
  ],
  [
    'PodDisruptionBudget',
    { 'metadata.finalizers': ['not one'] },
    'metadata.finalizers[0]: "not one" is not a qualified name',
  ],
  [
    'ConfigMap',
    { 'metadata.ownerReferences': [{ apiVersion: 'v1', kind: 'Pod', name: 'one' }] },
    'metadata.ownerReferences[0].uid: is required',
  ],
  [
    'ConfigMap',
    { 'metadata.ownerReferences': [{ apiVersion: 'v1', kind: 'Event', name: 'one', uid: '1' }] },
    'metadata.ownerReferences[0]: an Event cannot own anything',
  ],
  [
    'ConfigMap',
    { 'metadata.ownerReferences': [{ apiVersion: 'apps/', kind: 'Deployment', name: 'one', uid: '1' }] },
    'metadata.ownerReferences[0].apiVersion: has no version',
  ],
  [
    'ConfigMap',
    {
      'metadata.ownerReferences': [1, 2].map((uid) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'one',
        uid: String(uid),
        controller: true,
      })),
    },
    'metadata.ownerReferences: only one owner may be the controller',
  ],
  ['ConfigMap', { 'metadata.generation': -1 }, 'metadata.generation: must not be negative'],
  ['ConfigMap', { 'metadata.managedFields': [] }, 'metadata.managedFields: belongs to the API server'],
  ['Namespace', { 'metadata.name': 'shop.prod' }, 'metadata.name: "shop.prod" is not a DNS label'],
  ['Service', { 'metadata.name': 'shop.prod' }, 'metadata.name: "shop.prod" is not a DNS label'],
  ['StatefulSet', { 'metadata.name': 'store.one' }, 'metadata.name: "store.one" is not a DNS label'],
  ['Role', { 'metadata.name': 'a/b' }, 'metadata.name: "a/b" is not a name that fits into an address'],
  ['PodDisruptionBudget', { 'metadata.name': '..' }, 'metadata.name: ".." is not a name that fits into an address'],
  ['Rollout', { 'metadata.name': 'Shop' }, 'metadata.name: "Shop" is not a DNS name'],
];
