// @ts-check
// Components of the benchmark fleet's own, as a company would write them: five kinds, with the values and objects that
// each usually has. Nothing here exists; `charts.example.org` has no charts.

/** @typedef {'agent' | 'operator' | 'page' | 'service' | 'store'} Kind */
/** @typedef {{ capability: string, id: string, kind: Kind, summary: string }} Own */

/** @type {readonly (readonly [capability: string, kind: Kind, summaries: readonly string[]])[]} */
const table = [
  ['autoscaling', 'operator', ['Scales workloads by the length of queues', 'Moves pods off crowded nodes']],
  ['backup', 'operator', ['Backs up databases to the archive']],
  ['certificates', 'operator', ['Spreads the CA bundle to every namespace']],
  ['ci', 'service', ['Runs pipelines', 'Shows pipelines', 'Receives webhooks', 'Keeps build logs']],
  ['cluster-lifecycle', 'operator', ['Replaces nodes that are old']],
  ['dashboards', 'page', ['Shows what every team runs', 'Shows what it costs']],
  ['databases', 'store', ['PostgreSQL for the platform', 'Redis for the platform', 'Queues for the platform']],
  ['databases', 'operator', ['Makes PostgreSQL clusters', 'Makes Redis clusters', 'Makes queues']],
  ['image-builds', 'service', ['Builds images without privileges', 'Keeps layers of builds']],
  ['logging', 'agent', ['Ships audit logs', 'Ships events']],
  ['mesh', 'operator', ['Rotates the certificates of workloads']],
  [
    'monitoring',
    'agent',
    ['Reports broken nodes', 'Measures the network between nodes', 'Watches certificates on disk'],
  ],
  ['monitoring', 'service', ['Probes what users see', 'Takes metrics of batch jobs', 'Shows what is wrong']],
  ['networking', 'agent', ['Caches names on every node']],
  ['registry', 'service', ['Mirrors public images']],
  ['secrets', 'operator', ['Restarts workloads when their secrets change']],
  ['security-audits', 'agent', ['Checks nodes against the benchmark of CIS']],
  ['storage', 'agent', ['Mounts shared folders', 'Trims unused blocks']],
];

/** Every component of the fleet's own, in a fixed order. */
export const ownComponents = table.flatMap(([capability, kind, summaries]) =>
  summaries.map((summary, index) => ({ capability, kind, summary, id: `acme-${capability}-${kind}-${index + 1}` })),
);

/** Values that every kind has: images from the company's registry, restricted pods, modest resources. */
const common = `
    image: { registry: 'registry.example.org', repository: \`platform/\${name}\`, pullPolicy: 'IfNotPresent' },
    imagePullSecrets: [{ name: 'registry-acme' }],
    podSecurityContext: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    resources: { requests: { cpu: options.cpu, memory: options.memory }, limits: { memory: options.memory } },
    serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor'), interval: '30s', labels: { team: 'platform' } },`;

const replicated = `
    replicaCount: options.replicas,
    podDisruptionBudget: { enabled: options.replicas > 1, maxUnavailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
      },
    ],`;

const web = `
    service: { type: 'ClusterIP', port: 80, targetPort: 8080 },
    env: { LOG_FORMAT: 'json', LOG_LEVEL: 'info', PUBLIC_URL: \`https://\${host(name)}\`, OTEL_SERVICE_NAME: name },
    probes: {
      liveness: { path: '/healthz', periodSeconds: 30, failureThreshold: 6 },
      readiness: { path: '/readyz', periodSeconds: 10, failureThreshold: 3 },
    },
    autoscaling: { enabled: cluster.ha, minReplicas: options.replicas, maxReplicas: options.replicas * 4, targetCPUUtilizationPercentage: 70 },`;

