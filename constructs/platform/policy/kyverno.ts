import { argoNamespace } from '../../argocd/names.ts';
import { component } from '../../model/component.ts';
import { option, shapes } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

const controllers = ['admission', 'background', 'cleanup', 'reports'] as const;

/**
 * Admission policies. Two hooks of the chart stay on: the Job that moves stored objects to a new version runs after every
 * sync, and the one that removes the webhooks before Kyverno goes must, or they refuse everything when it is gone.
 * Values: chart kyverno 3.9.0, values.yaml.
 */
export default component({
  title: 'Kyverno',
  summary: 'Checks, changes and generates objects by policies',
  source: helm('https://kyverno.github.io/kyverno/', 'kyverno', '3.9.0'),
  namespace: { podSecurity: 'restricted' },
  defines: ['kyverno.io', 'policies.kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
  options: {
    replicas: option
      .integer('Replicas of the admission webhook', { min: 1 })
      .default((cluster) => (cluster.ha ? 3 : 1)),
    excludeNamespaces: option
      .list('Namespaces that work on when Kyverno does not: no webhook sees their objects', shapes.label)
      .default(['kube-system', argoNamespace]),
    exceptions: option
      .string('Namespace whose PolicyExceptions count; without it none do', {
        pattern: /^(\*|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)$/,
        message: 'must be a namespace, or * for all',
      })
      .optional(),
  },
  values({ options, cluster, serves }) {
    const others = cluster.ha ? 2 : 1;
    const { excludeNamespaces: excluded } = options;
    const name = 'kubernetes.io/metadata.name';
    const serviceMonitor = { enabled: serves('monitoring.coreos.com/ServiceMonitor') };
    const run = (replicas: number) => ({ replicas, podDisruptionBudget: { enabled: replicas > 1 }, serviceMonitor });
    const resources = (cpu: string, memory: string, limit: string) => ({
      requests: { cpu, memory },
      limits: { memory: limit },
    });
    return {
      config: {
        webhooks: {
          namespaceSelector: {
            matchExpressions: excluded.length > 0 ? [{ key: name, operator: 'NotIn', values: excluded }] : [],
          },
        },
      },
      features: {
        logging: { format: 'json' },
        policyExceptions: { enabled: options.exceptions !== undefined, namespace: options.exceptions ?? '' },
      },
      admissionController: { ...run(options.replicas), container: { resources: resources('100m', '256Mi', '768Mi') } },
      backgroundController: { ...run(others), resources: resources('50m', '128Mi', '512Mi') },
      cleanupController: { ...run(others), resources: resources('20m', '64Mi', '256Mi') },
      reportsController: { ...run(others), resources: resources('50m', '128Mi', '1Gi') },
    };
  },
  // Their rules are gathered from other ClusterRoles by the controller manager.
  ignoreDifferences: controllers.map((name) => ({
    group: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: `kyverno:${name}-controller`,
    jsonPointers: ['/rules'],
  })),
});
