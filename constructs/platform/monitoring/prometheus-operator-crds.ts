import { component } from '../../model/component.ts';
import { helm } from '../../model/source.ts';

/**
 * The definitions alone, so that everything with a ServiceMonitor can come before the stack that reads it. Its release
 * must be that of the operator in kube-prometheus-stack (both v0.93.1). Values: chart prometheus-operator-crds 31.0.1,
 * values.yaml.
 */
export default component({
  title: 'Prometheus Operator definitions',
  summary: 'Defines monitors, alerting rules and the rest of the Prometheus Operator API',
  source: helm('https://prometheus-community.github.io/helm-charts', 'prometheus-operator-crds', '31.0.1'),
  namespace: { name: 'monitoring', podSecurity: 'restricted' },
  stratum: 'definitions',
  defines: ['monitoring.coreos.com'],
  values: () => ({
    // With a definition goes every object of its kind, on the whole cluster.
    crds: { annotations: { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false' } },
  }),
});
