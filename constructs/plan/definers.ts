import { groupOf } from '../model/manifest.ts';

/** API groups that every Kubernetes API server serves. */
const builtIn: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Marks an API that is there before any component is. */
export const fromTheStart = Symbol('from the start');
export type Definer = string | typeof fromTheStart;

/** Who on a cluster serves which API. */
export interface Definers {
  /** Who serves `group` or `group/Kind`; nothing if nobody does. */
  of(api: string): Definer | undefined;
}

/**
 * @param entries component ids with the groups or kinds that they define
 * @param distribution groups that the cluster has from the start
 */
export function definers(
  entries: Iterable<readonly [string, readonly string[]]>,
  distribution: readonly string[],
): Definers {
  const known = new Map<string, Definer>(distribution.map((group) => [group, fromTheStart]));
  for (const [id, apis] of entries) for (const api of apis) if (!known.has(api)) known.set(api, id);
  return {
    of(api) {
      const group = groupOf(`${api}/`);
      if (builtIn.has(group)) return fromTheStart;
      return known.get(api) ?? known.get(group) ?? (api.includes('/') ? undefined : anyKindOf(known, group));
    },
  };
}

/** A group counts as served when one of its kinds is. */
function anyKindOf(known: ReadonlyMap<string, Definer>, group: string): Definer | undefined {
  for (const [api, definer] of known) if (api.startsWith(`${group}/`)) return definer;
  return undefined;
}
