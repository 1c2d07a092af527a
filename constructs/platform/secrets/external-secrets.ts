import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * Secrets from the environment's store. The store itself, its conditions and every ExternalSecret are written by the plan.
 * Values: chart external-secrets 2.9.0, values.yaml.
 */
export default component({
  title: 'External Secrets Operator',
  summary: 'Brings secrets from a store outside of git into namespaces, and makes passwords on the cluster',
  source: helm('https://charts.external-secrets.io', 'external-secrets', '2.9.0'),
  namespace: { podSecurity: 'restricted' },
  defines: ['external-secrets.io', 'generators.external-secrets.io'],
  options: {
    replicas: option
      .integer('Replicas of the controller, its webhook and its certificate controller', { min: 1 })
      .default((cluster) => (cluster.ha ? 2 : 1)),
    concurrency: option.integer('Secrets that are read at the same time', { min: 1 }).default(4),
  },
  values({ options, serves }) {
    const many = options.replicas > 1;
    const run = {
      replicaCount: options.replicas,
      podDisruptionBudget: { enabled: many, minAvailable: 1 },
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    };
    return {
      installCRDs: true,
      ...run,
      leaderElect: many,
      concurrent: options.concurrency,
      webhook: run,
      certController: run,
      global: {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
      },
      serviceMonitor: {
        enabled: serves('monitoring.coreos.com/ServiceMonitor'),
        // Not by what the cluster serves while the chart is rendered, which may be before it does.
        renderMode: 'alwaysRender',
      },
    };
  },
  // The certificate controller fills them in.
  ignoreDifferences: [
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
  ],
});
