import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  [
    'Pod shop',
    { 'spec.volumes[0].name': 'The config' },
    'spec.volumes[0].name: "The config" is not a DNS label',
    'spec.containers[0].volumeMounts[0].name: there is no volume "config" in the pod',
  ],
  [
    'StatefulSet',
    { 'spec.template.spec.volumes[0]': { name: 'raw', emptyDir: {}, hostPath: { path: '/srv' } } },
    'spec.template.spec.volumes[0]: is emptyDir and hostPath, of which only one may be given',
  ],
  [
    'Pod shop',
    { 'spec.volumes[0].configMap.defaultMode': 512 },
    'spec.volumes[0].configMap.defaultMode: must be from 0 to 511, and is 512',
  ],
  [
    'Pod shop',
    { 'spec.volumes[0].configMap.items[0].path': '../up' },
    'spec.volumes[0].configMap.items[0].path: "../up" must not contain ".."',
  ],
  [
    'Pod shop',
    { 'spec.volumes[0].configMap.items[0].path': '..up' },
    'spec.volumes[0].configMap.items[0].path: "..up" must not begin with ".."',
  ],
  [
    'Pod shop',
    { 'spec.volumes[0].configMap.items[0].key': undefined },
    'spec.volumes[0].configMap.items[0].key: is required',
  ],
  ['Pod shop', { 'spec.volumes[0].configMap.name': undefined }, 'spec.volumes[0].configMap.name: is required'],
  ['Pod shop', { 'spec.volumes[1].secret.secretName': undefined }, 'spec.volumes[1].secret.secretName: is required'],
  [
    'Pod shop',
    { 'spec.volumes[2].emptyDir.sizeLimit': '-1Gi' },
    'spec.volumes[2].emptyDir.sizeLimit: must not be negative, and is -1Gi',
  ],
  [
    'Pod shop',
    { 'spec.volumes[3].persistentVolumeClaim.claimName': '' },
    'spec.volumes[3].persistentVolumeClaim.claimName: is required',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[0].configMap': { name: 'shop' } },
    'spec.volumes[4].projected.sources[0]: has secret and configMap, of which only one may be given',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[1].configMap.items[0].path': 'token' },
    'spec.volumes[4].projected.sources[1].configMap.items[0].path: "token" is there twice',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[2].serviceAccountToken.expirationSeconds': 60 },
    'spec.volumes[4].projected.sources[2].serviceAccountToken.expirationSeconds: must be from 600 to 4294967296, and is 60',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[3].downwardAPI.items[0].fieldRef': undefined },
    'spec.volumes[4].projected.sources[3].downwardAPI.items[0]: needs either fieldRef or resourceFieldRef',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[3].downwardAPI.items[0].fieldRef.fieldPath': 'status.podIP' },
    'spec.volumes[4].projected.sources[3].downwardAPI.items[0].fieldRef.fieldPath: "status.podIP" is not one of metadata.name, metadata.namespace, metadata.labels, metadata.annotations, metadata.uid',
  ],
  [
    'Pod shop',
    { 'spec.volumes[4].projected.sources[3].downwardAPI.items[1].resourceFieldRef.containerName': undefined },
    'spec.volumes[4].projected.sources[3].downwardAPI.items[1].resourceFieldRef.containerName: is required',
  ],
  ['Pod shop', { 'spec.volumes[6].csi.driver': undefined }, 'spec.volumes[6].csi.driver: is required'],
  [
    'Pod shop',
    { 'spec.volumes[6].csi.driver': 'a driver' },
    'spec.volumes[6].csi.driver: "a driver" is not a DNS name',
  ],
  [
    'Pod shop',
    { 'spec.volumes[7].ephemeral.volumeClaimTemplate': undefined },
    'spec.volumes[7].ephemeral.volumeClaimTemplate: is required',
  ],
  [
    'Pod shop',
    { 'spec.volumes[7].ephemeral.volumeClaimTemplate.metadata.name': 'mine' },
    'spec.volumes[7].ephemeral.volumeClaimTemplate.metadata.name: cannot be chosen for a claim of a pod',
  ],
  [
    'Pod shop',
    { 'spec.volumes[7].ephemeral.volumeClaimTemplate.spec.resources.requests.storage': '0' },
    'spec.volumes[7].ephemeral.volumeClaimTemplate.spec.resources.requests.storage: must be more than nothing, and is 0',
  ],
  [
    'StatefulSet',
    { 'spec.template.spec.volumes[0].hostPath.type': 'Dir' },
    'spec.template.spec.volumes[0].hostPath.type: "Dir" is not one of "", DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice',
  ],
  [
    'StatefulSet',
    { 'spec.template.spec.volumes[0].hostPath.path': '/srv/../raw' },
    'spec.template.spec.volumes[0].hostPath.path: "/srv/../raw" must not contain ".."',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', nfs: { server: 'nfs.example.org', path: 'exports' } }] },
    'spec.volumes[0].nfs.path: must begin with "/"',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', gitRepo: { repository: 'x', directory: '/up' } }] },
    'spec.volumes[0].gitRepo.directory: "/up" must be a relative path',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', image: { reference: 'x', pullPolicy: 'Often' } }] },
    'spec.volumes[0].image.pullPolicy: "Often" is not one of Always, IfNotPresent, Never',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', iscsi: { targetPortal: '10.0.0.1', iqn: 'one', lun: 0 } }] },
    'spec.volumes[0].iscsi.iqn: "one" is not a name of iSCSI',
  ],
  [
    'Pod debug',
    {
      'spec.volumes': [
        {
          name: 'one',
          iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:disk', lun: 0, chapAuthSession: true },
        },
      ],
    },
    'spec.volumes[0].iscsi.secretRef: is required with CHAP',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', fc: { lun: 0 } }] },
    'spec.volumes[0].fc: needs either targetWWNs or wwids',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', fc: { targetWWNs: ['5'] } }] },
    'spec.volumes[0].fc.lun: is required with targetWWNs',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', flocker: { datasetName: 'a/b' } }] },
    'spec.volumes[0].flocker.datasetName: must not contain "/"',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', flocker: { datasetName: 'a', datasetUUID: 'b' } }] },
    'spec.volumes[0].flocker: needs either datasetName or datasetUUID',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', flexVolume: { driver: 'x', options: { 'kubernetes.io/x': 'y' } } }] },
    'spec.volumes[0].flexVolume.options["kubernetes.io/x"]: belongs to Kubernetes',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', azureDisk: { diskName: 'x', diskURI: 'x', kind: 'Managed' } }] },
    'spec.volumes[0].azureDisk.diskURI: must begin with /subscriptions/ for a disk of the kind Managed',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', awsElasticBlockStore: { volumeID: 'x', partition: 256 } }] },
    'spec.volumes[0].awsElasticBlockStore.partition: must be from 0 to 255, and is 256',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', storageos: { volumeName: 'A b' } }] },
    'spec.volumes[0].storageos.volumeName: "A b" is not a DNS label',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', quobyte: { registry: 'host', volume: 'x' } }] },
    'spec.volumes[0].quobyte.registry: must be host:port pairs with commas between',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', quobyte: { registry: 'host:1', volume: 'x', tenant: 'x'.repeat(65) } }] },
    'spec.volumes[0].quobyte.tenant: may have at most 64 characters',
  ],
  [
    'Pod debug',
    { 'spec.volumes': [{ name: 'one', rbd: { monitors: [], image: 'x' } }] },
    'spec.volumes[0].rbd.monitors: is required',
  ],
  ['PersistentVolumeClaim', { 'spec.accessModes': undefined }, 'spec.accessModes: is required'],
  [
    'PersistentVolumeClaim',
    { 'spec.accessModes': ['ReadWrite'] },
    'spec.accessModes[0]: "ReadWrite" is not one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod',
  ],
  [
    'PersistentVolumeClaim',
    { 'spec.accessModes': ['ReadWriteOncePod', 'ReadWriteOnce'] },
    'spec.accessModes: ReadWriteOncePod stands alone',
  ],
  ['PersistentVolumeClaim', { 'spec.resources.requests': {} }, 'spec.resources.requests.storage: is required'],
  [
    'PersistentVolumeClaim',
    { 'spec.resources.requests.storage': '-1Gi' },
    'spec.resources.requests.storage: must be more than nothing, and is -1Gi',
  ],
  ['PersistentVolumeClaim', { 'spec.volumeMode': 'File' }, 'spec.volumeMode: "File" is not one of Block, Filesystem'],
  [
    'PersistentVolumeClaim',
    { 'spec.storageClassName': 'The fast one' },
    'spec.storageClassName: "The fast one" is not a DNS name',
  ],
  ['PersistentVolumeClaim', { 'spec.dataSource.name': undefined }, 'spec.dataSource.name: is required'],
  [
    'PersistentVolumeClaim',
    { 'spec.dataSourceRef': { kind: 'Pod', name: 'x' } },
    'spec.dataSourceRef.kind: must be PersistentVolumeClaim where there is no apiGroup',
    'spec.dataSource: must be the same as dataSourceRef',
  ],
  [
    'PersistentVolumeClaim',
    { 'spec.dataSourceRef': { apiGroup: 'example.org', kind: 'Book', name: 'x' } },
    'spec.dataSource: must be the same as dataSourceRef',
  ],
  ['PersistentVolume disk-1', { 'spec.nodeAffinity': undefined }, 'spec.nodeAffinity: is required for a local volume'],
  ['PersistentVolume disk-1', { 'spec.local': undefined }, 'spec: does not say what the volume is'],
  [
    'PersistentVolume disk-1',
    { 'spec.nfs': { server: 'x', path: '/y' } },
    'spec: is nfs and local, of which only one may be given',
  ],
  [
    'PersistentVolume disk-1',
    { 'spec.local.path': '/dev/../sdb' },
    'spec.local.path: "/dev/../sdb" must not contain ".."',
  ],
  [
    'PersistentVolume disk-1',
    { 'spec.capacity': { storage: '1Gi', cpu: 1 } },
    'spec.capacity: only storage can be said of a volume',
  ],
  ['PersistentVolume disk-1', { 'spec.capacity': {} }, 'spec.capacity.storage: is required'],
  [
    'PersistentVolume disk-1',
    { 'spec.persistentVolumeReclaimPolicy': 'Keep' },
    'spec.persistentVolumeReclaimPolicy: "Keep" is not one of Retain, Delete, Recycle',
  ],
  ['PersistentVolume share', { 'spec.nfs.path': 'exports' }, 'spec.nfs.path: must begin with "/"'],
  ['PersistentVolume volume-1', { 'spec.csi.volumeHandle': undefined }, 'spec.csi.volumeHandle: is required'],
  [
    'PersistentVolume volume-1',
    { 'spec.csi.nodePublishSecretRef.namespace': undefined },
    'spec.csi.nodePublishSecretRef.namespace: is required',
  ],
  [
    'PersistentVolume volume-1',
    { 'spec.csi': undefined, 'spec.azureFile': { secretName: 'x', shareName: 'y', secretNamespace: '' } },
    'spec.azureFile.secretNamespace: must not be empty',
  ],
  ['StorageClass', { provisioner: undefined }, 'provisioner: is required'],
  ['StorageClass', { provisioner: 'a driver' }, 'provisioner: "a driver" is not a qualified name'],
  ['StorageClass', { parameters: { '': 'x' } }, 'parameters[""]: a key must not be empty'],
  ['StorageClass', { reclaimPolicy: 'Recycle' }, 'reclaimPolicy: "Recycle" is not one of Delete, Retain'],
  [
    'StorageClass',
    { volumeBindingMode: 'Later' },
    'volumeBindingMode: "Later" is not one of Immediate, WaitForFirstConsumer',
  ],
  [
    'StorageClass',
    { 'allowedTopologies[0].matchLabelExpressions[0].values': [] },
    'allowedTopologies[0].matchLabelExpressions[0].values: is required',
  ],
  [
    'StorageClass',
    { 'allowedTopologies[0].matchLabelExpressions[0].values': ['zone-1', 'zone-1'] },
    'allowedTopologies[0].matchLabelExpressions[0].values[1]: "zone-1" is there twice',
  ],
  [
    'CSIDriver',
    { 'spec.fsGroupPolicy': 'Always' },
    'spec.fsGroupPolicy: "Always" is not one of ReadWriteOnceWithFSType, File, None',
  ],
  [
    'CSIDriver',
    { 'spec.tokenRequests[0].expirationSeconds': 60 },
    'spec.tokenRequests[0].expirationSeconds: must be from 600 to 4294967296, and is 60',
  ],
  [
    'CSIDriver',
    { 'spec.tokenRequests': [{ audience: 'sts' }, { audience: 'sts' }] },
    'spec.tokenRequests[1].audience: "sts" is there twice',
  ],
  [
    'CSIDriver',
    { 'spec.nodeAllocatableUpdatePeriodSeconds': 5 },
    'spec.nodeAllocatableUpdatePeriodSeconds: must be at least 10, and is 5',
  ],
  [
    'StorageClass',
    { parameters: Object.fromEntries(Array.from({ length: 513 }, (_, at) => [`key-${at}`, ''])) },
    'parameters: may have at most 512 entries, and has 513',
  ],
  ['StorageClass', { parameters: { large: 'x'.repeat(262_144) } }, 'parameters: are larger than 256 KiB together'],
  [
    'CSIDriver',
    { 'spec.serviceAccountTokenInSecrets': true, 'spec.tokenRequests': [] },
    'spec.serviceAccountTokenInSecrets: needs tokenRequests',
  ],
];
