import type { ArgoVersion } from '../../constructs/argocd/versions.ts';
import { kubeadm } from '../../constructs/index.ts';
import type { KubernetesVersion } from '../../constructs/model/capability.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type Check, type Checked, checkedOf } from '../../scripts/checks/check.ts';
import { planOf, sampleFleet } from '../plan/sample.ts';

/** Objects by the file that holds them; the file's Application has its folder's name. */
export type Files = Readonly<Record<string, readonly KubernetesObject[]>>;

/** What a check looks at, with these files in place of a plan's. */
export function checkedFiles(
  files: Files,
  versions: { argocd?: ArgoVersion; kubernetes?: KubernetesVersion } = {},
): Checked {
  const { argocd = '3.4', kubernetes = '1.35' } = versions;
  const plan = planOf(sampleFleet({ cluster: { argocd, runs: kubeadm(kubernetes) } }), []);
  const tree = Object.entries(files).map(
    ([path, documents]): TreeFile => ({
      path,
      from: 'environments/lab.ts',
      documents,
      by: path.startsWith('bootstrap/') ? 'hand' : { application: path.split('/').at(-2) ?? path },
    }),
  );
  return checkedOf(plan, tree, process.cwd());
}

/** What a check says about these files, as a reader sees it. */
export const says = (check: Check, files: Files, versions = {}): readonly string[] =>
  check.run(checkedFiles(files, versions)).map(({ where, message }) => `${where}: ${message}`);

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
  more: object = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace && { namespace }) },
  ...more,
});

export const namespace = (name: string): KubernetesObject => object('v1', 'Namespace', name);
export const configMap = (name: string, namespace: string): KubernetesObject =>
  object('v1', 'ConfigMap', name, namespace);
