import type { Chart } from 'cdk8s';
import * as v from 'valibot';
import { resourceWaves } from '../argocd/names.ts';
import type { Context } from '../model/component.ts';
import type { Facilities } from '../model/facility.ts';
import { Manifest } from '../model/manifest.ts';
import { option } from '../model/option.ts';
import { parentRef } from './route.ts';

const hostOrWildcard = v.pipe(
  v.string(),
  v.regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must be a host name, or one with *. in front'),
);

/** Options of every component that runs the cluster's Gateway, so that one can take another's place. */
export const gatewayOptions = {
  exposure: option
    .choice(
      'How traffic reaches it: a load balancer, which something must provide, or ports 30080 and 30443 of every node',
      ['LoadBalancer', 'NodePort'],
    )
    .default((cluster) => (cluster.distribution === 'kind' ? 'NodePort' : 'LoadBalancer')),
  certificate: option
    .choice(
      "Where its certificate comes from: the platform's issuer (taken where there is one), the secret store, or none because TLS ends in front of it",
      ['issuer', 'store', 'none'],
    )
    .optional(),
  certificateHosts: option
    .list('Names on its certificate; the domain and everything one level below it unless given', hostOrWildcard)
    .default((cluster) => [cluster.domain, `*.${cluster.domain}`]),
} as const;

/** What the functions here need to know of the component that calls them. */
type Around = Pick<
  Context<typeof gatewayOptions, never, 'certificateIssuer'>,
  'options' | 'namespace' | 'wants' | 'secret' | 'refuse'
>;

/** Its ports on the nodes where no load balancer stands in front; kind maps 80 and 443 of the machine to them. */
export const nodePorts = { http: 30080, https: 30443 } as const;

const name = 'platform';
const tlsSecret = 'gateway-tls';
const late = { 'argocd.argoproj.io/sync-wave': String(resourceWaves.after) };

/** The Gateway as routes see it: its HTTPS listener, or its only one where TLS ends in front of it. */
export const gatewayOf = ({ options, namespace }: Pick<Around, 'options' | 'namespace'>): Facilities['gateway'] => ({
  name,
  namespace,
  section: options.certificate === 'none' ? 'http' : 'https',
});

/** What differs between the controllers. */
export interface Controller {
  /** The GatewayClass's name. */
  readonly className: string;
  readonly controllerName: string;
  /** The listeners' ports: the Service's, or the container's where the controller wants them. */
  readonly ports: { readonly http: number; readonly https: number };
  /** Whether it reports on its GatewayClass; if not, nothing may wait for it. */
  readonly reports: boolean;
}

/**
 * The cluster's Gateway with its class and certificate, and the redirect from HTTP to HTTPS.
 *
 * @throws a refusal where its certificate cannot be had
 */
export function gateway(
  chart: Chart,
  context: Around,
  { className, controllerName, ports, reports }: Controller,
): void {
  const { options, namespace, wants } = context;
  const tls = options.certificate !== 'none';
  const issuer = tls && options.certificate !== 'store' ? wants.certificateIssuer : undefined;
  if (options.certificate === 'issuer' && !issuer)
    context.refuse('takes its certificate from an issuer and nothing on this cluster offers one', {
      option: 'certificate',
      hint: "write certificates: { 'cert-manager': {} }",
    });
  new Manifest(chart, 'class', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: {
      name: className,
      annotations: reports ? late : { ...late, 'argocd.argoproj.io/ignore-healthcheck': 'true' },
    },
    spec: { controllerName },
  });
  // Challenges over HTTP come as routes from the namespace of whoever wants a certificate.
  const challenges = issuer && !issuer.wildcards;
  new Manifest(chart, 'gateway', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, annotations: late },
    spec: {
      gatewayClassName: className,
      listeners: [
        listener('http', 'HTTP', ports.http, tls && !challenges ? 'Same' : 'All'),
        ...(tls ? [{ ...listener('https', 'HTTPS', ports.https, 'All'), tls: terminated }] : []),
      ],
    },
  });
  if (!tls) return;
  if (issuer) certificate(chart, context, issuer);
  else context.secret(tlsSecret, { keys: ['tls.crt', 'tls.key'], type: 'kubernetes.io/tls' });
  redirect(chart, namespace);
}

const listener = (section: string, protocol: string, port: number, from: 'Same' | 'All') => ({
  name: section,
  protocol,
  port,
  allowedRoutes: { namespaces: { from } },
});

const terminated = { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: tlsSecret }] };

function certificate(chart: Chart, { options, refuse }: Around, issuer: Facilities['certificateIssuer']): void {
  const wildcard = options.certificateHosts.find((host) => host.startsWith('*'));
  if (wildcard && !issuer.wildcards)
    refuse(`wants a certificate for ${wildcard}, and the issuer ${issuer.name} cannot sign for wildcards`, {
      option: 'certificateHosts',
      hint: "name each host, or let cert-manager use a DNS challenge: acmeChallenge: 'route53'",
    });
  new Manifest(chart, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: {
      name: tlsSecret,
      // It comes first, because a Gateway without it is Degraded; but a challenge over HTTP needs the Gateway.
      ...(!issuer.wildcards && { annotations: late }),
    },
    spec: {
      secretName: tlsSecret,
      dnsNames: options.certificateHosts,
      issuerRef: { group: issuer.group ?? 'cert-manager.io', kind: issuer.kind, name: issuer.name },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}

const redirect = (chart: Chart, namespace: string) =>
  new Manifest(chart, 'redirect', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'redirect-to-https', annotations: late },
    spec: {
      parentRefs: [parentRef({ name, namespace, section: 'http' })],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    },
  });
