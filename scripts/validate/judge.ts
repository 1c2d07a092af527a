import { isMap } from '../../constructs/model/json.ts';
import type { Change, Difference } from '../../constructs/plan/difference.ts';
import type { Fault } from '../checks/object.ts';
import { combined, constrained } from './constraints.ts';
import { FRACTION, INTEGER, kindOf, kindText, LIST, MAP, NULL } from './kinds.ts';
import { kept, type Nodes, type Ready } from './ready.ts';
import { missing, unknown } from './words.ts';

/**
 * A walk through one value. Without `faults` it ends at the first fault, and keeps no path: nearly every object is fine, and this
 * is the walk that all of them pay for. With `faults` it goes on and says what is wrong where.
 */
export interface Walk {
  readonly nodes: Nodes;
  /** ObjectMeta, as the `metadata` of embedded objects is judged. */
  readonly metadata: { readonly nodes: Nodes; readonly index: number };
  readonly faults?: Fault[];
  readonly path: (string | number)[];
  /** Below `not`, `anyOf` and the like a schema names some fields of many: others are fine there. */
  readonly partial: boolean;
  /** What other versions say of a field that this one does not have. */
  elsewhere(path: readonly (string | number)[]): { message: string; hint: string } | undefined;
  /** The rules of a node in CEL, for values that are fine otherwise. */
  rules(of: Ready, value: unknown): readonly Fault[];
}

/** Notes a fault. @returns false, so that a judgement can end with it */
export function refuse(walk: Walk, message: string, hint?: string, ...below: readonly (string | number)[]): false {
  walk.faults?.push({ path: [...walk.path, ...below], message, ...(hint && { hint }) });
  return false;
}

/**
 * Whether a value is what its node asks for.
 *
 * @param fine a value that is; parts of it that are the same in memory need not be judged again
 * @param difference how the value differs from that, where the two are alike: nothing else of it is looked at
 */
export function judge(of: Ready, value: unknown, walk: Walk, fine?: unknown, difference?: Difference): boolean {
  const kind = kindOf(value);
  if ((kind & of.kinds) === 0)
    return refuse(walk, `must be ${kindText(of.kinds & ~NULL)}, and is ${shown(value, kind)}`);
  let isFine = true;
  if (kind === MAP)
    isFine =
      difference === undefined
        ? fields(of, value as Fields, walk, isMap(fine) ? fine : undefined)
        : changedFields(of, value as Fields, walk, fine as Fields, difference);
  else if (kind === LIST)
    isFine = items(of, value as readonly unknown[], walk, Array.isArray(fine) ? fine : undefined, difference);
  if (!isFine && walk.faults === undefined) return false;
  if (of.constrained) {
    if (!constrained(of, value, kind, walk)) isFine = false;
    if (!isFine && walk.faults === undefined) return false;
    if (!combined(of, value, walk)) isFine = false;
    // A rule may count on everything else being right.
    if (isFine && !walk.partial && of.node['x-kubernetes-validations']) isFine = ruled(of, value, walk);
  }
  return isFine;
}

/** A value in few words. */
function shown(value: unknown, kind: number): string {
  if (kind === NULL) return 'null';
  const text = kindText(kind & (INTEGER | FRACTION) ? INTEGER | FRACTION : kind);
  return kind === MAP || kind === LIST ? text : `${text} (${String(JSON.stringify(value)).slice(0, 40)})`;
}

type Fields = Readonly<Record<string, unknown>>;

function fields(of: Ready, value: Fields, walk: Walk, known: Fields | undefined): boolean {
  const { nodes, faults } = walk;
  const { node } = of;
  let fine = true;
  for (const name in value) {
    const held = value[name];
    if (held === undefined || (known !== undefined && held === known[name])) continue;
    if (field(of, name, held, walk, known?.[name], undefined)) continue;
    fine = false;
    if (faults === undefined) return false;
  }
  const { required } = node;
  if (required !== undefined && nodes.requires)
    for (const name of required) {
      const held = value[name];
      // The server drops a null where none is allowed, before it looks for what is required.
      if (held !== undefined && (held !== null || isNullable(of, name, nodes))) continue;
      fine = missing(name, walk);
      if (faults === undefined) return false;
    }
  if (of.embedded && !walk.partial)
    for (const name of ['apiVersion', 'kind'])
      if (value[name] === undefined || value[name] === '') fine = missing(name, walk);
  return fine;
}

