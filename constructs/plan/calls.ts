import type { ClusterFacts } from '../model/cluster.ts';
import type { AnyComponent } from '../model/component.ts';
import { isEqual } from '../model/equal.ts';
import type { Candidate } from './candidates.ts';

/**
 * Something that a function of a component asked, with the answer, or that it said; `brought` asks what was there before any
 * component.
 */
export interface Step {
  readonly kind: 'fact' | 'serves' | 'brought' | 'runs' | 'needs' | 'wants' | 'secret';
  readonly name: string;
  readonly answer: unknown;
}

/** What a function returned, and the steps on its way there; `differs` where it asked for what no other cluster has. */
type Call = { readonly steps: readonly Step[]; readonly result: unknown } | 'differs';

/** Facts that differ from cluster to cluster: what was made from one of them is not worth remembering. */
export const ownFacts: ReadonlySet<string> = new Set<keyof ClusterFacts>(['id', 'name', 'domain', 'api']);

/** The last calls of a component's functions, by name, for what was chosen for it. */
export type Calls = Map<string, Call>;

interface Held {
  readonly candidate: Candidate;
  readonly around: Around;
  readonly calls: Calls;
}

/** What decides over a component's functions besides its own settings and their questions. */
export interface Around {
  /** Which facts of the cluster are known: that shows without reading them. */
  readonly facts: string;
  readonly clusterScoped: ReadonlySet<string> | undefined;
}

const held = new WeakMap<AnyComponent, Held>();

/**
 * The calls that a component's functions have made for another cluster with the same settings. A function computes, and sees of a
 * cluster only what it asks for: where all its questions have the same answers again, so has the whole function, and need not run.
 */
export function callsOf(candidate: Candidate, around: Around): Calls {
  const { component } = candidate.entry;
  const last = held.get(component);
  if (last && isAlike(last.candidate, candidate) && isOfSame(last.around, around)) return last.calls;
  const calls: Calls = new Map();
  held.set(component, { candidate, around, calls });
  return calls;
}

const isAlike = (one: Candidate, { chosen, entry, settled, namespace }: Candidate): boolean =>
  one.chosen.id === chosen.id &&
  one.entry.capability === entry.capability &&
  one.namespace === namespace &&
  isEqual(one.settled.options, settled.options) &&
  isEqual(one.settled.adjustments, settled.adjustments);

const isOfSame = (one: Around, other: Around): boolean =>
  one.facts === other.facts && areSame(one.clusterScoped, other.clusterScoped);

function areSame(one: ReadonlySet<string> = none, other: ReadonlySet<string> = none): boolean {
  if (one.size !== other.size) return false;
  for (const each of one) if (!other.has(each)) return false;
  return true;
}
const none: ReadonlySet<string> = new Set();
