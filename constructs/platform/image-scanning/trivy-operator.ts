import * as v from 'valibot';
import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

const severities = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const asUser = (id: number) => ({
  runAsNonRoot: true,
  runAsUser: id,
  runAsGroup: id,
  seccompProfile: { type: 'RuntimeDefault' },
});

/**
 * Scans the images and the configuration of what runs. Nodes are left out: their collector mounts the host's folders, and
 * would make this a namespace where anything may run. `operator.namespace` stays empty, because the chart looks it up on
 * the cluster. Values: chart trivy-operator 0.34.0, values.yaml.
 */
export default component({
  title: 'Trivy Operator',
  summary: 'Finds vulnerabilities, exposed secrets and bad configuration in what runs',
  // The OCI registry stopped at 0.32.1.
  source: helm('https://aquasecurity.github.io/helm-charts/', 'trivy-operator', '0.34.0'),
  namespace: { name: 'trivy-system', podSecurity: 'restricted' },
  defines: ['aquasecurity.github.io'],
  wants: ['blockStorage'],
  options: {
    severity: option
      .list('Severities that are reported', v.picklist(severities, `must be one of: ${severities.join(', ')}`))
      .default(['MEDIUM', 'HIGH', 'CRITICAL']),
    ignoreUnfixed: option.boolean('Leave out vulnerabilities that nobody has fixed').default(false),
    scanJobs: option.integer('Scans at the same time', { min: 1 }).default((cluster) => (cluster.ha ? 5 : 2)),
    server: option
      .boolean('One server keeps the database of vulnerabilities, instead of every scan fetching it')
      .default((cluster) => cluster.ha),
  },
  values({ options, serves, wants }) {
    const storage = options.server ? wants.blockStorage : undefined;
    return {
      operator: {
        scanJobsConcurrentLimit: options.scanJobs,
        infraAssessmentScannerEnabled: false,
        builtInTrivyServer: options.server,
      },
      trivy: {
        severity: options.severity.join(','),
        ignoreUnfixed: options.ignoreUnfixed,
        storageClassEnabled: storage !== undefined,
        storageClassName: storage?.storageClass ?? '',
        resources: { requests: { cpu: '100m', memory: '256M' }, limits: { cpu: '1', memory: '1G' } },
        server: {
          podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      },
      trivyOperator: { scanJobPodTemplatePodSecurityContext: asUser(10000) },
      // Without the nodes the CIS benchmark would be half empty.
      compliance: { specs: ['k8s-nsa-1.0', 'k8s-pss-baseline-0.1', 'k8s-pss-restricted-0.1'] },
      podSecurityContext: asUser(10000),
      resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') },
    };
  },
});
