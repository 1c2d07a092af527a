import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import type { ClusterOf } from '../../constructs/plan/facts.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { guard, type Retirements } from '../checks/retirement.ts';
import { yamlHeader } from './header.ts';
import type { Previous } from './previous.ts';
import { printDocuments } from './print.ts';

/** What a fleet says may go from a cluster. */
export function retirementsOf(fleet: Fleet, { environment, name, declaration }: ClusterOf): Retirements {
  const at = { file: environment.file, path: ['clusters', name, 'retire'] };
  return {
    cluster: `${environment.name}/${name}`,
    at,
    components: { entries: declaration.retire ?? {}, at },
    factories: { entries: fleet.fbe.value.retire ?? {}, at: { file: fleet.fbe.file, path: ['retire'] } },
    stages: new Map(
      fleet.factories.map((factory) => [
        factory.name,
        { entries: factory.value.retire ?? {}, at: { file: factory.file, path: ['retire'] } },
      ]),
    ),
  };
}

/**
 * A cluster's texts with what a retirement keeps in them for one more release.
 *
 * @param texts the cluster's texts; not changed
 */
export function withRetired(
  fleet: Fleet,
  cluster: ClusterOf,
  texts: ReadonlyMap<string, Buffer>,
  previous: Previous,
): { texts: ReadonlyMap<string, Buffer>; findings: readonly Finding[] } {
  const id = `${cluster.environment.name}/${cluster.name}`;
  const { renamedFrom } = cluster.declaration;
  // Once the new name has been released, the old one says nothing any more.
  const known = renamedFrom && previous.files(id).size === 0 ? `${cluster.environment.name}/${renamedFrom}` : id;
  const before = previous.files(known);
  const said = retirementsOf(fleet, cluster);
  if (before.size === 0 && Object.keys(said.components.entries).length === 0) return { texts, findings: [] };
  const wanted = [...before].filter(
    ([path]) => isGuarded(path) && (path.endsWith('/manifests.yaml') || !texts.has(path)),
  );
  const contents = previous.read(wanted.map(([, name]) => name));
  const { kept, findings } = guard(said, {
    before: new Set(before.keys()),
    lastChange: (path) => previous.lastChange(known, path),
    readBefore: (path) => contents.get(before.get(path) ?? '') ?? '',
    after: (path) => texts.get(path)?.toString(),
  });
  if (kept.length === 0) return { texts, findings };
  const all = new Map(texts);
  // Objects of an earlier tree were JSON when they were written, and still are.
  for (const { path, from, documents } of kept)
    all.set(path, Buffer.from(yamlHeader(from) + printDocuments(documents as never)));
  return { texts: all, findings };
}

/** The files that the guard looks into. */
const isGuarded = (path: TreeFile['path']): boolean =>
  /^apps\/[^/]+\.yaml$|^factories\/[^/]+\/(apps\/[^/]+|namespaces\/manifests)\.yaml$/.test(path);

/** A repository that cannot be read must not be taken for one without a past. */
export const unreadable = ({ unreadable: folder }: Previous): Finding[] =>
  folder === undefined
    ? []
    : [
        problem('retirement', folder, 'is a repository that git does not read, so nobody knows what would vanish', {
          hint: 'see what `git status` says there; a container may need git config --global --add safe.directory',
        }),
      ];

/** Clusters that the main branch knows and the fleet does not declare any more. */
export function vanishedClusters(fleet: Fleet, previous: Previous): Finding[] {
  return previous.clusters.flatMap((id) => {
    const [environmentName = '', name = ''] = id.split('/');
    const environment = fleet.environments.find((each) => each.name === environmentName);
    if (!environment) {
      if (fleet.fbe.value.retire?.[environmentName]) return [];
      const at = { file: fleet.fbe.file, path: ['retire'] };
      return [
        problem('retirement', environmentName, `the environment and its cluster ${name} would vanish from the tree`, {
          at,
          hint: `write retire: { ${environmentName}: 'orphan' } in fleet.ts; nothing on the cluster is deleted`,
        }),
      ];
    }
    const { clusters, retire } = environment.value;
    const renamed = Object.values(clusters).some(({ renamedFrom }) => renamedFrom === name);
    if (clusters[name] || retire?.[name] || renamed) return [];
    const at = { file: environment.file, path: ['clusters'] };
    return [
      problem('retirement', where(id), 'the cluster would vanish from the tree', {
        at,
        hint: `write retire: { '${name}': 'orphan' } in the environment, or renamedFrom: '${name}' on the cluster that it became`,
      }),
    ];
  });
}
