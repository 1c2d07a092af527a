import type { Values } from '../model/manifest.ts';
import type { ClusterPlan } from './cluster.ts';

/**
 * A kubeconfig for people, without any credential: `kubectl oidc-login` (kubelogin) opens the browser and logs in at the
 * cluster's issuer. Lens, Headlamp and k9s read the same file. Nothing where the API server's address is not known.
 */
export function peopleConfig(plan: ClusterPlan): Values | undefined {
  const { api, id } = plan.facts;
  if (!api || !plan.issuer) return undefined;
  const name = id.replace('/', '-');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: api } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: 'kubectl',
            args: [
              'oidc-login',
              'get-token',
              `--oidc-issuer-url=${plan.issuer}`,
              '--oidc-client-id=kubernetes',
              '--oidc-extra-scope=groups',
              '--oidc-extra-scope=email',
            ],
            interactiveMode: 'IfAvailable',
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}
