import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import { s3Credentials } from '../../object-store.ts';
import { objstore } from '../thanos/objstore.ts';

/** The namespace of the stack, unless an environment moves it. */
export const stackNamespace = 'monitoring';

/** The name that all of its objects start with. */
export const stackName = 'kube-prometheus-stack';

/** Where Thanos finds the Prometheus sidecars: the headless Service that `thanosService` of the chart makes. */
export const sidecars = `dnssrv+_grpc._tcp.${stackName}-thanos-discovery.${stackNamespace}.svc.cluster.local`;

/**
 * The Thanos sidecar, which copies every finished block to the object store. The operator makes its container; the entry
 * under `containers` is merged into that by name. Source: prometheus-operator v0.93.1, Prometheus, `spec.containers`.
 */
export function sidecar(store: Facilities['objectStore'], cluster: ClusterFacts) {
  const env = s3Credentials(store);
  return {
    thanos: {
      objectStorageConfig: { secret: objstore(store, cluster) },
      resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    },
    containers: env.length > 0 ? [{ name: 'thanos-sidecar', env }] : [],
  };
}