/** @type {Readonly<Record<Kind, string>>} */
const values = {
  agent: `
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    tolerations: [{ operator: 'Exists' }],
    priorityClassName: 'system-node-critical',
    hostPaths: [{ name: 'run', path: '/run', readOnly: true }, { name: 'log', path: '/var/log', readOnly: true }],
    config: { cluster: cluster.id, interval: '15s', endpoint: \`https://ingest.\${cluster.domain}/v1\`, batch: { size: 512, timeout: '5s' } },`,
  operator: `${replicated}
    leaderElection: { enabled: options.replicas > 1, leaseDuration: '15s', renewDeadline: '10s' },
    rbac: { create: true, aggregate: { toView: true, toAdmin: false } },
    webhook: { enabled: true, port: 9443, failurePolicy: 'Fail', certificate: { issuerRef: { kind: 'ClusterIssuer', name: 'platform' } } },
    args: ['--leader-elect', '--metrics-bind-address=:8080', '--zap-log-level=info', \`--cluster-name=\${cluster.name}\`],`,
  page: replicated + web,
  service: replicated + web,
  store: `${replicated}
    auth: { existingSecret: secret('credentials', { keys: ['username', 'password'] }).name, usernameKey: 'username', passwordKey: 'password' },
    persistence: { enabled: true, storageClass: 'longhorn', size: options.storage, accessModes: ['ReadWriteOnce'] },
    backup: { enabled: true, schedule: '30 2 * * *', retention: '14d', bucket: 'acme-platform', prefix: \`\${cluster.id}/\${name}\` },
    settings: { maxConnections: 400, sharedBuffers: '512MB', checkpointTimeout: '15min', walCompression: 'on' },`,
};

/** @type {Readonly<Record<Kind, string>>} */
const objects = {
  agent: '',
  operator: '',
  service: '',
  page: `
  objects(chart, { host, wants: { gateway } }) {
    if (!gateway) return;
    new Manifest(chart, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway.name, namespace: gateway.namespace, sectionName: gateway.section }],
        hostnames: [host(name)],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ group: '', kind: 'Service', name, port: 80, weight: 1 }] }],
      },
    });
  },`,
  store: `
  objects(chart) {
    new Manifest(chart, 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name, labels: { team: 'platform' } },
      spec: {
        groups: [
          {
            name,
            rules: ['Down', 'Full', 'Slow'].map((state) => ({
              alert: \`Store\${state}\`,
              expr: \`max by (pod) (store_\${state.toLowerCase()}{job="\${name}"}) > 0\`,
              for: '10m',
              labels: { severity: state === 'Slow' ? 'warning' : 'critical' },
              annotations: { summary: \`\${name} is \${state.toLowerCase()}: {{ $labels.pod }}\`, runbook_url: \`https://runbooks.example.org/\${name}\` },
            })),
          },
        ],
      },
    });
  },`,
};

/** @type {Readonly<Record<Kind, string>>} */
const namespaces = {
  agent: "{ name: 'acme-agents', podSecurity: 'privileged' }",
  operator: "{ name: 'acme-operators', podSecurity: 'restricted' }",
  page: "{ name: 'acme-services', podSecurity: 'restricted' }",
  service: "{ name: 'acme-services', podSecurity: 'restricted' }",
  store: "{ podSecurity: 'restricted' }",
};

/** What a kind's functions read of their context, in the order of the letters. */
const reads = {
  agent: 'cluster',
  operator: 'cluster',
  page: 'cluster, host',
  service: 'cluster, host',
  store: 'cluster, secret',
};

/** @type {Readonly<Record<Kind, string>>} */
const options = {
  agent: '',
  operator: replicasOption(),
  page: replicasOption(),
  service: replicasOption(),
  store: `${replicasOption()}
    storage: option.quantity('Size of its volume').default('20Gi'),`,
};

function replicasOption() {
  return `
    replicas: option.integer('Replicas', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),`;
}

/**
 * @param {Own} own
 * @returns the text of its file
 */
export const componentText = ({
  id,
  kind,
  summary,
}) => `import { component, helm, ${objects[kind] && 'Manifest, '}option } from 'millwright';

const name = '${id}';

/** ${summary}. */
export default component({
  summary: '${summary}',
  source: helm('https://charts.example.org', '${id.replace(/-\d+$/, '')}', '2.${id.length}.1'),
  namespace: ${namespaces[kind]},${kind === 'page' ? "\n  wants: ['gateway']," : ''}
  options: {
    cpu: option.quantity('CPU that a replica asks for').default('50m'),
    memory: option.quantity('Memory that a replica gets').default('256Mi'),${options[kind]}
  },
  values: ({ ${reads[kind]}, options, serves }) => ({${common}${values[kind]}
  }),${objects[kind]}
});
`;
