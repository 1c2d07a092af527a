import { dnsLabel, written } from '../forms.ts';
import { noBacksteps } from '../pod/path.ts';
import {
  all,
  choice,
  fields,
  isEmpty,
  listOf,
  map,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
} from '../rule.ts';

// Volumes of times before CSI (Kubernetes v1.36, pkg/apis/core/validation/validation.go: the validate…VolumeSource functions).

const partition = fields({ partition: range(0, 255) });

const iscsiNames = [
  /^iqn\.\d{4}-\d{2}\.([0-9A-Za-z-.]+)(:[0-9A-Za-z.\-:_/]*)?$/,
  /^eui\.[0-9A-Fa-f]{16}$/,
  /^naa\.[0-9A-Fa-f]{16}([0-9A-Fa-f]{16})?$/,
];

const iscsiName: Rule = (value, walk) => {
  const text = textOf(value);
  if (!iscsiNames.some((pattern) => pattern.test(text)))
    say(walk, `${shown(text)} is not a name of iSCSI`, 'write one that begins with iqn., eui. or naa.');
};

const iscsi: Rule = all(
  required('targetPortal', 'iqn'),
  fields({ iqn: unlessEmpty(iscsiName), initiatorName: iscsiName, lun: range(0, 255) }),
  map(({ chapAuthDiscovery, chapAuthSession, secretRef }, walk) => {
    if ((chapAuthDiscovery === true || chapAuthSession === true) && isEmpty(secretRef))
      say(walk, 'is required with CHAP', 'name the Secret', 'secretRef');
  }),
);

const fc: Rule = all(
  fields({ lun: range(0, 255) }),
  map(({ targetWWNs, wwids, lun }, walk) => {
    const both = listOf(targetWWNs).length > 0 === listOf(wwids).length > 0;
    if (both) say(walk, 'needs either targetWWNs or wwids', 'give one of them');
    if (listOf(targetWWNs).length > 0 && isEmpty(lun)) say(walk, 'is required with targetWWNs', 'add it', 'lun');
  }),
);

const flocker: Rule = map(({ datasetName, datasetUUID }, walk) => {
  if (isEmpty(datasetName) === isEmpty(datasetUUID))
    say(walk, 'needs either datasetName or datasetUUID', 'give one of them');
  if (textOf(datasetName).includes('/')) say(walk, 'must not contain "/"', undefined, 'datasetName');
});

const flexVolume: Rule = all(
  required('driver'),
  fields({
    options: map((options, walk) => {
      for (const key in options)
        if (/(^|\.)(kubernetes|k8s)\.io$/i.test(key.split('/', 1)[0] ?? ''))
          say(walk, 'belongs to Kubernetes', 'use a domain of your own', key);
    }),
  }),
);

const azureDisk: Rule = all(
  required('diskName', 'diskURI'),
  fields({ cachingMode: choice('None', 'ReadOnly', 'ReadWrite'), kind: choice('Shared', 'Dedicated', 'Managed') }),
  map(({ kind = 'Shared', diskURI }, walk) => {
    const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
    if (!isEmpty(diskURI) && !textOf(diskURI).startsWith(start))
      say(walk, `must begin with ${start} for a disk of the kind ${kind}`, undefined, 'diskURI');
  }),
);

const secret = fields({ secretRef: required('name') });

const storageos: Rule = all(
  required('volumeName'),
  secret,
  fields({ volumeName: unlessEmpty(written(dnsLabel)), volumeNamespace: unlessEmpty(written(dnsLabel)) }),
);

const quobyte: Rule = all(
  required('registry', 'volume'),
  map(({ registry, tenant }, walk) => {
    if (textOf(tenant).length > 64) say(walk, 'may have at most 64 characters', undefined, 'tenant');
    else if (
      !isEmpty(registry) &&
      !textOf(registry)
        .split(',')
        .every((pair) => /^[^:]*:[^:]*$/.test(pair))
    )
      say(walk, 'must be host:port pairs with commas between', undefined, 'registry');
  }),
);

const hostPathTypes = [
  '',
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

export const hostPath: Rule = all(required('path'), fields({ path: noBacksteps, type: choice(...hostPathTypes) }));

export const nfs: Rule = all(
  required('server', 'path'),
  map(({ path }, walk) => {
    if (!isEmpty(path) && !textOf(path).startsWith('/'))
      say(walk, 'must begin with "/"', 'write the whole path', 'path');
  }),
);

/** Their rules, by field; the same in pods and in PersistentVolumes. */
export const oldSources: Readonly<Record<string, Rule>> = {
  gcePersistentDisk: all(required('pdName'), partition),
  awsElasticBlockStore: all(required('volumeID'), partition),
  iscsi,
  glusterfs: required('endpoints', 'path'),
  flocker,
  rbd: required('monitors', 'image'),
  cinder: all(required('volumeID'), secret),
  cephfs: required('monitors'),
  quobyte,
  fc,
  flexVolume,
  vsphereVolume: required('volumePath'),
  photonPersistentDisk: required('pdID'),
  portworxVolume: required('volumeID'),
  azureDisk,
  azureFile: required('secretName', 'shareName'),
  storageos,
  scaleIO: required('gateway', 'system', 'volumeName'),
};
