import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * The definitions of volume snapshots and what every CSI driver's snapshots need beside the driver. Values: chart
 * snapshot-controller 5.2.0, values.yaml.
 */
export default component({
  title: 'CSI snapshot controller',
  summary: 'Serves snapshots of volumes, whatever the storage driver',
  source: helm('https://piraeus.io/helm-charts/', 'snapshot-controller', '5.2.0'),
  namespace: { name: 'kube-system', podSecurity: 'restricted' },
  defines: ['snapshot.storage.k8s.io', 'groupsnapshot.storage.k8s.io'],
  options: {
    replicas: option.integer('Replicas; one leads', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
  },
  values: ({ options, serves }) => ({
    installCRDs: true,
    // Only for clusters with group snapshots of an older API; its certificate would be another at each render.
    webhook: { enabled: false },
    controller: {
      replicaCount: options.replicas,
      pdb: options.replicas > 1 ? { maxUnavailable: 1 } : {},
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'snapshot-controller' } },
        },
      ],
      priorityClassName: 'system-cluster-critical',
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: { allowPrivilegeEscalation: false },
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '256Mi' } },
      serviceMonitor: { create: serves('monitoring.coreos.com/ServiceMonitor') },
    },
  }),
});
