import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import type { SecretReference } from '../../../model/secret.ts';

/** Traces of several clusters may share a store. */
export const indexPrefix = (cluster: ClusterFacts): string => `${cluster.environment}-${cluster.name}`;

/** A store inside the cluster has a certificate that only it knows. */
export const unverified = ({ host, tls }: Facilities['searchStore']): boolean => tls && /\.svc(\.|$)/.test(host);

export const addressOf = ({ host, port, tls }: Facilities['searchStore']): string =>
  `${tls ? 'https' : 'http'}://${host}:${port}`;

/** The store's user as two variables whose names start with a prefix. */
export const credentials = (secret: SecretReference | undefined, prefix: string) =>
  secret
    ? ['username', 'password'].map((key) => ({
        name: `${prefix}_${key.toUpperCase()}`,
        valueFrom: { secretKeyRef: { name: secret.name, key } },
      }))
    : [];

const variable = (name: string): string => `\${env:${name}}`;

/**
 * Jaeger's configuration, which replaces the chart's, where traces are in memory. What differs between clusters comes
 * from variables: they restart the pods when they change, which the chart's ConfigMap does not.
 * Source: jaeger v2.19.0, cmd/jaeger/config-opensearch.yaml and internal/storage/elasticsearch/config/config.go.
 */
export function configuration(store: Facilities['searchStore']) {
  const basic = { username: variable('SEARCH_USERNAME'), password: variable('SEARCH_PASSWORD') };
  const backend = {
    server_urls: [variable('SEARCH_URL')],
    ...(store.secret && { auth: { basic } }),
    ...(store.tls && { tls: { insecure_skip_verify: unverified(store) } }),
    indices: { index_prefix: variable('SEARCH_PREFIX') },
  };
  const prometheus = { host: '0.0.0.0', port: 8888 };
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] },
      },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: { level: 'detailed', readers: [{ pull: { exporter: { prometheus } } }] },
        logs: { level: 'info' },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } },
      jaeger_query: {
        storage: { traces: 'search' },
        http: { endpoint: '0.0.0.0:16686' },
        grpc: { endpoint: '0.0.0.0:16685' },
      },
      jaeger_storage: { backends: { search: { opensearch: backend } } },
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
    },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'search' } },
  };
}
