import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { issuer, issuerOf, trust, usesRoute53 } from './cert-manager/issuer.ts';
import { issuerOptions } from './cert-manager/options.ts';

/**
 * X.509 certificates for the platform and its tenants, from one ClusterIssuer, `platform`, whoever signs.
 *
 * Values: chart cert-manager v1.21.1, values.yaml.
 */
export default component({
  title: 'cert-manager',
  summary: 'Issues and renews TLS certificates',
  source: helm('quay.io/jetstack/charts', 'cert-manager', 'v1.21.1'),
  namespace: { podSecurity: 'restricted' },
  defines: ['cert-manager.io', 'acme.cert-manager.io'],
  options: {
    ...issuerOptions,
    replicas: option.integer('Replicas of each controller', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
    webhookReplicas: option
      .integer('Replicas of the webhook, without which no Certificate can be written', { min: 1 })
      .default((cluster) => (cluster.ha ? 3 : 1)),
  },
  wants: ['gateway'],
  offers: { certificateIssuer: issuerOf },
  values: ({ options, cluster, namespace, serves }) => ({
    crds: { enabled: true },
    global: { leaderElection: { namespace } },
    ...spread('controller', options.replicas),
    resources: resources('25m', '64Mi', '512Mi'),
    webhook: { ...spread('webhook', options.webhookReplicas), resources: resources('25m', '32Mi', '128Mi') },
    cainjector: { ...spread('cainjector', options.replicas), resources: resources('25m', '64Mi', '512Mi') },
    ...(serves('gateway.networking.k8s.io/Gateway') && { config: withGateways }),
    ...(cluster.cloud &&
      options.roleArn &&
      usesRoute53(options) && { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': options.roleArn } } }),
    // Our own issuer comes after the chart and asks the webhook the same question.
    startupapicheck: { enabled: false },
    prometheus: { servicemonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') } },
  }),
  objects: issuer,
  ignoreDifferences: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => ({
    group: 'admissionregistration.k8s.io',
    kind,
    name: 'cert-manager-webhook',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  })),
  access: trust,
});

const withGateways = {
  apiVersion: 'controller.config.cert-manager.io/v1alpha1',
  kind: 'ControllerConfiguration',
  gatewayAPI: { enabled: true },
};

const resources = (cpu: string, memory: string, limit: string) => ({
  requests: { cpu, memory },
  limits: { memory: limit },
});

/** Replicas of one of its controllers, on different nodes where there are several. */
const spread = (controller: string, replicaCount: number) => ({
  replicaCount,
  ...(replicaCount > 1 && {
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: {
          matchLabels: { 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': controller },
        },
      },
    ],
  }),
});
