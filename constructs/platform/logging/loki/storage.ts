import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import { s3 } from '../../object-store.ts';

/**
 * Where Loki keeps logs: in the bucket, or in its own volume. Clusters that share a bucket stay apart by the prefix.
 * Source: loki v3.7.6, pkg/storage/bucket/client.go.
 */
export const storage = (store: Facilities['objectStore'] | undefined, cluster: ClusterFacts) =>
  store
    ? {
        type: 's3',
        use_thanos_objstore: true,
        bucketNames: { chunks: store.bucket },
        object_store: {
          type: 's3',
          storage_prefix: `loki-${cluster.environment}-${cluster.name}`,
          s3: s3(store),
        },
      }
    : { type: 'filesystem' };

/** How Loki writes logs down, from a day before any of them. What is written down can only be read in the same way. */
export const schema = (type: string) => ({
  configs: [
    {
      from: '2024-04-01',
      store: 'tsdb',
      object_store: type,
      schema: 'v13',
      index: { prefix: 'index_', period: '24h' },
    },
  ],
});
