import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { configuration, passwordVariable, users } from './opensearch/configuration.ts';
import { retention } from './opensearch/retention.ts';
import { certificate, certificates } from './opensearch/tls.ts';

const service = 'opensearch-master';
/** The chart's own, by its appVersion. */
const image = 'opensearchproject/opensearch:3.6.0';
/** The administrator: OpenSearch's users file calls it `admin`, so the store must do so too. */
const login = { keys: ['username', 'password'] } as const;

/**
 * Full-text search over logs and traces. Every node has every role; three of them can lose one. Its certificates come
 * from cert-manager, or from the store with the subject CN=opensearch. Values: chart opensearch 3.6.0, values.yaml and
 * templates/.
 */
export default component({
  title: 'OpenSearch',
  summary: 'Keeps logs and traces, and searches their full text',
  source: helm('https://opensearch-project.github.io/helm-charts/', 'opensearch', '3.6.0'),
  namespace: { podSecurity: 'restricted' },
  keeps: 'data',
  wants: ['blockStorage'],
  offers: {
    // From the store, and not made on the cluster: its users in other namespaces need the same password.
    searchStore: ({ namespace, secret }) => ({
      host: `${service}.${namespace}.svc`,
      port: 9200,
      tls: true,
      secret: secret('opensearch-admin', login),
    }),
  },
  options: {
    nodes: option
      .integer('Nodes; two cannot tell who of them is cut off', { min: 1 })
      .default((cluster) => (cluster.ha ? 3 : 1)),
    heap: option
      .integer('Gigabytes of heap of each node, which gets twice as much memory', { min: 1, max: 31 })
      .default((cluster) => (cluster.ha ? 4 : 1)),
    storage: option.quantity('Volume of each node').default((cluster) => (cluster.ha ? '200Gi' : '30Gi')),
    days: option.integer('For how many days logs are kept', { min: 1 }).default(30),
  },
  values({ options, wants, serves, secret, refuse }) {
    const { blockStorage } = wants;
    if (options.nodes === 2) refuse('cannot have two nodes', { option: 'nodes', hint: 'give it one or three' });
    if (!serves('cert-manager.io/Certificate')) secret(certificate.secret, { keys: ['ca.crt', 'tls.crt', 'tls.key'] });
    const password = { name: secret('opensearch-admin', login).name, key: 'password' };
    const memory = `${options.heap * 2}Gi`;
    return {
      clusterName: 'opensearch',
      masterService: service,
      singleNode: options.nodes === 1,
      replicas: options.nodes,
      antiAffinity: options.nodes > 1 ? 'hard' : 'soft',
      opensearchJavaOpts: `-Xms${options.heap}g -Xmx${options.heap}g`,
      resources: { requests: { cpu: '500m', memory }, limits: { memory } },
      initResources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
      config: { 'opensearch.yml': configuration },
      securityConfig: { config: { dataComplete: false, data: { 'internal_users.yml': users } } },
      secretMounts: [{ name: 'certs', secretName: certificate.secret, path: '/usr/share/opensearch/config/certs' }],
      extraEnvs: [
        { name: 'DISABLE_INSTALL_DEMO_CONFIG', value: 'true' },
        { name: passwordVariable, valueFrom: { secretKeyRef: password } },
      ],
      persistence: blockStorage
        ? { enabled: true, enableInitChown: false, size: options.storage, storageClass: blockStorage.storageClass }
        : { enabled: false },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: { allowPrivilegeEscalation: false },
    };
  },
  objects(chart, { options, namespace, serves, secret }) {
    if (serves('cert-manager.io/Certificate')) certificates(chart, namespace, service);
    retention(chart, {
      days: options.days,
      url: `https://${service}:9200`,
      image,
      login: secret('opensearch-admin', login),
    });
  },
});
