import type { Construct } from 'constructs';
import type { Json } from '../../../model/json.ts';
import { Manifest } from '../../../model/manifest.ts';

const labels = { 'app.kubernetes.io/name': 'gangplank' };
const metadata = { name: 'gangplank' };
const probe = { httpGet: { path: '/', port: 'http' } };
const authority = '/etc/kubernetes-ca';

/** What Gangplank runs with. */
export interface Workload {
  readonly image: string;
  readonly replicas: number;
  readonly env: readonly Json[];
}

/** Gangplank's Deployment and Service; a PodDisruptionBudget where there is more than one pod. */
export function workload(chart: Construct, { image, replicas, env }: Workload): void {
  const container = {
    name: 'gangplank',
    image,
    env: [...env, { name: 'GANGPLANK_CONFIG_CLUSTER_CA_PATH', value: `${authority}/ca.crt` }],
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'authority', mountPath: authority, readOnly: true }],
  };
  const pod = {
    // It needs the cluster's certificate, which every namespace has in a ConfigMap, and no token.
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
      },
    ],
    containers: [container],
    volumes: [{ name: 'authority', configMap: { name: 'kube-root-ca.crt' } }],
  };
  const selector = { matchLabels: labels };
  new Manifest(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas, selector, template: { metadata: { labels }, spec: pod } },
  });
  new Manifest(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] },
  });
  if (replicas > 1)
    new Manifest(chart, 'budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { minAvailable: 1, selector },
    });
}
