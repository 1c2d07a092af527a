import { argoNamespace } from '../../argocd/names.ts';
import { component } from '../../model/component.ts';
import { Manifest } from '../../model/manifest.ts';
import { option, shapes } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * Admission policies as templates and constraints. Argo CD applies the definitions of the chart's `crds/`, and the namespace has its
 * labels from us, so none of the chart's hooks is needed. It has no monitor: port `metrics`, label `gatekeeper.sh/system`.
 * Values: chart gatekeeper 3.23.0, values.yaml and templates/.
 */
export default component({
  title: 'Gatekeeper',
  summary: 'Checks and changes objects by policies that are templates',
  source: helm('https://open-policy-agent.github.io/gatekeeper/charts', 'gatekeeper', '3.23.0'),
  namespace: { name: 'gatekeeper-system', podSecurity: 'restricted' },
  systems: ['OPA Gatekeeper'],
  defines: [
    'config.gatekeeper.sh',
    'connection.gatekeeper.sh',
    'constraints.gatekeeper.sh',
    'expansion.gatekeeper.sh',
    'externaldata.gatekeeper.sh',
    'mutations.gatekeeper.sh',
    'status.gatekeeper.sh',
    'syncset.gatekeeper.sh',
    'templates.gatekeeper.sh',
  ],
  options: {
    replicas: option
      .integer('Replicas of the admission webhook', { min: 1 })
      .default((cluster) => (cluster.ha ? 3 : 1)),
    excludeNamespaces: option
      .list('Namespaces that work on when Gatekeeper does not: no webhook sees their objects', shapes.label)
      // A node that cannot renew its lease is taken for dead.
      .default(['kube-node-lease', 'kube-system', argoNamespace]),
    whenDown: option
      .choice('What becomes of changes while Gatekeeper does not answer: refused, or taken unseen', ['Fail', 'Ignore'])
      .default('Fail'),
  },
  values: ({ options: { replicas, excludeNamespaces, whenDown } }) => ({
    replicas,
    pdb: { controllerManager: { minAvailable: replicas > 1 ? 1 : 0 } },
    validatingWebhookFailurePolicy: whenDown,
    ...(excludeNamespaces.length > 0 && {
      validatingWebhookExemptNamespacesLabels: { 'kubernetes.io/metadata.name': excludeNamespaces },
    }),
    upgradeCRDs: { enabled: false },
    postInstall: { labelNamespace: { enabled: false }, probeWebhook: { enabled: false } },
  }),
  objects(chart, { serves }) {
    if (!serves('monitoring.coreos.com/PodMonitor')) return;
    new Manifest(chart, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'gatekeeper' },
      spec: {
        selector: { matchLabels: { 'gatekeeper.sh/system': 'yes' } },
        podMetricsEndpoints: [{ port: 'metrics' }],
      },
    });
  },
  // It makes the webhooks' certificates itself.
  ignoreDifferences: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
    group: 'admissionregistration.k8s.io',
    kind,
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  })),
});
