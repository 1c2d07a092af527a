import type { ClusterFacts } from '../../model/cluster.ts';
import type { Fbe, NamespaceDeclaration } from '../../model/fbe.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import { namespacePack } from './namespace-pack.ts';

const clustersOf = (declaration: NamespaceDeclaration): readonly string[] =>
  typeof declaration.on === 'string' ? [declaration.on] : declaration.on;

/** The platform team's own namespaces on one cluster, each with its pack. */
export function fleetNamespaces(fbe: Fbe, cluster: ClusterFacts): readonly KubernetesObject[] {
  return Object.entries(fbe.namespaces ?? {})
    .filter(([, declaration]) => clustersOf(declaration).includes(cluster.id))
    .flatMap(([namespace, declaration]) =>
      namespacePack({
        namespace,
        podSecurity: declaration.podSecurity ?? 'restricted',
        quota: declaration.quota,
        kubernetes: cluster.kubernetes,
        network: { from: [], egress: [] },
        access: declaration.group ? [{ group: declaration.group, as: 'developer' }] : [],
        pullSecrets: [],
      }),
    );
}
