import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import type { SecretReference } from '../../model/secret.ts';
import { helm } from '../../model/source.ts';
import { route } from '../route.ts';
import { type Connector, connectorShape } from './connectors.ts';
import { clientsOf, variableOf as clientVariable, dexIssuer, staticClients } from './dex/clients.ts';
import { variableOf as connectorVariable, dexConnector } from './dex/connector.ts';

/**
 * Logs people in for kubectl and the platform's own pages. Its state is custom resources that it defines itself when it
 * starts. Values: chart dex 0.24.0, values.yaml; its config: dex v2.45.1, cmd/dex/config.go.
 */
export default component({
  title: 'Dex',
  summary: 'Logs people in with the identities of your organisation',
  source: helm('https://charts.dexidp.io', 'dex', '0.24.0'),
  namespace: { podSecurity: 'restricted' },
  defines: ['dex.coreos.com'],
  wants: ['gateway'],
  offers: { oidcIssuer: ({ host }) => ({ url: dexIssuer(host) }) },
  options: {
    connector: option
      .of<Connector>(
        'Who knows the people; without it there is one local user, admin@<domain>, in the platform group',
        'oidc({ issuer }) | github({ org }) | ldap({ host, baseDn })',
        connectorShape,
      )
      .optional(),
    replicas: option.integer('Replicas', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
  },
  values({ options, cluster, serves, runs, secret, generated, host }) {
    const issuer = dexIssuer(host);
    const clients = clientsOf(runs);
    const ids = clients.map(({ id }) => id);
    const connector = options.connector && dexConnector(options.connector, issuer);
    const user = { email: `admin@${cluster.domain}`, username: 'admin', userID: 'admin', hashFromEnv: 'ADMIN_HASH' };
    // Dex wants a hash: a template, which External Secrets fills in from the password that it makes.
    const hash = '{{ bcrypt .password }}';
    return {
      replicaCount: options.replicas,
      // The chart's own is 2.44; local users have groups since 2.45.
      // renovate: ghcr.io/dexidp/dex
      image: { tag: 'v2.45.1' },
      envVars: [
        ...(ids.length > 0 ? variables(secret('dex-clients', { keys: ids }), ids, clientVariable) : []),
        ...(connector
          ? variables(secret('dex-connector', { keys: connector.keys }), connector.keys, connectorVariable)
          : variables(generated('dex-admin', { keys: ['password'], fixed: { hash } }), ['hash'], () => 'ADMIN_HASH')),
      ],
      config: {
        issuer,
        storage: { type: 'kubernetes', config: { inCluster: true } },
        oauth2: { skipApprovalScreen: true },
        expiry: { idTokens: '1h', refreshTokens: { validIfNotUsedFor: '168h', absoluteLifetime: '2160h' } },
        staticClients: staticClients(clients, host),
        ...(connector
          ? { connectors: [connector.values] }
          : { enablePasswordDB: true, staticPasswords: [{ ...user, groups: [cluster.groups.platform] }] }),
      },
      podDisruptionBudget: { enabled: options.replicas > 1, minAvailable: 1 },
      topologySpreadConstraints: spread,
      podSecurityContext: {
        runAsNonRoot: true,
        runAsUser: 1001,
        runAsGroup: 1001,
        fsGroup: 1001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      // Its entrypoint writes the config there after expanding it.
      volumes: [{ name: 'tmp', emptyDir: {} }],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') },
    };
  },
  objects(chart, { wants, host }) {
    if (wants.gateway)
      route(chart, { name: 'dex', host: host('dex'), service: 'dex', port: 5556, gateway: wants.gateway });
  },
  access: ({ options, namespace, cluster, host }) =>
    options.connector
      ? `People log in at ${dexIssuer(host)}.`
      : `Log in as \`admin@${cluster.domain}\`; the password is in the Secret \`dex-admin\` of the namespace \`${namespace}\`: ` +
        `\`kubectl -n ${namespace} get secret dex-admin -o jsonpath='{.data.password}' | base64 -d\`.`,
});

const variables = (from: SecretReference, keys: readonly string[], nameOf: (key: string) => string) =>
  keys.map((key) => ({ name: nameOf(key), valueFrom: { secretKeyRef: { name: from.name, key } } }));

const spread = [
  {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'dex' } },
  },
];
