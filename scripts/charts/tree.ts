import { isMap } from '../../constructs/model/json.ts';
import type { Json, Keys, Tree } from './shape.ts';

/** Whether a value of a chart is a map. */
export const isTree = (value: unknown): value is Tree => isMap(value);

/** A map that is not empty: what it holds says what it may hold. */
export function isFilled(value: unknown): value is Tree {
  if (!isTree(value)) return false;
  for (const _ in value) return true;
  return false;
}

/** What stands at a path of a tree. */
export const at = (tree: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((here, key) => (isTree(here) ? here[key] : undefined), tree);

/** Notes that anything goes below a path. */
export function open(keys: Keys, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const below = keys[key];
  if (rest.length === 0) keys[key] = {};
  else if (below === undefined) {
    const made: Keys = {};
    keys[key] = made;
    open(made, rest);
  }
  // One without keys is open already.
  else if (hasKeys(below)) open(below, rest);
}

/**
 * Notes that a chart knows a path, where its defaults do not show it. Below a key without a default anything goes, and so it
 * does in an empty map.
 */
export function note(keys: Keys, defaults: Tree, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const value = defaults[key];
  const known = keys[key];
  if (value === undefined) keys[key] ??= {};
  // Where a key without keys of its own stands already, anything goes.
  else if (isFilled(value) && (!known || hasKeys(known))) {
    const below = known ?? {};
    note(below, value, rest);
    if (hasKeys(below)) keys[key] = below;
  }
}

const hasKeys = (keys: Keys): boolean => Object.keys(keys).length > 0;

/** A subchart's values with those that its parent has for it. A key that the parent says `null` of is gone. */
export function merged(below: Tree, above: Tree): Tree {
  const result: Record<string, Json | undefined> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = result[key];
    if (value === null && under !== undefined) delete result[key];
    else result[key] = isTree(under) && isTree(value) ? merged(under, value) : value;
  }
  return result;
}
