import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

/**
 * The state of Kubernetes objects as metrics. One replica: two would count everything twice. Where it runs,
 * kube-prometheus-stack leaves its own copy out. Values: chart kube-state-metrics 8.4.0, values.yaml.
 */
export default component({
  title: 'kube-state-metrics',
  summary: 'Turns the state of Kubernetes objects into metrics',
  source: helm('https://prometheus-community.github.io/helm-charts', 'kube-state-metrics', '8.4.0'),
  namespace: { podSecurity: 'restricted' },
  options: {
    labels: option.list('Labels to show, by resource, such as `pods=[team]`').default([]),
  },
  values({ options, serves }) {
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    return {
      prometheusScrape: !monitored,
      // Its own labels say which namespace and pod a sample is about; the target's must not replace them.
      prometheus: {
        monitor: { enabled: monitored, http: { honorLabels: true }, metrics: { honorLabels: true } },
      },
      selfMonitor: { enabled: monitored },
      metricLabelsAllowlist: options.labels,
      resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    };
  },
});
