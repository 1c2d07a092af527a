import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import { s3 } from '../../object-store.ts';

/**
 * The object store as every part of Thanos takes it. It holds no credentials: see `s3Credentials`. The prefix keeps
 * clusters apart that share a bucket, since each runs a compactor and a bucket must have one only.
 * Source: thanos v0.42.4, docs/storage.md.
 */
export const objstore = (store: Facilities['objectStore'], cluster: ClusterFacts) => ({
  type: 'S3',
  prefix: `thanos/${cluster.id}`,
  config: { bucket: store.bucket, ...s3(store) },
});
