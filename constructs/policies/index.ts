import type { ClusterFacts } from '../model/cluster.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import { hostsOfFactories } from './hosts-of-factories.ts';
import { admissionPolicy, type Policy } from './policy.ts';

/** The policies of every cluster. */
export const policies: readonly Policy[] = [hostsOfFactories];

/** The policies as objects of one cluster; small organisations are spared them. */
export const clusterPolicies = (cluster: ClusterFacts): readonly KubernetesObject[] =>
  cluster.profile === 'SUP' ? [] : policies.flatMap(admissionPolicy);
