import { component } from '../../model/component.ts';
import { Manifest } from '../../model/manifest.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { addressOf, configuration, credentials, indexPrefix, unverified } from './jaeger/configuration.ts';

/**
 * Traces over OTLP. It asks nobody who they are, so no route leads to it. Values: chart jaeger 4.11.1, values.yaml and
 * templates/.
 */
export default component({
  title: 'Jaeger',
  summary: 'Takes traces over OpenTelemetry’s protocol, and shows them',
  source: helm('https://jaegertracing.github.io/helm-charts', 'jaeger', '4.11.1'),
  namespace: { podSecurity: 'restricted' },
  needs: ['searchStore'],
  options: {
    replicas: option.integer('Replicas', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
    days: option.integer('For how many days traces are kept', { min: 1 }).default(7),
  },
  values({ options, cluster, needs }) {
    const { searchStore } = needs;
    const url = addressOf(searchStore);
    const prefix = indexPrefix(cluster);
    return {
      fullnameOverride: 'jaeger',
      userconfig: configuration(searchStore),
      jaeger: {
        replicas: options.replicas,
        extraEnv: [
          { name: 'SEARCH_URL', value: url },
          { name: 'SEARCH_PREFIX', value: prefix },
          ...credentials(searchStore.secret, 'SEARCH'),
        ],
        affinity: apart,
        podSecurityContext,
        securityContext,
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      },
      storage: { type: 'elasticsearch', elasticsearch: { url } },
      esIndexCleaner: {
        enabled: true,
        numberOfDays: options.days,
        extraEnv: [
          { name: 'INDEX_PREFIX', value: prefix },
          ...(searchStore.tls ? [{ name: 'ES_TLS_ENABLED', value: 'true' }] : []),
          ...(unverified(searchStore) ? [{ name: 'ES_TLS_SKIP_HOST_VERIFY', value: 'true' }] : []),
          ...credentials(searchStore.secret, 'ES'),
        ],
        podSecurityContext,
        securityContext,
        resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
      },
    };
  },
  objects(chart, { options, serves }) {
    if (options.replicas > 1)
      new Manifest(chart, 'disruptions', {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'jaeger' },
        spec: { maxUnavailable: 1, selector: { matchLabels } },
      });
    if (serves('monitoring.coreos.com/ServiceMonitor'))
      new Manifest(chart, 'monitor', {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'jaeger' },
        spec: { selector: { matchLabels }, endpoints: [{ port: 'internal-metrics' }] },
      });
  },
  access: ({ namespace }) =>
    `Jaeger: \`kubectl -n ${namespace} port-forward svc/jaeger 16686\`, then http://localhost:16686. ` +
    `Applications send traces to \`jaeger.${namespace}.svc:4317\` (gRPC) or \`:4318\` (HTTP).`,
});

const podSecurityContext = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
const securityContext = { allowPrivilegeEscalation: false, runAsUser: 10001, capabilities: { drop: ['ALL'] } };

const matchLabels = { 'app.kubernetes.io/name': 'jaeger', 'app.kubernetes.io/component': 'all-in-one' };
const elsewhere = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } };
const apart = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: elsewhere }],
  },
};
