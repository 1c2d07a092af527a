import type { Situation } from './situations.ts';

/** Options without which a component cannot run anywhere, or not everywhere. */
export const settings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // An issuer from outside does not have Dex's endpoints.
  gangplank: { authorizeUrl: 'https://login.example.org/auth', tokenUrl: 'https://login.example.org/token' },
};

/** Where a component may say no: every finding of it there must be one of these, and each of these must occur. */
export interface Refusal {
  readonly on?: readonly Situation['on'][];
  readonly served?: Situation['served'];
  readonly says: RegExp;
}

const gateways: readonly Refusal[] = ['GatewayClass', 'Gateway', 'HTTPRoute'].map((kind) => ({
  served: 'nothing',
  says: new RegExp(`^writes an? ${kind}, and nothing on this cluster serves gateway\\.networking\\.k8s\\.io$`),
}));

/** The components that may refuse for reasons which neither `needs` nor a secret explains. */
export const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  // They drive a cloud, and these clusters are in none.
  'aws-ebs-csi-driver': [{ on: ['kind', 'kubeadm'], says: /^makes volumes of AWS only/ }],
  'cluster-autoscaler': [{ on: ['kind', 'kubeadm'], says: /^grows AWS Auto Scaling groups only/ }],
  'external-dns': [{ on: ['kind', 'kubeadm'], says: /^needs to know who hosts the zones$/ }],
  // Their work is the Gateway.
  contour: gateways,
  traefik: gateways,
  'fluent-bit': [{ served: 'nothing', says: /^has nowhere to send logs$/ }],
  // Its definitions are a component of their own, because others need them earlier.
  'kube-prometheus-stack': [{ served: 'nothing', says: /^needs the definitions of monitoring\.coreos\.com$/ }],
};

/** Where `defines` is not what the schema data has of a component, and why. */
export const defines: Readonly<
  Record<string, { readonly more?: readonly string[]; readonly fewer?: readonly string[]; readonly because: string }>
> = {
  traefik: {
    more: ['hub.traefik.io'],
    because: 'the chart brings the kinds of the paid Hub, which nobody here writes',
  },
  gatekeeper: {
    more: ['constraints.gatekeeper.sh'],
    because: 'Gatekeeper makes a kind of constraints from each template; no release has them as files',
  },
  dex: { more: ['dex.coreos.com'], because: 'Dex makes its definitions when it starts; no release has them as files' },
};

/** What the schema data calls a component, where it goes by another name there. */
export const schemaNames: Readonly<Record<string, string>> = {};

/** Secrets that a component reads and somebody else makes: a chart, an operator, a hand. */
export const secretsOfOthers: Readonly<Record<string, readonly string[]>> = {};
