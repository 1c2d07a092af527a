import { component } from '../../model/component.ts';
import { Manifest } from '../../model/manifest.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * Block storage from the nodes' own disks; they need open-iscsi and an NFS client. Values: chart longhorn 1.12.1,
 * values.yaml and templates/.
 */
export default component({
  title: 'Longhorn',
  summary: 'Keeps volumes on the disks of several nodes',
  source: helm('https://charts.longhorn.io', 'longhorn', '1.12.1'),
  namespace: { name: 'longhorn-system', podSecurity: 'privileged' },
  keeps: 'data',
  vital: true,
  defines: ['longhorn.io'],
  offers: { blockStorage: () => ({ storageClass: 'longhorn' }) },
  wants: ['objectStore'],
  options: {
    replicas: option
      .integer('Nodes that each volume is kept on', { min: 1, max: 20 })
      .default((cluster) => (cluster.ha ? 3 : 1)),
    dataPath: option
      .string('Directory of the nodes that holds the volumes', { pattern: /^\/[\w./-]+$/ })
      .default('/var/lib/longhorn/'),
    defaultClass: option.boolean('Whether claims that name no class get this one').default(true),
    reclaim: option.choice('What happens to a volume whose claim goes', ['Delete', 'Retain']).default('Delete'),
  },
  values({ options, cluster, serves, wants, secret }) {
    const { objectStore: store } = wants;
    const replicas = cluster.ha ? 3 : 1;
    return {
      // A hook before upgrades that Argo CD would also run at the first installation, when nothing is there to check.
      preUpgradeChecker: { jobEnabled: false },
      // They stop volumes from attaching under Cilium (longhorn#13802) and Prometheus everywhere (longhorn#13740).
      // Factories are kept out by their own namespaces, which let nothing out.
      networkPolicies: { restrictInternalTraffic: false },
      persistence: {
        defaultClass: options.defaultClass,
        defaultClassReplicaCount: options.replicas,
        reclaimPolicy: options.reclaim,
      },
      defaultSettings: {
        defaultDataPath: options.dataPath,
        defaultReplicaCount: options.replicas,
        // Else a pod of a lost node would hold its volume until somebody deletes it by hand.
        nodeDownPodDeletionPolicy: 'delete-both-statefulset-and-deployment-pod',
        // Else volumes stay on the engine of the version that made them.
        concurrentAutomaticEngineUpgradePerNodeLimit: 3,
        allowCollectingLonghornUsageMetrics: false,
        upgradeChecker: false,
      },
      ...(store && {
        defaultBackupStore: {
          // Not under Velero's prefix: it calls its store broken when it finds directories of others there.
          backupTarget: `s3://${store.bucket}@${store.region}/longhorn/${cluster.id}/`,
          ...(store.secret && {
            backupTargetCredentialSecret: secret('longhorn-backup', {
              keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
              ...(store.endpoint && { fixed: { AWS_ENDPOINTS: store.endpoint } }),
            }).name,
          }),
        },
      }),
      csi: {
        attacherReplicaCount: replicas,
        provisionerReplicaCount: replicas,
        resizerReplicaCount: replicas,
        snapshotterReplicaCount: replicas,
      },
      // No memory limit: volumes would stand still with their manager.
      longhornManager: { resources: { requests: { cpu: '100m', memory: '256Mi' } } },
      longhornUI: { replicas: cluster.ha ? 2 : 1, podDisruptionBudget: { enabled: cluster.ha } },
      metrics: { serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') } },
    };
  },
  objects(chart, { serves }) {
    if (!serves('snapshot.storage.k8s.io/VolumeSnapshotClass')) return;
    new Manifest(chart, 'snapshot-class', {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: {
        name: 'longhorn',
        labels: { 'velero.io/csi-volumesnapshot-class': 'true' },
        annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' },
      },
      driver: 'driver.longhorn.io',
      deletionPolicy: 'Delete',
      parameters: { type: 'snap' },
    });
  },
  // Its UI knows no login, so no route leads to it.
  access: ({ namespace }) =>
    `Longhorn: \`kubectl -n ${namespace} port-forward service/longhorn-ui 8080:80\`, then <http://localhost:8080>.`,
});
