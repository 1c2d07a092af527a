import type { ClusterFacts } from '../model/cluster.ts';
import type { ClusterDeclaration, Environment } from '../model/environment.ts';
import type { Fbe } from '../model/fbe.ts';
import type { Named } from '../model/fleet.ts';

/** A cluster with the environment and the names around it. */
export interface ClusterOf {
  readonly environment: Named<Environment>;
  readonly name: string;
  readonly declaration: ClusterDeclaration;
}

/** What components may know of a cluster. */
export function factsOf(fbe: Fbe, { environment, name, declaration }: ClusterOf): ClusterFacts {
  const { value: stage } = environment;
  const { runs } = declaration;
  return {
    environment: environment.name,
    name,
    id: `${environment.name}/${name}`,
    domain: declaration.domain ?? `${name}.${stage.domain}`,
    profile: stage.profile,
    distribution: runs.name,
    kubernetes: runs.kubernetes,
    argocd: declaration.argocd ?? stage.argocd ?? fbe.argocd?.version ?? '3.4',
    ha: declaration.ha ?? runs.ha,
    plans: { stateful: stage.plans?.stateful ?? false, dynamic: stage.plans?.dynamic ?? false },
    secrets: stage.secrets,
    ...(runs.cloud && { cloud: { ...runs.cloud, cluster: runs.cloud.cluster ?? name } }),
    ...(declaration.api && { api: declaration.api }),
    repository: fbe.repository,
    groups: fbe.groups,
  };
}

/** Every cluster of an environment. */
export const clustersOf = (environment: Named<Environment>): readonly ClusterOf[] =>
  Object.entries(environment.value.clusters).map(([name, declaration]) => ({ environment, name, declaration }));
