import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/** CPU and memory of pods and nodes, for autoscalers and `kubectl top`. Values: chart metrics-server 3.13.1, values.yaml. */
export default component({
  title: 'Metrics Server',
  summary: 'Tells autoscalers and `kubectl top` what pods and nodes use',
  source: helm('https://kubernetes-sigs.github.io/metrics-server/', 'metrics-server', '3.13.1'),
  namespace: { name: 'kube-system', podSecurity: 'restricted' },
  options: {
    replicas: option.integer('Replicas', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
    insecureKubelets: option
      .boolean('Takes the certificates that kubelets sign for themselves')
      .default((cluster) => cluster.distribution === 'kind'),
  },
  values({ options, serves }) {
    const certificates = serves('cert-manager.io/Certificate');
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    return {
      replicas: options.replicas,
      podDisruptionBudget: options.replicas > 1 ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'metrics-server' } },
        },
      ],
      args: options.insecureKubelets ? ['--kubelet-insecure-tls'] : [],
      // The type `helm` would make another certificate at every render.
      tls: { type: certificates ? 'cert-manager' : 'metrics-server' },
      apiService: { insecureSkipTLSVerify: !certificates },
      metrics: { enabled: monitored },
      serviceMonitor: { enabled: monitored },
      resources: { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '400Mi' } },
    };
  },
  // Filled in by cert-manager's injector.
  ignoreDifferences: [
    {
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
      name: 'v1beta1.metrics.k8s.io',
      jsonPointers: ['/spec/caBundle'],
    },
  ],
});
