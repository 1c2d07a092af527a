import { certificate } from './tls.ts';

const pem = {
  pemcert_filepath: 'certs/tls.crt',
  pemkey_filepath: 'certs/tls.key',
  pemtrustedcas_filepath: 'certs/ca.crt',
};

const prefixed = (prefix: string, settings: object): readonly (readonly [string, unknown])[] =>
  Object.entries(settings).map(([name, value]) => [`${prefix}.${name}`, value]);

/** A YAML file of dotted settings; whatever JSON prints is YAML too. */
const yaml = (settings: readonly (readonly [string, unknown])[]): string =>
  settings.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('');

/**
 * `opensearch.yml`. Paths are below the configuration folder. Source: OpenSearch security 3.6.0.0, ConfigConstants.java
 * and SSLConfigConstants.java.
 */
export const configuration: string = yaml([
  // Without mapped files a node needs no sysctl of its host.
  ['node.store.allow_mmap', false],
  ...prefixed('plugins.security.ssl.transport', { ...pem, enforce_hostname_verification: false }),
  ...prefixed('plugins.security.ssl.http', { enabled: true, ...pem }),
  ['plugins.security.ssl.certificates_hot_reload.enabled', true],
  ['plugins.security.nodes_dn', [`CN=${certificate.subject}`]],
  ['plugins.security.allow_default_init_securityindex', true],
  ['plugins.security.restapi.roles_enabled', ['all_access', 'security_rest_api_access']],
]);

/** The variable that holds the administrator's password. */
export const passwordVariable = 'OPENSEARCH_INITIAL_ADMIN_PASSWORD';

/**
 * `internal_users.yml`: the administrator alone, where OpenSearch's own has six more users with published passwords.
 * Nodes replace `${envbc.…}` by a bcrypt hash whenever they read it (OpenSearch security 3.6.0.0, SecurityUtils.java),
 * so a new password in the store counts after a restart.
 */
export const users: string = yaml([
  ['_meta', { type: 'internalusers', config_version: 2 }],
  ['admin', { hash: `\${envbc.${passwordVariable}}`, reserved: true, backend_roles: ['admin'] }],
]);
