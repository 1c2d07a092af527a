import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { own } from '../../model/source.ts';
import { route } from '../route.ts';
import { isDex, kubernetesScopes } from './dex/clients.ts';
import { workload } from './gangplank/workload.ts';

// renovate: registry.sighup.io/fury/gangplank
const version = 'v1.1.1';

/**
 * The login page of Dex's pair. Its chart (sighupio/gangplank v1.1.1, deployments/helm) is in git only and reads its
 * secrets from its values, so the objects are ours; docs/yaml of that tag shows the same ones. Settings: that tag's
 * internal/config/config.go.
 */
export default component({
  title: 'Gangplank',
  summary: 'A web page where people log in and fetch their kubeconfig',
  source: own(version),
  namespace: { podSecurity: 'restricted' },
  needs: ['oidcIssuer'],
  wants: ['gateway'],
  options: {
    apiServer: option
      .url("The API server as people reach it; the cluster's `api` unless given, else https://api.<domain>:6443")
      .optional(),
    authorizeUrl: option.url("The issuer's authorization endpoint; as Dex has it unless given").optional(),
    tokenUrl: option.url("The issuer's token endpoint; as Dex has it unless given").optional(),
    replicas: option.integer('Replicas', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
  },
  objects(chart, { options, cluster, needs, wants, secret, generated, host, refuse }) {
    const issuer = needs.oidcIssuer.url;
    if (!isDex(issuer, host) && !(options.authorizeUrl && options.tokenUrl))
      refuse(`cannot tell the endpoints of ${issuer}`, {
        hint: 'give authorizeUrl and tokenUrl as /.well-known/openid-configuration of the issuer lists them',
      });
    const scopes = ['openid', 'profile', 'email', 'groups', 'offline_access', ...kubernetesScopes(issuer, host)];
    const settings = {
      APISERVER_URL: options.apiServer ?? cluster.api ?? `https://${host('api')}:6443`,
      AUTHORIZE_URL: options.authorizeUrl ?? `${issuer}/auth`,
      CLUSTER_NAME: cluster.id.replace('/', '-'),
      REDIRECT_URL: `https://${host('gangplank')}/callback`,
      SCOPES: scopes.join(','),
      TOKEN_URL: options.tokenUrl ?? `${issuer}/token`,
      // What the API server calls people, too.
      USERNAME_CLAIM: 'email',
    };
    const client = secret('gangplank-oidc', { keys: ['client-id', 'client-secret'] }).name;
    const session = generated('gangplank-session', { keys: ['key'] }).name;
    const secrets = [
      { variable: 'CLIENT_ID', name: client, key: 'client-id' },
      { variable: 'CLIENT_SECRET', name: client, key: 'client-secret' },
      { variable: 'SESSION_SECURITY_KEY', name: session, key: 'key' },
    ];
    workload(chart, {
      image: `registry.sighup.io/fury/gangplank:${version}`,
      replicas: options.replicas,
      env: [
        ...Object.entries(settings).map(([name, value]) => ({ name: `GANGPLANK_CONFIG_${name}`, value })),
        ...secrets.map(({ variable, name, key }) => ({
          name: `GANGPLANK_CONFIG_${variable}`,
          valueFrom: { secretKeyRef: { name, key } },
        })),
      ],
    });
    const { gateway } = wants;
    if (gateway) route(chart, { name: 'gangplank', host: host('gangplank'), service: 'gangplank', port: 80, gateway });
  },
  access: ({ host }) => `Fetch a kubeconfig at https://${host('gangplank')}.`,
});
