import type { CheckName, Finding } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type BoundPolicy, bound, tellingApart } from '../../constructs/policies/bound.ts';
import type { OwnShapes } from '../charts/read.ts';
import type { Definition } from '../schemas/read.ts';
import { remembered } from './entry.ts';
import { ofKind } from './kinds.ts';
import type { Around } from './object.ts';
import { constraintDefinitions, isConstraintTemplate } from './policy/constraint-definition.ts';

/** What a check of a cluster looks at: the plan, its files, and every object that Argo CD applies. */
export interface Checked {
  readonly plan: ClusterPlan;
  readonly files: readonly TreeFile[];
  readonly objects: readonly Placed[];
  readonly around: Around;
  /** Shapes of charts that the fleet has imported. */
  readonly charts: OwnShapes;
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

/** What a fleet brings for the checks. */
export interface Brought {
  readonly charts?: OwnShapes;
  /** One list for all clusters, because what is made of it is remembered by it. */
  readonly definitions?: readonly Definition[];
}

/** Gathers what checks look at; `root` is Millwright's own folder. */
export function checkedOf(
  plan: ClusterPlan,
  files: readonly TreeFile[],
  root: string,
  { charts = new Map(), definitions: brought = [] }: Brought = {},
): Checked {
  const objects: Placed[] = [];
  for (const file of files) {
    const { by, documents } = file;
    if (by === 'hand') continue;
    const { application } = by;
    // Indices, because an iterator's steps cost more than all that is done in them.
    for (let at = 0; at < documents.length; at++)
      // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
      objects.push({ object: documents[at] as KubernetesObject, file, application });
  }
  const namespaces = new Map<string, KubernetesObject>();
  for (const { object } of ofKind(objects, 'Namespace')) namespaces.set(object.metadata.name, object);
  const templates = ofKind(objects, 'ConstraintTemplate').map(({ object }) => object);
  const definitions = joined(brought, constraintDefinitions(templates.filter(isConstraintTemplate)) ?? []);
  const around: Around = {
    root,
    kubernetes: plan.facts.kubernetes,
    namespace: (name) => namespaces.get(name),
    policies: policiesOf(plan),
    ...(definitions.length > 0 && { definitions }),
  };
  return { plan, files, objects, around, charts };
}

const policyLists = new Map<string, readonly BoundPolicy[]>();

/** A cluster's policies: one list for all clusters that are told the same, because what is made of it is remembered by it. */
function policiesOf({ policies }: ClusterPlan): readonly BoundPolicy[] {
  const own = bound(policies);
  return remembered(policyLists, JSON.stringify(own.map(tellingApart)), () => own);
}

const joinedWith = new WeakMap<readonly Definition[], WeakMap<readonly Definition[], readonly Definition[]>>();

/** Both lists as one, which is the same for the same two. */
function joined(some: readonly Definition[], others: readonly Definition[]): readonly Definition[] {
  if (some.length === 0) return others;
  if (others.length === 0) return some;
  const known = joinedWith.get(some) ?? new WeakMap<readonly Definition[], readonly Definition[]>();
  joinedWith.set(some, known);
  const both = known.get(others) ?? [...some, ...others];
  known.set(others, both);
  return both;
}

/** How messages name an object. */
export const nameOf = ({ kind, metadata }: KubernetesObject): string =>
  `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
