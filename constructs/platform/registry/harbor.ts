import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { route } from '../route.ts';
import { databases, databaseUser, imageStorage, login, storageVariables } from './harbor/backends.ts';
import { secrets, tokenCertificate } from './harbor/secrets.ts';

/**
 * Images and charts of your own, on a database, a Redis and a bucket from elsewhere. The chart would make passwords and
 * keys anew at every render; all of them come from Secrets. Values: chart harbor 1.19.1, values.yaml, where `resources`
 * stands as a comment.
 */
export default component({
  title: 'Harbor',
  summary: 'Keeps images and charts, and scans them',
  source: helm('https://helm.goharbor.io', 'harbor', '1.19.1'),
  namespace: { podSecurity: 'restricted' },
  keeps: 'data',
  needs: ['postgresql', 'redis'],
  offers: { imageRegistry: ({ host }) => ({ host: host('harbor') }) },
  wants: ['blockStorage', 'gateway', 'objectStore', 'oidcIssuer'],
  options: {
    storage: option.quantity('Volume for images, where no object store is offered').default('100Gi'),
    databaseSsl: option
      .choice('How the connection to PostgreSQL is secured', ['disable', 'require', 'verify-ca', 'verify-full'])
      .default('require'),
    scanner: option.boolean('Scan images for vulnerabilities').default(true),
    replicas: option
      .integer('Replicas of each part; the registry has one where no object store is offered', { min: 1 })
      .default((cluster) => (cluster.ha ? 2 : 1)),
  },
  values(context) {
    const { options, cluster, needs, wants, serves, secret, host, refuse } = context;
    const { postgresql, redis } = needs;
    if (redis.secret)
      refuse('cannot read the password of a Redis from a Secret', {
        hint: 'the chart looks Secrets up on the cluster while Argo CD renders it: offer a Redis behind a NetworkPolicy',
      });
    for (const key of ['username', 'password'])
      if (!postgresql.secret.keys.includes(key)) refuse(`needs the key ${key} in the Secret ${postgresql.secret.name}`);
    const { objectStore: bucket, oidcIssuer, blockStorage } = wants;
    const from = secrets(context);
    const client = oidcIssuer && secret('harbor-oidc', { keys: ['client-id', 'client-secret'] });
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    const storageClass = blockStorage?.storageClass ?? '';
    const part = (memory: string, limit: string, replicas = options.replicas) => ({
      replicas,
      podDisruptionBudget: { enabled: replicas > 1 },
      topologySpreadConstraints: spread,
      resources: { requests: { cpu: '20m', memory }, limits: { memory: limit } },
    });
    const { resources, ...registry } = part('128Mi', '1Gi', bucket ? options.replicas : 1);
    const stores = { resources, extraEnvVars: bucket ? storageVariables(bucket) : [] };
    return {
      externalURL: `https://${host('harbor')}`,
      // The Gateway ends TLS.
      expose: { type: 'clusterIP', tls: { enabled: false } },
      ...from.chart,
      ...databases(postgresql, redis, options.databaseSsl),
      persistence: {
        persistentVolumeClaim: { registry: { storageClass, size: options.storage }, trivy: { storageClass } },
        imageChartStorage: imageStorage(bucket),
      },
      // A volume of one node at a time cannot be handed over while the old pod runs.
      updateStrategy: { type: bucket ? 'RollingUpdate' : 'Recreate' },
      nginx: part('32Mi', '128Mi'),
      portal: part('32Mi', '128Mi'),
      core: {
        ...part('128Mi', '512Mi'),
        ...from.core,
        extraEnvVars: [
          ...databaseUser('POSTGRESQL_USERNAME', postgresql),
          ...(client ? login(oidcIssuer.url, cluster.groups.platform, client) : []),
        ],
      },
      // Logs of jobs in files would need a volume that all replicas share.
      jobservice: { ...part('64Mi', '512Mi'), ...from.jobservice, jobLoggers: ['database'] },
      registry: { ...registry, ...from.registry, registry: stores, controller: stores },
      trivy: { ...part('512Mi', '1Gi'), enabled: options.scanner },
      exporter: { ...part('32Mi', '128Mi', 1), extraEnvVars: databaseUser('HARBOR_DATABASE_USERNAME', postgresql) },
      metrics: { enabled: monitored, serviceMonitor: { enabled: monitored } },
    };
  },
  objects(chart, context) {
    const { wants, host } = context;
    const { gateway } = wants;
    tokenCertificate(chart, context);
    if (gateway) route(chart, { name: 'harbor', host: host('harbor'), service: 'harbor', port: 80, gateway });
  },
  access: ({ host, namespace }) =>
    `Images are at ${host('harbor')}. The password of \`admin\` is in the Secret \`harbor-credentials\` of the namespace \`${namespace}\`.`,
});

const spread = [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }];
