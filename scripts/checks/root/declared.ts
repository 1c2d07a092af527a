import type { ClusterPlan } from '../../../constructs/plan/cluster.ts';

/** Paths of git sources that a component or a factory names itself: they may lie in our own repository, beside the tree. */
export function declaredPaths({ components, factories }: ClusterPlan): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { candidate } of components) if ('path' in candidate.source) found.add(candidate.source.path);
  for (const { stages } of factories)
    for (const { stage } of stages)
      for (const app of Object.values(stage.fba.apps ?? {}))
        if (app.kind === 'kustomize') found.add(app.stages?.[stage.name]?.path ?? app.path);
  return found;
}
