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
  for (const file of checked.files) {
    const { documents } = file;
    for (let at = 0; at < documents.length; at++) {
      const { kind, apiVersion } = documents[at] as KubernetesObject;
      if (kind === 'Application' && String(apiVersion).startsWith('argoproj.io/'))
        found.push({ object: documents[at] as KubernetesObject, file });
    }
  }
  known.set(checked, found);
  return found;
}
