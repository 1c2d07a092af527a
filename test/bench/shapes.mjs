// @ts-check
// What the charts of the fleet's own components look like, as `import chart` would keep it: charts of the usual size, of
// which components set the usual part.

/** @import { Own } from './components.mjs' */

/** A part that charts have several times over. */
const workload = {
  replicaCount: 1,
  revisionHistoryLimit: 10,
  image: { registry: '', repository: '', tag: '', digest: '', pullPolicy: 'IfNotPresent' },
  imagePullSecrets: [],
  podAnnotations: {},
  podLabels: {},
  podSecurityContext: {},
  securityContext: {},
  resources: {},
  nodeSelector: {},
  tolerations: [],
  affinity: {},
  topologySpreadConstraints: [],
  priorityClassName: '',
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} },
  podDisruptionBudget: { enabled: false, minAvailable: '', maxUnavailable: '' },
  serviceAccount: { create: true, name: '', annotations: {}, automountServiceAccountToken: true },
  service: { type: 'ClusterIP', port: 80, targetPort: 8080, annotations: {}, labels: {} },
  serviceMonitor: {
    enabled: false,
    interval: '',
    scrapeTimeout: '',
    labels: {},
    relabelings: [],
    metricRelabelings: [],
  },
  autoscaling: { enabled: false, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 80 },
  probes: { liveness: {}, readiness: {}, startup: {} },
  extraVolumes: [],
  extraVolumeMounts: [],
  args: [],
  env: {},
};

const defaults = {
  nameOverride: '',
  fullnameOverride: '',
  commonLabels: {},
  ...workload,
  ingress: { enabled: false, className: '', annotations: {}, hosts: [], tls: [] },
  rbac: { create: true, aggregate: { toView: false, toEdit: false, toAdmin: false }, extraRules: [] },
  leaderElection: { enabled: false, leaseDuration: '', renewDeadline: '', retryPeriod: '' },
  webhook: {
    ...workload,
    enabled: false,
    port: 9443,
    failurePolicy: 'Fail',
    certificate: { issuerRef: {}, duration: '' },
  },
  metrics: { ...workload, enabled: true, path: '/metrics' },
  hostPaths: [],
  config: {},
  auth: { existingSecret: '', usernameKey: '', passwordKey: '' },
  persistence: { enabled: false, storageClass: '', size: '8Gi', accessModes: [], annotations: {}, existingClaim: '' },
  backup: { ...workload, enabled: false, schedule: '', retention: '', bucket: '', prefix: '' },
  settings: {},
};

/**
 * @param {Own} own
 * @returns {[name: string, text: string]} the file of its chart's shape, which other components may share
 */
export function shapeFile({ id }) {
  const chart = id.replace(/-\d+$/, '');
  const version = `2.${id.length}.1`;
  const shape = { chart, version, templates: true, subcharts: [], keys: {}, defaults, schemas: [] };
  return [`${chart}-${version}.json`, `${JSON.stringify(shape)}\n`];
}
