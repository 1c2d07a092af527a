import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { kubernetesScopes } from '../authentication/dex/clients.ts';
import { route } from '../route.ts';

/**
 * A web page of the cluster. People see what they may see: it passes their token on and has no rights of its own.
 * Values: chart headlamp 0.45.0, values.yaml and values.schema.json.
 */
export default component({
  title: 'Headlamp',
  summary: 'Shows the cluster to people in a browser, with their own rights',
  source: helm('https://kubernetes-sigs.github.io/headlamp/', 'headlamp', '0.45.0'),
  namespace: { podSecurity: 'restricted' },
  wants: ['gateway', 'oidcIssuer'],
  options: {
    replicas: option
      .integer('Replicas; it remembers a login that has begun in memory, so more than one needs a sticky gateway', {
        min: 1,
      })
      .default(1),
    sessionHours: option.integer('Hours that people stay logged in', { min: 1, max: 720 }).default(12),
  },
  values({ options, wants, secret, host }) {
    const issuer = wants.oidcIssuer?.url;
    const client = issuer && secret('headlamp-oidc', { keys: ['client-id', 'client-secret'] });
    const variable = (name: string, from: { readonly name: string }, key: string) => ({
      name: `HEADLAMP_CONFIG_OIDC_${name}`,
      valueFrom: { secretKeyRef: { name: from.name, key } },
    });
    return {
      replicaCount: options.replicas,
      // The chart would bind its ServiceAccount to cluster-admin.
      clusterRoleBinding: { create: false },
      config: {
        sessionTTL: options.sessionHours * 3600,
        oidc: {
          secret: { create: false },
          ...(issuer && {
            issuerURL: issuer,
            callbackURL: `https://${host('headlamp')}/oidc-callback`,
            scopes: ['profile', 'email', 'groups', 'offline_access', ...kubernetesScopes(issuer, host)].join(','),
          }),
        },
      },
      ...(client && {
        env: [variable('CLIENT_ID', client, 'client-id'), variable('CLIENT_SECRET', client, 'client-secret')],
      }),
      podDisruptionBudget: { enabled: options.replicas > 1, minAvailable: 1 },
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    };
  },
  objects(chart, { wants, host }) {
    const { gateway } = wants;
    if (gateway) route(chart, { name: 'headlamp', host: host('headlamp'), service: 'headlamp', port: 80, gateway });
  },
  access: ({ wants, host }) =>
    wants.oidcIssuer
      ? `Look at the cluster at https://${host('headlamp')}.`
      : `Look at the cluster at https://${host('headlamp')}, with the token of a ServiceAccount.`,
});
