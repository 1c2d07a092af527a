import type { Chart } from 'cdk8s';
import { resourceWaves } from '../../../argocd/names.ts';
import type { Context } from '../../../model/component.ts';
import type { Facilities } from '../../../model/facility.ts';
import { Manifest } from '../../../model/manifest.ts';
import { parentRef } from '../../route.ts';
import type { issuerOptions } from './options.ts';

type Around = Context<typeof issuerOptions, never, 'gateway'>;

/** The ClusterIssuer that everybody on the platform names. */
const name = 'platform';
const ownCa = 'platform-ca';

const kindOf = ({ issuer, acmeEmail }: Around['options']) => issuer ?? (acmeEmail ? 'acme' : 'selfSigned');

/** The issuer as others name it. */
export const issuerOf = ({ options }: Pick<Around, 'options'>): Facilities['certificateIssuer'] => ({
  name,
  kind: 'ClusterIssuer',
  wildcards: kindOf(options) !== 'acme' || options.acmeChallenge !== 'http01',
});

/** Whether the controller speaks to Route 53. */
export const usesRoute53 = (options: Around['options']): boolean =>
  kindOf(options) === 'acme' && options.acmeChallenge === 'route53';

/** How to trust the certificates, where browsers do not by themselves. */
export const trust = ({ options, namespace }: Pick<Around, 'options' | 'namespace'>): string | undefined =>
  kindOf(options) === 'selfSigned'
    ? `Certificates are signed by the cluster's own CA. To trust it: \`kubectl -n ${namespace} get secret ${ownCa} -o 'go-template={{index .data "tls.crt" | base64decode}}'\`.`
    : undefined;

/** The ClusterIssuer, and what it signs with. Fields: cert-manager v1.21.1, ClusterIssuer and Certificate. */
export function issuer(chart: Chart, context: Around): void {
  new Manifest(chart, name, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    // After the CA's own Certificate, without whose Secret it would be Degraded.
    metadata: { name, annotations: { 'argocd.argoproj.io/sync-wave': String(resourceWaves.after + 1) } },
    spec: signers[kindOf(context.options)](chart, context),
  });
}

const signers = {
  selfSigned: (chart: Chart, { cluster }: Around) => {
    new Manifest(chart, 'root', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'platform-root' },
      spec: { selfSigned: {} },
    });
    new Manifest(chart, 'ca', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: ownCa },
      spec: {
        isCA: true,
        commonName: `Millwright ${cluster.id}`.slice(0, 64),
        secretName: ownCa,
        duration: '87600h0m0s',
        // Whoever trusts it keeps trusting it when it is renewed.
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'platform-root' },
      },
    });
    return { ca: { secretName: ownCa } };
  },
  ca: (_: Chart, { secret }: Around) => {
    const { name: secretName } = secret('issuing-ca', { keys: ['tls.crt', 'tls.key'], type: 'kubernetes.io/tls' });
    return { ca: { secretName } };
  },
  acme: (_: Chart, context: Around) => {
    const { acmeEmail: email, acmeServer: server, acmeChallenge } = context.options;
    if (!email) return context.refuse('needs an e-mail address for ACME', { option: 'acmeEmail' });
    return {
      acme: {
        server,
        email,
        privateKeySecretRef: { name: 'platform-acme' },
        solvers: [solvers[acmeChallenge](context)],
      },
    };
  },
  vault,
} as const;

const solvers = {
  http01: ({ wants, refuse }: Around) => {
    if (!wants.gateway)
      return refuse('proves the domain over HTTP and nothing on this cluster offers a Gateway', {
        option: 'acmeChallenge',
      });
    return { http01: { gatewayHTTPRoute: { parentRefs: [parentRef({ ...wants.gateway, section: 'http' })] } } };
  },
  route53: ({ cluster, secret }: Around) => {
    const region = cluster.cloud?.region ?? 'us-east-1';
    if (cluster.cloud) return { dns01: { route53: { region } } };
    const { name: from } = secret('route53', { keys: ['access-key-id', 'secret-access-key'] });
    return {
      dns01: {
        route53: {
          region,
          accessKeyIDSecretRef: { name: from, key: 'access-key-id' },
          secretAccessKeySecretRef: { name: from, key: 'secret-access-key' },
        },
      },
    };
  },
  cloudflare: ({ secret }: Around) => {
    const { name: from } = secret('cloudflare', { keys: ['api-token'] });
    return { dns01: { cloudflare: { apiTokenSecretRef: { name: from, key: 'api-token' } } } };
  },
  rfc2136: ({ options, secret, refuse }: Around) => {
    if (!options.rfc2136) return refuse('needs to know the name server', { option: 'rfc2136' });
    const { nameserver, keyName, algorithm = 'HMACSHA256' } = options.rfc2136;
    const { name: from } = secret('rfc2136', { keys: ['tsig-secret'] });
    return {
      dns01: {
        rfc2136: {
          nameserver,
          tsigKeyName: keyName,
          tsigAlgorithm: algorithm,
          tsigSecretSecretRef: { name: from, key: 'tsig-secret' },
        },
      },
    };
  },
} as const;

/** Vault's PKI engine, opened with a ServiceAccount whose tokens the controller may ask for. */
function vault(chart: Chart, { options, cluster, namespace, refuse }: Around) {
  if (cluster.secrets.kind !== 'vault')
    return refuse("signs with Vault, and the environment's secret store is not Vault", { option: 'issuer' });
  if (!options.vaultPath) return refuse('needs to know where Vault signs', { option: 'vaultPath' });
  const account = 'vault-issuer';
  const metadata = { name: account };
  new Manifest(chart, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  new Manifest(chart, 'account-role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [account], verbs: ['create'] }],
  });
  new Manifest(chart, 'account-binding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: account },
    subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace }],
  });
  const { server, auth } = cluster.secrets;
  return {
    vault: {
      server,
      path: options.vaultPath,
      auth: {
        kubernetes: { role: options.vaultRole, mountPath: `/v1/auth/${auth}`, serviceAccountRef: { name: account } },
      },
    },
  };
}
