import type { BuildWeb } from '../../constructs/factories/fba/applications.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import type { Finding } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import type { Directory } from '../../constructs/plan/catalogue.ts';
import { type ClusterPlan, planCluster, selectFor } from '../../constructs/plan/cluster.ts';
import type { LocateError } from '../../constructs/plan/evaluate.ts';
import type { ClusterOf } from '../../constructs/plan/facts.ts';
import { type TreeFile, treeOf } from '../../constructs/plan/tree.ts';
import { checkedOf } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { loadComponent } from './catalogue.ts';
import { yamlHeader } from './header.ts';
import { inOnePiece, printDocuments } from './print.ts';

/** One cluster, planned and checked, before anything is printed. */
export interface BuiltCluster {
  readonly plan: ClusterPlan;
  readonly files: readonly TreeFile[];
  readonly findings: readonly Finding[];
}

/** Plans a cluster, lays out its files, and runs every check over them; `root` is Millwright's own folder. */
export async function buildCluster(
  root: string,
  fleet: Fleet,
  cluster: ClusterOf,
  directory: Directory,
  locate?: LocateError,
): Promise<BuiltCluster> {
  const selection = selectFor(fleet, cluster, directory);
  const catalogue = new Map<string, CatalogueEntry>();
  for (const { id } of selection.chosen) {
    const entry = await loadComponent(id, fleet.components);
    if (entry) catalogue.set(id, entry);
  }
  const plan = planCluster({
    fleet,
    cluster,
    selection,
    catalogue,
    buildWeb: await webBuilder(fleet),
    ...(locate && { locate }),
  });
  // With a component missing or an option wrong, everything that the checks could say would only follow from that.
  if (plan.findings.some(({ severity }) => severity === 'error')) return { plan, files: [], findings: plan.findings };
  const files = treeOf(plan);
  const checked = checkedOf(plan, files, root);
  return { plan, files, findings: [...plan.findings, ...checks.flatMap((check) => check.run(checked))] };
}

/** cdk8s-plus is large, and loaded only where a team has a web service. */
async function webBuilder(fleet: Fleet): Promise<BuildWeb> {
  const used = fleet.factories.some(({ value }) => Object.values(value.apps ?? {}).some(({ kind }) => kind === 'web'));
  if (used) return (await import('../../constructs/workloads/web.ts')).web;
  return () => [];
}

/** The texts of a cluster's files, by path from the cluster's folder, and how many objects they hold. */
export async function printCluster({
  plan,
  files,
}: BuiltCluster): Promise<{ texts: ReadonlyMap<string, string>; objects: number }> {
  const { readme } = await import('./readme.ts');
  const texts = new Map<string, string>([['README.md', readme(plan)]]);
  let objects = 0;
  for (const file of files) {
    objects += file.documents.length;
    // Objects of ours are JSON: the checks have seen every one of them.
    texts.set(file.path, inOnePiece(yamlHeader(file.from) + printDocuments(file.documents as never)));
  }
  return { texts, objects };
}
