import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { type BoundPolicy, tellingApart } from '../../constructs/policies/bound.ts';
import { annotationsRead } from '../../constructs/policies/policy.ts';
import { type NamespaceSelector, namespaceSelector, selects } from '../../constructs/policies/selector.ts';
import { entry, remembered } from './entry.ts';
import type { Around, Fault, ObjectCheck } from './object.ts';
import { type Judge, type Judged, judged, judgeOf, type Verdict } from './policy/judge.ts';
import { looksAtOthers, ofOthers } from './policy/others.ts';
import { mapAt, textAt } from './read.ts';

/**
 * What tenants run does what the cluster's policies ask, before the cluster refuses it or warns of it. Objects outside of tenants'
 * namespaces are not looked at, as on the cluster. What is asked of manifests that others wrote: `policy/others.ts`.
 */
export const policy: ObjectCheck = {
  name: 'policy',
  alone: false,
  asks: (kind, around) => askedBy(watchesOf(around.policies ?? ofOthers).get(kind) ?? []),
  faults(object, around) {
    const watches = watchesOf(around.policies ?? ofOthers).get(object.kind);
    return watches === undefined ? [] : refused(object, around, watches);
  },
};

/** A policy that looks at a kind. */
interface Watch {
  readonly bound: BoundPolicy;
  readonly group: string;
  readonly selector: NamespaceSelector | undefined;
  readonly judge: Judge;
}

function refused(object: KubernetesObject, around: Around, watches: readonly Watch[]): readonly Fault[] {
  const group = groupOf(object.apiVersion);
  const name = textAt(object.metadata, 'namespace') ?? 'default';
  const namespace = around.namespace(name);
  const faults: Fault[] = [];
  let before: Judged | undefined;
  for (const watch of watches) {
    const { bound, judge } = watch;
    if (watch.group !== group) continue;
    if (!(around.policies ? looksAt(watch, namespace) : looksAtOthers(bound, name, namespace))) continue;
    before ??= judged(object, namespace);
    // What cannot be judged is not what its kind looks like, and the check of schemas says so.
    for (const path of judge(before).places ?? []) faults.push(faultOf(bound, path));
  }
  return faults;
}

const asked = new Map<string, object>();

/** The same for policies that are told the same, on whatever cluster. */
const askedBy = (watches: readonly Watch[]): object | undefined =>
  watches.length === 0
    ? undefined
    : remembered(asked, JSON.stringify(watches.map(({ bound }) => tellingApart(bound))), () => ({}));

const faultOf = ({ name, policy: { reason, mend }, action }: BoundPolicy, path: Fault['path']): Fault => ({
  path,
  message: `${reason} (policy ${name})`,
  hint: mend,
  severity: action === 'deny' ? 'error' : 'warning',
});

/** The cluster's own selector. */
const looksAt = ({ selector }: Watch, namespace: KubernetesObject | undefined): boolean =>
  selector === undefined || (namespace !== undefined && selects(selector, namespace));

/** The policies of a cluster, by the kind that they look at. */
function watchesOf(all: readonly BoundPolicy[]): ReadonlyMap<string, readonly Watch[]> {
  const known = watching.get(all);
  if (known) return known;
  const kinds = new Map<string, Watch[]>();
  for (const bound of all) {
    // Most fleets have no object of most kinds.
    let made: Judge | undefined;
    const judge: Judge = (of) => {
      made ??= judgeFor(bound);
      return made(of);
    };
    const selector = namespaceSelector(bound);
    for (const { kind, group } of bound.policy.kinds)
      entry(kinds, kind, (): Watch[] => []).push({ bound, group, selector, judge });
  }
  watching.set(all, kinds);
  return kinds;
}
const watching = new WeakMap<readonly BoundPolicy[], ReadonlyMap<string, readonly Watch[]>>();

/** One judge for all clusters that tell the policy the same. */
const judgeFor = ({ name, policy: asked, parameters }: BoundPolicy): Judge =>
  remembered(judges, JSON.stringify([name, asked.parameters?.map((each) => parameters[each])]), () => {
    const judge = judgeOf(asked, parameters);
    const annotations = annotationsRead(asked);
    return annotations ? remembering(judge, annotations) : judge;
  });
const judges = new Map<string, Judge>();

/** Objects that clusters share are judged once, as long as their namespaces have the same annotations of these. */
function remembering(judge: Judge, annotations: readonly string[]): Judge {
  const known = new WeakMap<KubernetesObject, { readonly said: readonly unknown[]; readonly verdict: Verdict }>();
  return (of) => {
    const namespaces = mapAt(of.namespace?.metadata, 'annotations');
    const said = annotations.map((name) => namespaces[name]);
    const before = known.get(of.raw);
    if (before?.said.every((text, at) => text === said[at])) return before.verdict;
    const verdict = judge(of);
    if (Object.isFrozen(of.raw)) known.set(of.raw, { said, verdict });
    return verdict;
  };
}
