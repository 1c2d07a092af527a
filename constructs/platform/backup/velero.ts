import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { type Schedules, schedulesShape, scheduleValues } from './velero/schedules.ts';

/** The plugin that goes with Velero 1.18: its releases follow Velero's (velero-plugin-for-aws#301). */
const plugin = 'docker.io/velero/velero-plugin-for-aws:v1.14.2';

/**
 * Backups of the cluster's objects and volumes. It keeps nothing itself: what it wrote lies in the bucket, where a new
 * Velero finds it. Values: chart velero 12.1.0, values.yaml and templates/.
 */
export default component({
  title: 'Velero',
  summary: 'Backs the cluster up to an object store, and restores it from there',
  source: helm('https://vmware-tanzu.github.io/helm-charts', 'velero', '12.1.0'),
  namespace: { podSecurity: 'privileged' },
  defines: ['velero.io'],
  needs: ['objectStore'],
  options: {
    schedules: option
      .of<Schedules>('Backups by name; times are UTC', '{ [name]: { cron, days, namespaces? } }', schedulesShape)
      .default({ daily: { cron: '0 1 * * *', days: 30 } }),
    nodeAgent: option
      .boolean('Whether volumes are copied to the object store; if not, a backup has their snapshots at most')
      .default(true),
    roleArn: option
      .string('IAM role of the ServiceAccount velero-server, where no secret opens the object store', {
        pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
      })
      .optional(),
  },
  values({ options, cluster, needs, secret, serves }) {
    const { objectStore: store } = needs;
    const snapshots = serves('snapshot.storage.k8s.io/VolumeSnapshot');
    const monitor = (kind: string, wanted = true) => ({
      autodetect: false,
      enabled: serves(`monitoring.coreos.com/${kind}`) && wanted,
    });
    return {
      // A hook that does what Argo CD does with the definitions of any chart.
      upgradeCRDs: false,
      // The cloud's own snapshots; CSI has those of every driver.
      snapshotsEnabled: false,
      deployNodeAgent: options.nodeAgent,
      initContainers: [{ name: 'aws', image: plugin, volumeMounts: [{ name: 'plugins', mountPath: '/target' }] }],
      configuration: {
        features: snapshots ? 'EnableCSI' : '',
        // A snapshot that stays in its storage is lost with it.
        defaultSnapshotMoveData: options.nodeAgent && snapshots,
        defaultVolumesToFsBackup: options.nodeAgent && !snapshots,
        backupStorageLocation: [
          {
            name: 'default',
            default: true,
            provider: 'aws',
            bucket: store.bucket,
            prefix: `velero/${cluster.id}`,
            config: {
              region: store.region,
              // Stores other than AWS have no host name for each bucket, and some refuse the SDK's checksums.
              ...(store.endpoint && { s3Url: store.endpoint, s3ForcePathStyle: 'true', checksumAlgorithm: '' }),
            },
          },
        ],
      },
      credentials: store.secret
        ? { useSecret: true, existingSecret: secret('velero-credentials', { keys: ['cloud'] }).name }
        : { useSecret: false },
      serviceAccount: {
        server: { annotations: options.roleArn ? { 'eks.amazonaws.com/role-arn': options.roleArn } : {} },
      },
      schedules: scheduleValues(options.schedules),
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '1Gi' } },
      nodeAgent: {
        tolerations: [{ operator: 'Exists' }],
        resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '2Gi' } },
      },
      metrics: {
        serviceMonitor: monitor('ServiceMonitor'),
        nodeAgentPodMonitor: monitor('PodMonitor', options.nodeAgent),
        prometheusRule: { ...monitor('PrometheusRule'), spec: [failed] },
      },
    };
  },
});

/** `velero_backup_last_status` is 1 after a backup that went well (velero v1.18.1, pkg/metrics/metrics.go). */
const failed = {
  alert: 'BackupFailed',
  expr: 'velero_backup_last_status{schedule!=""} != 1',
  for: '15m',
  labels: { severity: 'warning' },
  annotations: { summary: 'The last backup of the schedule {{ $labels.schedule }} did not succeed' },
};
