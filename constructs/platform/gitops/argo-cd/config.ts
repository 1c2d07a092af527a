import { applicationHealth, applicationHealthKey } from '../../../argocd/health.ts';
import { releases } from '../../../argocd/versions.ts';
import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import type { SecretReference } from '../../../model/secret.ts';
import { routeHealth } from '../../route-health.ts';

/** The image tag of a cluster's Argo CD, or why there is none. */
export function imageOf(
  { argocd }: ClusterFacts,
  given: string | undefined,
): { tag: string } | { problem: string; hint: string } {
  const tag = given ?? releases[argocd].image;
  if (tag === undefined)
    return {
      problem: `has no verified image of Argo CD ${argocd}`,
      hint: 'name one, or give the cluster another argocd',
    };
  // The tree is written with the fields that this version knows.
  if (!tag.startsWith(`v${argocd}.`))
    return {
      problem: `must be of Argo CD ${argocd}, which this cluster runs`,
      hint: `take a tag v${argocd}.…, or give the cluster another argocd`,
    };
  return { tag };
}

/** How people log in: the issuer, and the Secret with `client-id` and `client-secret`. */
export interface Login {
  readonly issuer: Facilities['oidcIssuer'];
  readonly client: SecretReference;
}

/** `$secret:key` is Argo CD's own way to read a Secret that is labelled as a part of it. */
const oidc = ({ issuer, client }: Login) => `name: SSO
issuer: ${issuer.url}
clientID: $${client.name}:client-id
clientSecret: $${client.name}:client-secret
requestedScopes: [openid, profile, email, groups]
`;

/**
 * The chart's `configs`, which Helm merges with the defaults that upstream's own ConfigMaps have. Keys: argo-cd v3.4.7,
 * docs/operator-manual/argocd-cm.yaml, argocd-cmd-params-cm.yaml and rbac.md.
 */
export const configs = ({ groups }: ClusterFacts, reconciliation: string, login: Login | undefined) => ({
  cm: {
    'admin.enabled': login === undefined,
    'application.resourceTrackingMethod': 'annotation',
    'application.sync.requireOverridePrivilegeForRevisionSync': true,
    'timeout.reconciliation': reconciliation,
    [applicationHealthKey]: applicationHealth,
    ...routeHealth,
    ...(login && { 'oidc.config': oidc(login) }),
  },
  params: {
    // The Gateway ends TLS.
    'server.insecure': true,
    'controller.diff.server.side': true,
    'applicationsetcontroller.enable.tokenref.strict.mode': true,
  },
  rbac: {
    // Whoever else logs in sees what the roles of projects allow, and nothing more.
    'policy.default': '',
    // Quoted, because a directory's groups may have commas.
    'policy.csv': `g, "${groups.platform.replaceAll('"', '""')}", role:admin\n`,
    scopes: '[groups]',
  },
});
