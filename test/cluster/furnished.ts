import { expect, vi } from 'vitest';
import { factoryLabel } from '../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { must, type Person } from './kubectl.ts';
import { make } from './made.ts';
import { clusterNamed, objectsBelow } from './tree.ts';

/** The cluster whose namespaces are made for real: two teams share it, and a namespace of the platform team's. */
export const cluster = clusterNamed('staging/eu-1');

/** The factories' namespaces and the platform team's own, with all that limits them. */
export const packs = objectsBelow(cluster, /^(factories\/[^/]+\/namespaces|platform\/namespace-packs)\//);
export const policies = objectsBelow(cluster, /^platform\/policies\//);
/** What the teams run. */
export const workloads = objectsBelow(cluster, /^factories\/[^/]+\/[^/]+\/[^/]+\/manifests\.yaml$/);

/** Namespaces that have a quota, and so are somebody's to work in. */
export const namespaces: readonly string[] = packs
  .filter(({ kind, metadata }) => kind === 'ResourceQuota' && metadata.name === 'stage')
  .map(({ metadata }) => metadata.namespace ?? '');

/** Those of them that belong to teams. */
export const teamsNamespaces: readonly string[] = packs
  .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.labels?.[factoryLabel] !== undefined)
  .map(({ metadata }) => metadata.name);

/** A stage of a team, and another team's on the same cluster. */
export const team = { namespace: 'shop-stage' } as const;
export const otherTeam = { namespace: 'payments-stage' } as const;

/** Members of the first team. */
export const developer: Person = { user: 'dana', groups: ['shop-dev'] };
export const approver: Person = { user: 'lee', groups: ['shop-leads'] };

/** The object of the packs, which these tests count on. */
export function ofPacks(kind: string, name: string, namespace?: string): KubernetesObject {
  const found = packs.find(
    (object) => object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace,
  );
  if (!found) throw new Error(`dist/${cluster.name} has no ${kind} ${name} in ${namespace ?? 'the cluster'}`);
  return found;
}

/** Makes the namespaces for real. A quota counts only once the cluster has taken it up. */
export async function furnish(): Promise<void> {
  await make(packs);
  const counting = '-o=jsonpath={.status.hard.pods}';
  for (const { metadata } of packs.filter(({ kind }) => kind === 'ResourceQuota'))
    await vi.waitFor(async () => {
      const { name, namespace = '' } = metadata;
      expect(await must(['get', 'resourcequotas', name, '-n', namespace, counting])).not.toBe('');
    }, waiting);
}

/** How long something may take to come about. */
export const waiting = { timeout: 60_000, interval: 500 } as const;
