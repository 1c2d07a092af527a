import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import type { Duration, Quantity } from '../../../model/option.ts';
import { roleAnnotation } from '../../object-store.ts';
import { sidecar } from './sidecar.ts';
import { claim, retentionSize } from './storage.ts';

/** What a Prometheus is made of. */
export interface Prometheus {
  readonly replicas: number;
  readonly memory: Quantity;
  readonly storage: Quantity;
  readonly retention: Duration;
  readonly roleArn: string | undefined;
}

/**
 * The chart's values for Prometheus.
 *
 * @param block what its volume is made from; without it, metrics die with the pod
 * @param store where a Thanos sidecar copies finished blocks, if somebody reads them there
 */
export function prometheus(
  { replicas, memory, storage, retention, roleArn }: Prometheus,
  cluster: ClusterFacts,
  block: Facilities['blockStorage'] | undefined,
  store: Facilities['objectStore'] | undefined,
) {
  return {
    podDisruptionBudget: { enabled: replicas > 1 },
    serviceAccount: { annotations: roleAnnotation(store && roleArn) },
    thanosService: { enabled: store !== undefined },
    thanosServiceMonitor: { enabled: store !== undefined },
    prometheusSpec: {
      replicas,
      podAntiAffinity: replicas > 1 ? 'hard' : 'soft',
      externalLabels: { environment: cluster.environment, cluster: cluster.name },
      retention,
      retentionSize: block ? retentionSize(storage) : '',
      storageSpec: claim(block, storage),
      resources: { requests: { cpu: '500m', memory }, limits: { memory } },
      // Unless told not to, it reads only what carries this release's label.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      ...(store && sidecar(store, cluster)),
    },
  };
}
