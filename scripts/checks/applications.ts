import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { Checked } from './check.ts';

/** An Application with the file that holds it. */
export interface Application {
  readonly object: KubernetesObject;
  readonly file: TreeFile;
}

const known = new WeakMap<Checked, readonly Application[]>();

/** Every Application of a cluster, also those that are applied by hand; found once for all checks that ask. */
export function applicationsOf(checked: Checked): readonly Application[] {
  const remembered = known.get(checked);
  if (remembered !== undefined) return remembered;
  const found: Application[] = [];
  for (const file of checked.files) for (const object of applicationsIn(file)) found.push({ object, file });
  known.set(checked, found);
  return found;
}

const inFiles = new WeakMap<TreeFile['documents'], readonly KubernetesObject[]>();

/** Those of a file; looked for once in files that clusters have in common. */
function applicationsIn({ documents }: TreeFile): readonly KubernetesObject[] {
  const remembered = inFiles.get(documents);
  if (remembered !== undefined) return remembered;
  const found = documents.some(isApplication) ? documents.filter(isApplication) : none;
  inFiles.set(documents, found);
  return found;
}
const none: readonly KubernetesObject[] = [];

const isApplication = (document: TreeFile['documents'][number]): document is KubernetesObject =>
  document['kind'] === 'Application' && String(document['apiVersion']).startsWith('argoproj.io/');
