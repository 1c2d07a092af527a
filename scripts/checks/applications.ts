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
  for (const file of checked.files)
    for (const document of file.documents)
      if (document['kind'] === 'Application' && String(document['apiVersion']).startsWith('argoproj.io/'))
        found.push({ object: document as KubernetesObject, file });
  known.set(checked, found);
  return found;
}
