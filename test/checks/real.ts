import { join } from 'node:path';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { clustersOf } from '../../constructs/plan/facts.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { type Checked, checkedOf } from '../../scripts/checks/check.ts';
import type { FleetModule } from '../../scripts/launcher/host.ts';
import { directoryOf } from '../../scripts/pipeline/catalogue.ts';
import { buildCluster } from '../../scripts/pipeline/cluster.ts';
import { fleetOf } from '../../scripts/pipeline/load.ts';
import { fleetFiles, listFolder, readText } from '../../scripts/pipeline/read.ts';
import { root } from '../fleet/run.ts';

/** The clusters of the reference fleet, as its definitions make them, with all that checks look at. */
export async function realClusters(): Promise<readonly Checked[]> {
  const folder = join(root, 'environments');
  const files = fleetFiles(folder, listFolder);
  const modules = new Map<string, FleetModule>();
  for (const path of files.definitions) modules.set(path, await import(/* @vite-ignore */ join(folder, path)));
  const { fleet, findings } = fleetOf({
    label: 'environments',
    files,
    modules,
    read: (path) => readText(folder, path),
  });
  if (!fleet) throw new Error(JSON.stringify(findings));
  const directory = directoryOf(fleet.components);
  const clusters: Checked[] = [];
  for (const cluster of fleet.environments.flatMap(clustersOf)) {
    const { plan } = await buildCluster(root, fleet, cluster, directory);
    clusters.push(checkedOf(plan, treeOf(plan), root));
  }
  return clusters;
}

/** The same cluster with some of its objects changed; a change returns what it leaves as it is. */
export function changed(
  { plan, files, around }: Checked,
  change: (object: KubernetesObject) => KubernetesObject,
): Checked {
  const changedFiles = files.map((file) => ({
    ...file,
    // Files that are applied by hand hold other documents, too; a change tells them by their kind.
    documents: file.documents.map((document) => change(document as KubernetesObject)),
  }));
  return checkedOf(plan, changedFiles, around.root);
}
