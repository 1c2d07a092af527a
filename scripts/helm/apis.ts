import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { customResources, kubernetesKinds } from '../schemas/read.ts';

/**
 * The APIs that a cluster serves once everything runs, as Argo CD hands them to Helm: `group/version`, and with `/Kind`
 * (util/argo/argo.go, APIResourcesToStrings, v3.5.1).
 */
export function apisOf({ facts, components, distribution }: ClusterPlan, root: string): readonly string[] {
  const { minors, kinds } = kubernetesKinds(root);
  const rank = (minor: string): number => minors.indexOf(minor);
  const mine = rank(facts.kubernetes);
  const apis = new Set<string>();
  const add = (version: string, kind: string) => apis.add(version).add(`${version}/${kind}`);
  for (const { apiVersion, kind, since, until } of kinds)
    if ((since === undefined || rank(since) <= mine) && (until === undefined || mine <= rank(until)))
      add(apiVersion, kind);
  const defined = new Set([...distribution.defines, ...components.flatMap(({ defines }) => defines)]);
  for (const { group, kind, versions } of customResources(root))
    if (defined.has(group) || defined.has(`${group}/${kind}`))
      for (const version of versions) add(`${group}/${version}`, kind);
  return [...apis].sort();
}
