import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/** Volumes of Amazon EBS. Values: chart aws-ebs-csi-driver 2.64.0, values.yaml and templates/. */
export default component({
  title: 'AWS EBS CSI driver',
  summary: 'Makes, attaches and snapshots Amazon EBS volumes',
  source: helm('https://kubernetes-sigs.github.io/aws-ebs-csi-driver', 'aws-ebs-csi-driver', '2.64.0'),
  namespace: { name: 'kube-system', podSecurity: 'privileged' },
  vital: true,
  offers: { blockStorage: () => ({ storageClass: 'gp3' }) },
  options: {
    roleArn: option
      .string('IAM role of the ServiceAccount ebs-csi-controller-sa; without it, EKS Pod Identity gives it one', {
        pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
      })
      .optional(),
    kmsKey: option.string('KMS key that encrypts volumes; the account’s own for EBS unless given').optional(),
    defaultClass: option.boolean('Whether claims that name no class get gp3').default(true),
    reclaim: option.choice('What happens to a volume whose claim goes', ['Delete', 'Retain']).default('Delete'),
    tags: option.map('AWS tags of every volume').default({}),
    replicas: option.integer('Replicas of the controller', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
  },
  values({ options, cluster, serves, refuse }) {
    const cloud =
      cluster.cloud ??
      refuse('makes volumes of AWS only, and this cluster is in no AWS account', { hint: 'storage: { longhorn: {} }' });
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    const snapshots = serves('snapshot.storage.k8s.io/VolumeSnapshotClass');
    const metrics = { enableMetrics: monitored, serviceMonitor: { forceEnable: monitored } };
    return {
      controller: {
        ...metrics,
        replicaCount: options.replicas,
        region: cloud.region,
        k8sTagClusterId: cloud.cluster,
        extraVolumeTags: options.tags,
        serviceAccount: { annotations: options.roleArn ? { 'eks.amazonaws.com/role-arn': options.roleArn } : {} },
      },
      node: { ...metrics, enableWindows: false },
      // The sidecar and the class are left out without a word where Helm does not see the definitions.
      sidecars: { snapshotter: { forceEnable: snapshots } },
      helmTester: { enabled: false },
      storageClasses: [
        {
          name: 'gp3',
          annotations: { 'storageclass.kubernetes.io/is-default-class': String(options.defaultClass) },
          allowVolumeExpansion: true,
          reclaimPolicy: options.reclaim,
          parameters: { type: 'gp3', encrypted: 'true', ...(options.kmsKey && { kmsKeyId: options.kmsKey }) },
        },
      ],
      volumeSnapshotClasses: snapshots
        ? [
            {
              name: 'ebs',
              annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' },
              labels: { 'velero.io/csi-volumesnapshot-class': 'true' },
              deletionPolicy: 'Delete',
            },
          ]
        : [],
    };
  },
});
