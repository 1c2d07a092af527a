import type { Facilities } from '../../../model/facility.ts';
import type { SecretReference } from '../../../model/secret.ts';

const fromSecret = (name: string, secret: SecretReference, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret.name, key } },
});
const plain = (name: string, value: string) => ({ name, value });

/** The database's user for core and the exporter: the chart takes its password from a Secret, but not its name. */
export const databaseUser = (variable: string, { secret }: Facilities['postgresql']) => [
  fromSecret(variable, secret, 'username'),
];

/** PostgreSQL and Redis, as values of the chart. */
export const databases = (postgresql: Facilities['postgresql'], redis: Facilities['redis'], sslmode: string) => ({
  database: {
    type: 'external',
    external: {
      host: postgresql.host,
      port: String(postgresql.port),
      coreDatabase: postgresql.database,
      existingSecret: postgresql.secret.name,
      sslmode,
    },
  },
  redis: { type: 'external', external: { addr: `${redis.host}:${redis.port}` } },
});

/** Where images lie: an object store, or else a volume. */
export const imageStorage = (bucket: Facilities['objectStore'] | undefined) =>
  bucket
    ? {
        type: 's3',
        // Clients cannot reach most stores that are not Amazon's.
        disableredirect: bucket.endpoint !== undefined,
        s3: { region: bucket.region, bucket: bucket.bucket },
      }
    : { type: 'filesystem' };

/**
 * What the registry and its controller read over their config about an object store, so that keys come from its Secret as
 * they are; the chart wants a Secret with names of its own.
 */
export const storageVariables = ({ endpoint, secret }: Facilities['objectStore']) => [
  // Others may share the bucket.
  plain('REGISTRY_STORAGE_S3_ROOTDIRECTORY', '/harbor'),
  ...(endpoint ? [plain('REGISTRY_STORAGE_S3_REGIONENDPOINT', endpoint)] : []),
  ...(secret
    ? [
        fromSecret('REGISTRY_STORAGE_S3_ACCESSKEY', secret, 'access-key'),
        fromSecret('REGISTRY_STORAGE_S3_SECRETKEY', secret, 'secret-key'),
      ]
    : []),
];

/**
 * Login through an issuer, as core takes it at every start (`CONFIG_OVERWRITE_JSON`). Kubernetes fills `$(…)` in from the
 * variables before it, so that the client's secret stands in no manifest.
 *
 * @param admins the group that may do everything
 */
export const login = (issuer: string, admins: string, client: SecretReference) => [
  fromSecret('OIDC_CLIENT_ID', client, 'client-id'),
  fromSecret('OIDC_CLIENT_SECRET', client, 'client-secret'),
  plain(
    'CONFIG_OVERWRITE_JSON',
    JSON.stringify({
      auth_mode: 'oidc_auth',
      oidc_name: 'Single sign-on',
      oidc_endpoint: issuer,
      oidc_client_id: '$(OIDC_CLIENT_ID)',
      oidc_client_secret: '$(OIDC_CLIENT_SECRET)',
      oidc_scope: 'openid,profile,email,groups,offline_access',
      oidc_user_claim: 'email',
      oidc_groups_claim: 'groups',
      oidc_admin_group: admins,
      oidc_auto_onboard: true,
      oidc_verify_cert: true,
    }),
  ),
];
