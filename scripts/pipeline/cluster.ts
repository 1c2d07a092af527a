import type { BuildWeb } from '../../constructs/factories/fba/applications.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import type { Finding } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import type { Directory } from '../../constructs/plan/catalogue.ts';
import { type ClusterPlan, planCluster, selectFor } from '../../constructs/plan/cluster.ts';
import type { ClusterOf } from '../../constructs/plan/facts.ts';
import { recurring } from '../../constructs/plan/recurring.ts';
import type { LocateError } from '../../constructs/plan/refusals.ts';
import { type TreeFile, treeOf } from '../../constructs/plan/tree.ts';
import { bound, tellingApart } from '../../constructs/policies/bound.ts';
import { checkedOf } from '../checks/check.ts';
import { assumeFine, type Verdict } from '../checks/round.ts';
import { runChecks, type Timings } from '../checks/run.ts';
import type { OwnDefinitions } from '../manifests/own.ts';
import type { Definition } from '../schemas/read.ts';
import { loadComponent } from './catalogue.ts';
import { encoded } from './encode.ts';
import { printedFile } from './printed.ts';
import { hashOf } from './state.ts';

/** One cluster, planned and checked, before anything is printed. */
export interface BuiltCluster extends Verdict {
  readonly plan: ClusterPlan;
  readonly files: readonly TreeFile[];
  readonly findings: readonly Finding[];
  /** Of custom resources, as the fleet brings them itself. */
  readonly definitions: readonly Definition[];
}

/** What an earlier run has found out. */
export interface Known {
  /** Whether it has found nothing wrong with a file of these bytes, by its path from the cluster's folder. */
  isFine(path: string, bytes: Buffer): boolean;
  /** The policies beside which it has found nothing wrong either, as `digestOfPolicies` has them. */
  readonly policies: string | undefined;
}

/** A hash over the policies of a cluster, as far as a verdict of theirs depends on it. */
export const digestOfPolicies = ({ policies }: ClusterPlan): string =>
  hashOf([JSON.stringify(bound(policies).map(tellingApart))]);

export interface BuildOptions {
  readonly locate?: LocateError | undefined;
  readonly known?: Known | undefined;
  /** Gets what each check costs. */
  readonly timings?: Timings | undefined;
}

/** Plans a cluster, lays out its files, and runs every check over them; `root` is Millwright's own folder. */
export async function buildCluster(
  root: string,
  fleet: Fleet,
  cluster: ClusterOf,
  directory: Directory,
  { locate, known, timings }: BuildOptions = {},
): Promise<BuiltCluster> {
  const selection = selectFor(fleet, cluster, directory);
  const catalogue = new Map<string, CatalogueEntry>();
  for (const { id } of selection.chosen) {
    const entry = await loadComponent(id, fleet.components);
    if (entry) catalogue.set(id, entry);
  }
  const own = await definitionsOf(root, fleet);
  const plan = planCluster({
    fleet,
    cluster,
    selection,
    catalogue,
    buildWeb: await webBuilder(fleet),
    clusterScoped: clusterScopedIn(own.definitions),
    ...(locate && { locate }),
  });
  const { definitions } = own;
  const early = [...own.findings, ...plan.findings];
  // With a component missing or an option wrong, everything that the checks could say would only follow from that.
  if (early.some(({ severity }) => severity === 'error'))
    return { plan, files: [], findings: early, flawless: false, permitted: false, definitions };
  const files = recurring(plan.facts.kubernetes, treeOf(plan));
  const checked = checkedOf(plan, files, root, { charts: fleet.charts, definitions });
  if (known) {
    const unchanged = files.filter((file) => isKnown(file, known));
    assumeFine(checked, unchanged, known.policies === digestOfPolicies(plan));
  }
  const { findings, flawless, permitted } = runChecks(checked, timings);
  return { plan, files, findings: [...early, ...findings], flawless, permitted, definitions };
}

/** What cannot be printed is nothing that was ever written. */
function isKnown(file: TreeFile, known: Known): boolean {
  try {
    return known.isFine(file.path, printedFile(file));
  } catch {
    return false;
  }
}

/** What reads them is loaded only where there are any. */
export async function definitionsOf(root: string, { customResources }: Fleet): Promise<OwnDefinitions> {
  if (customResources.size === 0) return none;
  return (await import('../manifests/own.ts')).ownDefinitions(root, customResources);
}

const none: OwnDefinitions = { definitions: [], findings: [] };

const clusterScopedIn = (definitions: readonly Definition[]): ReadonlySet<string> =>
  new Set(definitions.flatMap(({ group, kind, scope }) => (scope === 'Cluster' ? `${group}/${kind}` : [])));

/** cdk8s-plus is large, and loaded only where a team has a web service. */
async function webBuilder(fleet: Fleet): Promise<BuildWeb> {
  const used = fleet.factories.some(({ value }) => Object.values(value.apps ?? {}).some(({ kind }) => kind === 'web'));
  if (used) return (await import('../../constructs/workloads/web.ts')).web;
  return () => [];
}

/** The bytes of a cluster's files, by path from the cluster's folder, and how many objects they hold. */
export async function printCluster({
  plan,
  files,
}: BuiltCluster): Promise<{ texts: ReadonlyMap<string, Buffer>; objects: number }> {
  const { readme } = await import('./readme.ts');
  const texts = new Map<string, Buffer>([['README.md', encoded(readme(plan))]]);
  let objects = 0;
  for (const file of files) {
    objects += file.documents.length;
    texts.set(file.path, printedFile(file));
  }
  return { texts, objects };
}
