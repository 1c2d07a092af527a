import { component } from '../../model/component.ts';
import { option, type Quantity } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { bucketRole, roleAnnotation, s3Credentials } from '../object-store.ts';
import { sidecars } from './kube-prometheus-stack/sidecar.ts';
import { objstore } from './thanos/objstore.ts';

/**
 * Long-term storage: the sidecars of kube-prometheus-stack write to the bucket, this reads and compacts it. Whatever it
 * has on disk can be made again from there. Values: chart thanos 0.38.0 (thanos-community), values.yaml and templates/.
 */
export default component({
  title: 'Thanos',
  summary: 'Keeps metrics for months in an object store, and answers queries from there',
  source: helm('https://thanos-community.github.io/helm-charts', 'thanos', '0.38.0'),
  namespace: { podSecurity: 'restricted' },
  needs: ['objectStore'],
  wants: ['blockStorage'],
  offers: { metricsStore: ({ namespace }) => ({ url: `http://thanos-query.${namespace}.svc:9090` }) },
  options: {
    replicas: option
      .integer('Replicas of the query and of the store gateway', { min: 1 })
      .default((cluster) => (cluster.ha ? 2 : 1)),
    retention: option.duration('How long every sample is kept').default('30d'),
    downsampledRetention: option.duration('How long a sample for each 5 minutes and hour is kept').default('365d'),
    storage: option.quantity('Scratch volume of the compactor: twice the largest block').default('50Gi'),
    roleArn: bucketRole,
  },
  values({ options, cluster, needs, wants, serves, runs }) {
    const { objectStore } = needs;
    const { blockStorage } = wants;
    const volume = (size: Quantity) =>
      blockStorage ? { enabled: true, storageClass: blockStorage.storageClass, size } : { enabled: false };
    const extraEnv = s3Credentials(objectStore);
    const pdb = { enabled: options.replicas > 1, maxUnavailable: 1 };
    return {
      fullnameOverride: 'thanos',
      global: {
        objstore: { createSecret: true, config: JSON.stringify(objstore(objectStore, cluster)) },
        serviceAccount: { name: 'thanos', annotations: roleAnnotation(options.roleArn) },
        serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') },
        thanosRules: { enabled: serves('monitoring.coreos.com/PrometheusRule') },
      },
      query: {
        replicaCount: options.replicas,
        endpoints: { static: runs('kube-prometheus-stack') ? [sidecars] : [] },
        podSecurityContext: { seccompProfile },
        topologySpreadConstraints: spread('query'),
        pdb,
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      },
      storegateway: {
        replicaCount: options.replicas,
        persistence: volume('10Gi'),
        extraEnv,
        podSecurityContext: { seccompProfile },
        topologySpreadConstraints: spread('storegateway'),
        pdb,
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '2Gi' } },
      },
      compactor: {
        retention: {
          resolutionRaw: options.retention,
          resolution5m: options.downsampledRetention,
          resolution1h: options.downsampledRetention,
        },
        persistence: volume(options.storage),
        extraEnv,
        podSecurityContext: { seccompProfile },
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '2Gi' } },
      },
      // Prometheus keeps its own rules and its own write-ahead log; the sidecars do the rest.
      receive: { enabled: false },
      ruler: { enabled: false },
    };
  },
});

const seccompProfile = { type: 'RuntimeDefault' };

const spread = (part: string) => [
  {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: {
      matchLabels: { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/component': part },
    },
  },
];
