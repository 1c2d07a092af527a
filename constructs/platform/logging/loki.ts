import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { bucketRole, roleAnnotation, s3Credentials } from '../object-store.ts';
import { schema, storage } from './loki/storage.ts';

/**
 * Logs by label. One binary does everything: three of them over an object store where nodes may be lost, else one with
 * a volume. Values: chart loki 18.11.0 (grafana-community), values.yaml; its config: loki v3.7.6.
 */
export default component({
  title: 'Loki',
  summary: 'Keeps logs and finds them by label',
  source: helm('https://grafana-community.github.io/helm-charts', 'loki', '18.11.0'),
  namespace: { podSecurity: 'restricted' },
  keeps: 'data',
  wants: ['objectStore', 'blockStorage'],
  offers: { logStore: ({ namespace }) => ({ host: `loki.${namespace}.svc`, port: 3100 }) },
  options: {
    days: option.integer('For how many days logs are kept', { min: 1 }).default(30),
    storage: option
      .quantity('Volume of each replica; without an object store, it holds all logs')
      .default((cluster) => (cluster.ha ? '50Gi' : '20Gi')),
    memory: option.quantity('Memory of each replica').default((cluster) => (cluster.ha ? '4Gi' : '1Gi')),
    roleArn: bucketRole,
  },
  values({ options, cluster, wants, serves }) {
    const { objectStore, blockStorage } = wants;
    const stored = storage(objectStore, cluster);
    const { type } = stored;
    const replicas = cluster.ha && objectStore ? 3 : 1;
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    return {
      fullnameOverride: 'loki',
      deploymentMode: 'Monolithic',
      loki: {
        auth_enabled: false,
        commonConfig: { replication_factor: replicas },
        schemaConfig: schema(type),
        storage: stored,
        limits_config: { retention_period: `${options.days}d` },
        compactor: { retention_enabled: true, delete_request_store: type },
        analytics: { reporting_enabled: false },
      },
      serviceAccount: { annotations: roleAnnotation(objectStore && options.roleArn) },
      // Replicas look for each other before they are ready.
      memberlist: { service: { publishNotReadyAddresses: true } },
      singleBinary: {
        replicas,
        podDisruptionBudget: { maxUnavailable: 1 },
        extraEnv: objectStore ? s3Credentials(objectStore) : [],
        persistence: blockStorage
          ? { enabled: true, size: options.storage, storageClass: blockStorage.storageClass }
          : { enabled: false },
        resources: { requests: { cpu: '200m', memory: options.memory }, limits: { memory: options.memory } },
      },
      ...unused,
      monitoring: { serviceMonitor: { enabled: monitored } },
    };
  },
  // The API server fills these in (argo-cd issue 11143).
  ignoreDifferences: [
    {
      group: 'apps',
      kind: 'StatefulSet',
      jqPathExpressions: ['apiVersion', 'kind', 'status'].map((field) => `.spec.volumeClaimTemplates[]?.${field}`),
    },
  ],
});

/** Parts of the chart for other modes, for caches of eight gigabytes, for tests and for rules that nobody wrote. */
const unused = {
  write: { replicas: 0 },
  read: { replicas: 0 },
  backend: { replicas: 0 },
  gateway: { enabled: false },
  chunksCache: { enabled: false },
  resultsCache: { enabled: false },
  lokiCanary: { enabled: false },
  test: { enabled: false },
  ruler: { enabled: false },
  sidecar: { rules: { enabled: false } },
};
