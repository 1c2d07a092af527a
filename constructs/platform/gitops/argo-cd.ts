import { argoNamespace } from '../../argocd/names.ts';
import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { route } from '../route.ts';
import { configs, imageOf } from './argo-cd/config.ts';
import { redisPolicies } from './argo-cd/redis.ts';

const sized = (cpu: string, memory: string, limit: string) => ({
  resources: { requests: { cpu, memory }, limits: { memory: limit } },
});

/** Spread, but not by force: two nodes must not leave Argo CD without its cache. */
const redisHa = { hardAntiAffinity: false, podDisruptionBudget: { maxUnavailable: 1 } };

/** Argo CD, which also manages itself. Values: chart argo-cd 10.1.1, values.yaml and templates/. */
export default component({
  title: 'Argo CD',
  summary: 'Rolls out what is committed, itself included',
  source: helm('https://argoproj.github.io/argo-helm', 'argo-cd', '10.1.1'),
  // A hook before the rest makes the password of Redis: what keeps secrets comes after Argo CD.
  namespace: { name: argoNamespace, podSecurity: 'restricted', early: true },
  vital: true,
  bootstrap: true,
  defines: ['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'],
  wants: ['gateway', 'oidcIssuer'],
  options: {
    image: option
      .string('Image tag; the newest verified one of the cluster’s Argo CD unless given', {
        pattern: /^v\d+\.\d+\.\d+$/,
      })
      .optional(),
    replicas: option
      .integer('Replicas of the API server, the repository server and the ApplicationSet controller', { min: 1 })
      .default((cluster) => (cluster.ha ? 2 : 1)),
    shards: option.integer('Application controllers; each looks after whole clusters', { min: 1 }).default(1),
    redisHa: option.boolean('Whether Redis runs three times, behind HAProxy').default((cluster) => cluster.ha),
    reconciliation: option
      .string('How often it looks for changes; rarely is enough where a webhook calls', {
        pattern: /^\d+[smhd]$/,
        message: 'must be one number and unit, such as 180s',
      })
      .default('180s'),
    notifications: option.boolean('Whether the notifications controller runs').default(false),
  },
  values({ options, cluster, host, secret, serves, wants, refuse }) {
    const image = imageOf(cluster, options.image);
    if ('problem' in image) return refuse(image.problem, { option: 'image', hint: image.hint });
    const { oidcIssuer: issuer } = wants;
    const login = issuer && {
      issuer,
      client: secret('argo-cd-oidc', {
        keys: ['client-id', 'client-secret'],
        labels: { 'app.kubernetes.io/part-of': 'argocd' },
      }),
    };
    const enabled = serves('monitoring.coreos.com/ServiceMonitor');
    const monitored = { metrics: { enabled, serviceMonitor: { enabled } } };
    const replicated = { replicas: options.replicas, pdb: { enabled: options.replicas > 1, maxUnavailable: 1 } };
    return {
      fullnameOverride: 'argocd',
      global: {
        domain: host('argocd'),
        image,
        networkPolicy: { create: true },
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
      },
      configs: configs(cluster, options.reconciliation, login),
      controller: { replicas: options.shards, ...monitored, ...sized('250m', '512Mi', '2Gi') },
      server: { ...replicated, ...monitored, ...sized('50m', '128Mi', '512Mi') },
      repoServer: { ...replicated, ...monitored, ...sized('100m', '256Mi', '1Gi') },
      applicationSet: { ...replicated, ...monitored, ...sized('50m', '128Mi', '512Mi') },
      notifications: { enabled: options.notifications, ...monitored, ...sized('20m', '64Mi', '256Mi') },
      dex: { enabled: false },
      redis: { exporter: { enabled }, ...monitored, ...sized('50m', '64Mi', '256Mi') },
      redisSecretInit: sized('10m', '64Mi', '256Mi'),
      'redis-ha': {
        enabled: options.redisHa,
        ...redisHa,
        haproxy: { ...redisHa, metrics: { serviceMonitor: { enabled } }, ...sized('20m', '64Mi', '256Mi') },
        redis: sized('50m', '64Mi', '256Mi'),
        sentinel: sized('20m', '32Mi', '128Mi'),
        exporter: { enabled, serviceMonitor: { enabled } },
      },
    };
  },
  objects(chart, { options, host, wants }) {
    if (options.redisHa) redisPolicies(chart);
    const { gateway } = wants;
    if (gateway) route(chart, { name: 'argo-cd', host: host('argocd'), service: 'argocd-server', port: 80, gateway });
  },
  access({ host, namespace, wants }) {
    const { gateway, oidcIssuer } = wants;
    const person = oidcIssuer
      ? 'with your own account'
      : `as \`admin\` with the password in the Secret \`argocd-initial-admin-secret\` of \`${namespace}\``;
    const address = host('argocd');
    return gateway
      ? `Argo CD: <https://${address}>, ${person}; \`argocd login ${address} --grpc-web${oidcIssuer ? ' --sso' : ''}\` in a shell.`
      : `Argo CD: \`kubectl -n ${namespace} port-forward service/argocd-server 8080:80\`, then <http://localhost:8080>, ${person}.`;
  },
});
