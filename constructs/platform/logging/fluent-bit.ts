import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import type { SecretReference } from '../../model/secret.ts';
import { helm } from '../../model/source.ts';
import { type Output, outputTo, outputToLoki, outputToSearch, pipeline, variables } from './fluent-bit/output.ts';
import { destinationShape, type LogDestination } from './fluent-bit-outputs.ts';
import { logIndex } from './opensearch/retention.ts';

/**
 * Reads every container's log on every node, and forwards it. The chart is the successor of `fluent-bit`, which its own
 * repository advises against; it takes the pipeline as data. Values: chart fluent-bit-collector 1.1.1, values.yaml.
 */
export default component({
  title: 'Fluent Bit',
  summary: 'Forwards the logs of all containers, with the names of their pods and namespaces',
  source: helm('https://fluent.github.io/helm-charts', 'fluent-bit-collector', '1.1.1'),
  namespace: { podSecurity: 'privileged' },
  wants: ['searchStore', 'logStore'],
  options: {
    to: option
      .of<LogDestination>(
        'Where logs go; the search store or the log store of the cluster unless given',
        'splunk(url) | elasticsearch(url) | opensearch(url) | loki(url)',
        destinationShape,
      )
      .optional(),
    memory: option.quantity('Most memory that one may take; what does not fit waits on disk').default('256Mi'),
  },
  values({ options, cluster, wants, secret, serves, refuse }) {
    const destination = (): { output: Output; login?: SecretReference | undefined } => {
      if (options.to) {
        const output = outputTo(options.to, cluster);
        const keys = Object.values(output.credentials);
        return { output, login: keys.length > 0 ? secret(`fluent-bit-${options.to.kind}`, { keys }) : undefined };
      }
      const { searchStore } = wants;
      if (searchStore) return { output: outputToSearch(searchStore, logIndex), login: searchStore.secret };
      const { logStore } = wants;
      if (logStore) return { output: outputToLoki(logStore, cluster) };
      return refuse('has nowhere to send logs', {
        option: 'to',
        hint: "write to: splunk('https://…'), or run loki or opensearch on this cluster",
      });
    };
    const { output, login } = destination();
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    return {
      fullnameOverride: 'fluent-bit',
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: options.memory } },
      service: { enabled: monitored },
      serviceMonitor: { enabled: monitored },
      // What cannot be sent yet, and how far each file has been read, outlive the pod.
      storage: { enabled: true },
      env: login ? variables(output, login) : [],
      config: { pipeline: pipeline(output, cluster) },
    };
  },
});
