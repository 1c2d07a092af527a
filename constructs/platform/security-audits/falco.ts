import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

const priorities = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'] as const;

/** Watches the system calls of every node. Values: charts falco 9.1.0 and falcosidekick 0.12.1, values.yaml. */
export default component({
  title: 'Falco',
  summary: 'Reports what containers do and should not',
  source: helm('https://falcosecurity.github.io/charts', 'falco', '9.1.0'),
  namespace: { podSecurity: 'privileged' },
  options: {
    priority: option.choice('The least severe events that are reported', priorities).default('notice'),
    rules: option.map('Rules of your own: the name of a file to its YAML').default({}),
    webhook: option
      .boolean('Send events to a webhook; the store holds its address as `WEBHOOK_ADDRESS` of `falco-webhook`')
      .default(false),
    alertmanager: option.url('Send events to an Alertmanager at this address').optional(),
  },
  values({ options, cluster, serves, secret }) {
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    const { webhook, alertmanager } = options;
    const replicaCount = cluster.ha ? 2 : 1;
    return {
      // Needs no kernel headers and no module; Linux 5.8 or newer.
      driver: { kind: 'modern_ebpf' },
      // Tainted nodes are watched too, and watched first.
      tolerations: [{ operator: 'Exists' }],
      podPriorityClassName: 'system-node-critical',
      customRules: options.rules,
      falco: { json_output: true, priority: options.priority },
      // Rules come with the start only: a sidecar that changes them later would leave git behind.
      falcoctl: { artifact: { follow: { enabled: false } } },
      metrics: { enabled: monitored },
      serviceMonitor: { create: monitored },
      falcosidekick: {
        enabled: webhook || alertmanager !== undefined,
        replicaCount,
        config: {
          ...(webhook && { existingSecret: secret('falco-webhook', { keys: ['WEBHOOK_ADDRESS'] }).name }),
          ...(alertmanager && { alertmanager: { hostport: alertmanager } }),
        },
        resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
        serviceMonitor: { enabled: monitored },
      },
    };
  },
});
