import type { KubernetesVersion } from '../../model/capability.ts';
import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * The newest image of each Kubernetes version that could be seen in use: each schedules as that version does. kops,
 * pkg/model/components/clusterautoscaler.go; 1.36.1: its release notes.
 */
const images: Readonly<Record<KubernetesVersion, string>> = {
  '1.32': 'v1.32.7',
  '1.33': 'v1.33.5',
  '1.34': 'v1.34.4',
  '1.35': 'v1.35.1',
  '1.36': 'v1.36.1',
};

/** Nodes by demand, in AWS Auto Scaling groups. Values: chart cluster-autoscaler 9.59.0, values.yaml and templates/. */
export default component({
  title: 'Cluster Autoscaler',
  summary: 'Adds nodes for pods that find no room and removes idle ones',
  source: helm('https://kubernetes.github.io/autoscaler', 'cluster-autoscaler', '9.59.0'),
  namespace: { name: 'kube-system', podSecurity: 'restricted' },
  options: {
    roleArn: option
      .string('IAM role of the ServiceAccount cluster-autoscaler; without it, EKS Pod Identity gives it one', {
        pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
      })
      .optional(),
    expander: option
      .choice('Which group grows when several could', ['least-waste', 'least-nodes', 'most-pods', 'random'])
      .default('least-waste'),
    replicas: option.integer('Replicas; one leads', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
  },
  values({ options, cluster, namespace, serves, refuse }) {
    const cloud =
      cluster.cloud ??
      refuse('grows AWS Auto Scaling groups only, and this cluster is in no AWS account', {
        hint: "autoscaling: waived('…'), or run the cluster on eks(…)",
      });
    return {
      fullnameOverride: 'cluster-autoscaler',
      cloudProvider: 'aws',
      awsRegion: cloud.region,
      autoDiscovery: { clusterName: cloud.cluster },
      image: { tag: images[cluster.kubernetes] },
      replicaCount: options.replicas,
      extraArgs: {
        expander: options.expander,
        'balance-similar-node-groups': true,
        // Nodes would stay for the sake of what runs twice anyway; disruption budgets protect the rest.
        'skip-nodes-with-local-storage': false,
        'skip-nodes-with-system-pods': false,
      },
      rbac: {
        serviceAccount: {
          name: 'cluster-autoscaler',
          annotations: options.roleArn ? { 'eks.amazonaws.com/role-arn': options.roleArn } : {},
        },
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'cluster-autoscaler' } },
        },
      ],
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor'), namespace },
    };
  },
});
