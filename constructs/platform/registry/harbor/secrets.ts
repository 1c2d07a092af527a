import type { Construct } from 'constructs';
import type { Context } from '../../../model/component.ts';
import { Manifest } from '../../../model/manifest.ts';

const tokenKey = 'harbor-token-key';
const certificates = 'cert-manager.io/Certificate';

type Ask = Pick<Context, 'secret' | 'generated' | 'serves'>;

/** Values that put a Secret in the place of everything that the chart would make up while it is rendered. */
export function secrets({ secret, generated, serves }: Ask) {
  // `secretKey` must have 16 characters, and outlive the cluster: it opens what the database holds encrypted.
  const credentials = secret('harbor-credentials', { keys: ['admin-password', 'secretKey'] }).name;
  const internal = generated('harbor-internal', { keys: ['csrf', 'http', 'jobservice', 'secret'] }).name;
  // Templates, which External Secrets fills in from the password that it makes.
  const fixed = {
    REGISTRY_HTPASSWD: '{{ htpasswd "harbor_registry_user" .password "bcrypt" }}',
    REGISTRY_PASSWD: '{{ .password }}',
  };
  const registry = generated('harbor-registry-login', { keys: ['password'], fixed }).name;
  if (!serves(certificates)) secret(tokenKey, { keys: ['tls.crt', 'tls.key'], type: 'kubernetes.io/tls' });
  return {
    chart: {
      existingSecretAdminPassword: credentials,
      existingSecretAdminPasswordKey: 'admin-password',
      existingSecretSecretKey: credentials,
    },
    core: {
      existingSecret: internal,
      existingXsrfSecret: internal,
      existingXsrfSecretKey: 'csrf',
      secretName: tokenKey,
    },
    jobservice: { existingSecret: internal, existingSecretKey: 'jobservice' },
    registry: { existingSecret: internal, existingSecretKey: 'http', credentials: { existingSecret: registry } },
  };
}

/**
 * The key that core signs registry tokens with, from cert-manager where it runs and else from the store. It stays the same
 * when its certificate is renewed, because replicas of core must agree on it.
 */
export function tokenCertificate(chart: Construct, { serves }: Pick<Context, 'serves'>): void {
  if (!serves(certificates)) return;
  const metadata = { name: tokenKey };
  new Manifest(chart, 'token-issuer', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata,
    spec: { selfSigned: {} },
  });
  new Manifest(chart, 'token-key', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata,
    spec: {
      secretName: tokenKey,
      commonName: tokenKey,
      duration: '87600h0m0s',
      privateKey: { algorithm: 'RSA', size: 4096, encoding: 'PKCS1', rotationPolicy: 'Never' },
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: tokenKey },
    },
  });
}