/** The fields of a map that has those of one that is fine, as far as they are others. */
function changedFields(of: Ready, value: Fields, walk: Walk, known: Fields, difference: Difference): boolean {
  let fine = true;
  for (let at = 0; at < difference.length; at++) {
    const { key, below } = difference[at] as Change;
    if (field(of, String(key), value[key], walk, known[key], below)) continue;
    fine = false;
    if (walk.faults === undefined) return false;
  }
  return fine;
}

function field(
  of: Ready,
  name: string,
  value: unknown,
  walk: Walk,
  known: unknown,
  difference: Difference | undefined,
): boolean {
  const { nodes, faults } = walk;
  const { properties, others } = of;
  let child = properties?.get(name);
  if (of.embedded && embeddedNames.has(name)) return embeddedField(name, value, child, walk, known, difference);
  if (child === undefined) {
    if (typeof others === 'number') child = others;
    else if (others === 'any' || walk.partial) return true;
    else return unknown(of, name, walk);
  }
  // An absent field, to Kubernetes' own kinds.
  if (value === null && nodes.native) return true;
  if (faults !== undefined) walk.path.push(name);
  const fine = judge(nodes.at(child), value, walk, known, difference);
  if (faults !== undefined) walk.path.pop();
  return fine;
}

const isNullable = ({ properties }: Ready, name: string, nodes: Nodes): boolean => {
  const at = properties?.get(name);
  return !nodes.native && at !== undefined && nodes.at(at).node.nullable === true;
};

const embeddedNames: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** What every object has, wherever it stands. A definition can say more of it, such as how long a name may be, but never which fields it has. */
function embeddedField(
  name: string,
  value: unknown,
  child: number | undefined,
  walk: Walk,
  known: unknown,
  difference: Difference | undefined,
): boolean {
  walk.path.push(name);
  let fine = true;
  if (name === 'metadata') {
    const { nodes, index } = walk.metadata;
    fine = judge(nodes.at(index), value, { ...walk, nodes, partial: false }, known, difference);
  } else if (typeof value !== 'string') fine = refuse(walk, 'must be a string');
  if (fine && child !== undefined)
    fine = judge(walk.nodes.at(child), value, { ...walk, partial: true }, known, difference);
  walk.path.pop();
  return fine;
}

function items(
  of: Ready,
  list: readonly unknown[],
  walk: Walk,
  known: readonly unknown[] | undefined,
  difference: Difference | undefined,
): boolean {
  const { items: child } = of.node;
  if (child === undefined) return true;
  const ready = of.keeps ? kept(walk.nodes.at(child)) : walk.nodes.at(child);
  // To Kubernetes' own kinds a null entry is an empty one, but where entries are told apart by what is in them.
  const nulls =
    walk.nodes.native && of.node['x-kubernetes-list-type'] !== 'map' && of.node['x-kubernetes-list-type'] !== 'set';
  let fine = true;
  const count = difference?.length ?? list.length;
  for (let index = 0; index < count; index++) {
    const change = difference?.[index];
    const at = change === undefined ? index : Number(change.key);
    const item = list[at];
    if (nulls && item === null) continue;
    if (known !== undefined && at < known.length && item === known[at]) continue;
    if (walk.faults !== undefined) walk.path.push(at);
    if (!judge(ready, item, walk, known?.[at], change?.below)) fine = false;
    if (walk.faults !== undefined) walk.path.pop();
    else if (!fine) return false;
  }
  return fine;
}

function ruled(of: Ready, value: unknown, walk: Walk): boolean {
  const broken = walk.rules(of, value);
  for (const fault of broken) walk.faults?.push({ ...fault, path: [...walk.path, ...fault.path] });
  return broken.length === 0;
}
