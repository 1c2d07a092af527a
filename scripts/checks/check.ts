import type { CheckName, Finding } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { Around } from './object.ts';

/** What a check of a cluster looks at: the plan, its files, and every object that Argo CD applies. */
export interface Checked {
  readonly plan: ClusterPlan;
  readonly files: readonly TreeFile[];
  readonly objects: readonly Placed[];
  readonly around: Around;
}

/** An object with the file that it is written to. */
export interface Placed {
  readonly object: KubernetesObject;
  readonly file: TreeFile;
  /** The Application that applies it. */
  readonly application: string;
}

/** A check of one cluster; pure, and silent when all is well. */
export interface Check {
  readonly name: CheckName;
  run(checked: Checked): readonly Finding[];
}

/** Gathers what checks look at; `root` is Millwright's own folder. */
export function checkedOf(plan: ClusterPlan, files: readonly TreeFile[], root: string): Checked {
  const objects: Placed[] = [];
  for (const file of files) {
    if (file.by === 'hand') continue;
    const { application } = file.by;
    // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
    for (const object of file.documents) objects.push({ object: object as KubernetesObject, file, application });
  }
  const namespaces = new Map<string, KubernetesObject>();
  for (const { object } of objects) if (object.kind === 'Namespace') namespaces.set(object.metadata.name, object);
  const around = { root, kubernetes: plan.facts.kubernetes, namespace: (name: string) => namespaces.get(name) };
  return { plan, files, objects, around };
}

/** How messages name an object. */
export const nameOf = ({ kind, metadata }: KubernetesObject): string =>
  `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
