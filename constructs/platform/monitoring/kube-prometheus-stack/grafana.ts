import * as v from 'valibot';
import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import { shapes } from '../../../model/option.ts';
import type { SecretReference } from '../../../model/secret.ts';

/** An issuer's addresses; Grafana does not discover them. */
export interface Endpoints<Address extends string = string> {
  readonly authorize: Address;
  readonly token: Address;
  readonly userinfo: Address;
}

/** What the option `login` accepts. */
export const loginShape = v.strictObject({ authorize: shapes.url, token: shapes.url, userinfo: shapes.url });

/** The endpoints of Dex. Source: dex v2.45.1, server/server.go. */
export const dexEndpoints = (issuer: string): Endpoints => ({
  authorize: `${issuer}/auth`,
  token: `${issuer}/token`,
  userinfo: `${issuer}/userinfo`,
});

/** Who may log in besides the local user. */
export interface Login {
  readonly endpoints: Endpoints;
  /** Holds `client-id` and `client-secret`. */
  readonly client: SecretReference;
}

/** The platform team administers Grafana, everybody else looks. Source: Grafana 13.2, conf/defaults.ini. */
const oauth = ({ authorize, token, userinfo }: Endpoints, cluster: ClusterFacts) => ({
  enabled: true,
  name: 'OpenID Connect',
  scopes: 'openid profile email groups',
  auth_url: authorize,
  token_url: token,
  api_url: userinfo,
  use_pkce: true,
  login_attribute_path: 'email',
  role_attribute_path: `contains(groups[*], '${cluster.groups.platform}') && 'Admin' || 'Viewer'`,
});

/** Variables win over Grafana's configuration file. */
const clientVariables = ({ name }: SecretReference) => ({
  GF_AUTH_GENERIC_OAUTH_CLIENT_ID: { secretKeyRef: { name, key: 'client-id' } },
  GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { secretKeyRef: { name, key: 'client-secret' } },
});

/** Where Grafana finds what the stack itself does not hold. */
function datasources(metrics: Facilities['metricsStore'] | undefined, logs: Facilities['logStore'] | undefined) {
  return [
    ...(metrics ? [{ name: 'Long-term metrics', uid: 'metrics-store', type: 'prometheus', url: metrics.url }] : []),
    ...(logs ? [{ name: 'Logs', uid: 'log-store', type: 'loki', url: `http://${logs.host}:${logs.port}` }] : []),
  ].map((source) => ({ ...source, access: 'proxy' }));
}

/** What Grafana may use of the cluster. */
export interface Around {
  readonly blockStorage?: Facilities['blockStorage'] | undefined;
  readonly metricsStore?: Facilities['metricsStore'] | undefined;
  readonly logStore?: Facilities['logStore'] | undefined;
}

/**
 * The chart's values for Grafana.
 *
 * @param host the name that people reach it under, if a Gateway leads there
 * @param admin the Secret of its local user: without one, every render would make another password
 */
export const grafana = (
  cluster: ClusterFacts,
  around: Around,
  host: string | undefined,
  admin: SecretReference,
  login: Login | undefined,
) => ({
  admin: { existingSecret: admin.name },
  'grafana.ini': {
    analytics: { reporting_enabled: false, check_for_updates: false },
    ...(host && { server: { root_url: `https://${host}` } }),
    ...(login && { 'auth.generic_oauth': oauth(login.endpoints, cluster) }),
  },
  envValueFrom: login ? clientVariables(login.client) : {},
  additionalDataSources: datasources(around.metricsStore, around.logStore),
  persistence: around.blockStorage
    ? { enabled: true, storageClassName: around.blockStorage.storageClass, size: '5Gi' }
    : { enabled: false },
  // Two pods cannot hold its volume.
  deploymentStrategy: { type: 'Recreate' },
  initChownData: { enabled: false },
  testFramework: { enabled: false },
  sidecar: { resources: { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '256Mi' } } },
  resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '768Mi' } },
});
