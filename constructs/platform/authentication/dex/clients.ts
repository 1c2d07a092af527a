import type { Json } from '../../../model/json.ts';

type Host = (name: string) => string;

/** A program that people log in to through Dex, if its component runs. */
interface Client {
  readonly id: string;
  /** As the login page names it. */
  readonly name: string;
  /** Components that have it. */
  readonly of: readonly string[];
  /** Where people come back to. */
  redirects(host: Host): readonly string[];
  /** It hands people's tokens to the API server, which only takes those that are meant for `kubernetes`. */
  readonly kubernetes?: true;
}

const clients: readonly Client[] = [
  {
    id: 'argo-cd',
    name: 'Argo CD',
    of: ['argo-cd'],
    // The second is `argocd login --sso`.
    redirects: (host) => [`https://${host('argocd')}/auth/callback`, 'http://localhost:8085/auth/callback'],
  },
  {
    id: 'gangplank',
    name: 'Gangplank',
    of: ['gangplank'],
    redirects: (host) => [`https://${host('gangplank')}/callback`],
    kubernetes: true,
  },
  {
    id: 'grafana',
    name: 'Grafana',
    of: ['grafana', 'kube-prometheus-stack'],
    redirects: (host) => [`https://${host('grafana')}/login/generic_oauth`],
  },
  {
    id: 'harbor',
    name: 'Harbor',
    of: ['harbor'],
    redirects: (host) => [`https://${host('harbor')}/c/oidc/callback`],
  },
  {
    id: 'headlamp',
    name: 'Headlamp',
    of: ['headlamp'],
    redirects: (host) => [`https://${host('headlamp')}/oidc-callback`],
    kubernetes: true,
  },
];

/** The address of the cluster's own Dex. */
export const dexIssuer = (host: Host): `https://${string}` => `https://${host('dex')}`;

/** Whether people log in at the cluster's own Dex, and not at an issuer from outside. */
export const isDex = (issuer: string, host: Host): boolean => issuer === dexIssuer(host);

/**
 * Scopes for a client that hands people's tokens to the API server: Dex then says that they are meant for it as well. Other
 * issuers have their own ways. Source: dex v2.45.1, server/oauth2.go.
 */
export const kubernetesScopes = (issuer: string, host: Host): readonly string[] =>
  isDex(issuer, host) ? ['audience:server:client_id:kubernetes'] : [];

/** The environment variable in which Dex finds a client's secret. */
export const variableOf = (id: string): string => `${id.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`;

/** The clients whose components run. */
export const clientsOf = (runs: (id: string) => boolean): readonly Client[] =>
  clients.filter((client) => client.of.some(runs));

/** Clients in Dex's own form. `kubernetes` is kubectl on a workstation, which cannot keep a secret. */
export function staticClients(present: readonly Client[], host: Host): readonly Json[] {
  const kubectl = {
    id: 'kubernetes',
    name: 'kubectl',
    public: true,
    redirectURIs: ['http://localhost:8000', 'http://localhost:18000'],
    trustedPeers: present.filter(({ kubernetes }) => kubernetes).map(({ id }) => id),
  };
  return [
    kubectl,
    ...present.map((client) => ({
      id: client.id,
      name: client.name,
      secretEnv: variableOf(client.id),
      redirectURIs: client.redirects(host),
    })),
  ];
}
