import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import type { SecretReference } from '../../../model/secret.ts';
import type { LogDestination } from '../fluent-bit-outputs.ts';

/** Where a pipeline ends: the settings of Fluent Bit's plugin, and those of them that are secret. */
export interface Output {
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Keys of the Secret that opens it, by setting. */
  readonly credentials: Readonly<Record<string, string>>;
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

const serverOf = (address: string): Server => {
  const url = new URL(address);
  const tls = url.protocol === 'https:';
  return { host: url.hostname, port: Number(url.port || (tls ? 443 : 80)), tls };
};

const user = { http_user: 'username', http_passwd: 'password' };

/** One index a day, named like `logs-2026.08.21`. Source: fluent-bit v5.1.1, plugins/out_opensearch and out_es. */
const searched = (plugin: string, server: Server, index: string, login: boolean): Output => ({
  settings: {
    name: plugin,
    ...server,
    logstash_format: true,
    logstash_prefix: index,
    // Types are gone since Elasticsearch 8 and OpenSearch 2.
    suppress_type_name: true,
    // `app` and `app.kubernetes.io/name` cannot be fields of one document.
    replace_dots: true,
    // A batch that is sent again must not be stored twice.
    generate_id: true,
  },
  credentials: login ? user : {},
});

/** Source: fluent-bit v5.1.1, plugins/out_loki. */
const pushed = (server: Server, cluster: ClusterFacts, tenant: string | undefined, login: boolean): Output => ({
  settings: {
    name: 'loki',
    ...server,
    labels: [
      'job=fluent-bit',
      `environment=${cluster.environment}`,
      `cluster=${cluster.name}`,
      "namespace=$kubernetes['namespace_name']",
      "pod=$kubernetes['pod_name']",
      "container=$kubernetes['container_name']",
    ].join(', '),
    line_format: 'json',
    ...(tenant && { tenant_id: tenant }),
  },
  credentials: login ? user : {},
});

/** The output for what an environment asked for. */
export function outputTo(to: LogDestination, cluster: ClusterFacts): Output {
  const server = serverOf(to.url);
  if (to.kind === 'loki') return pushed(server, cluster, to.tenant, to.login ?? false);
  if (to.kind !== 'splunk')
    return searched(to.kind === 'elasticsearch' ? 'es' : 'opensearch', server, to.index ?? 'logs', to.login ?? true);
  const settings = { name: 'splunk', ...server, compress: 'gzip', ...(to.index && { event_index: to.index }) };
  return { settings, credentials: { splunk_token: 'token' } };
}

/** The output for a search store of the cluster; one inside of it has a certificate that only it knows. */
export function outputToSearch({ host, port, tls, secret }: Facilities['searchStore'], index: string): Output {
  const { settings, credentials } = searched('opensearch', { host, port, tls }, index, secret !== undefined);
  const known = !/\.svc(\.|$)/.test(host);
  return { settings: tls ? { ...settings, 'tls.verify': known } : settings, credentials };
}

/** The output for a log store of the cluster. */
export const outputToLoki = ({ host, port }: Facilities['logStore'], cluster: ClusterFacts): Output =>
  pushed({ host, port, tls: false }, cluster, undefined, false);

const variable = (key: string): string => `OUTPUT_${key.toUpperCase()}`;

/** The variables that hold an output's credentials, from the Secret that has them. */
export const variables = ({ credentials }: Output, { name }: SecretReference) =>
  Object.values(credentials).map((key) => ({ name: variable(key), valueFrom: { secretKeyRef: { name, key } } }));

/** What becomes of a log after the chart's own input has read it and named its pod. */
export const pipeline = ({ settings, credentials }: Output, cluster: ClusterFacts) => ({
  filters: [
    {
      name: 'record_modifier',
      match: '*',
      record: [`environment ${cluster.environment}`, `cluster ${cluster.name}`],
    },
  ],
  outputs: [
    {
      alias: 'out',
      match: '*',
      ...settings,
      ...Object.fromEntries(Object.entries(credentials).map(([name, key]) => [name, `\${${variable(key)}}`])),
      retry_limit: 'no_limits',
      'storage.total_limit_size': '2G',
    },
  ],
});
