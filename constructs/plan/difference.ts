/** What of a map or a list is not as in another one with the same keys, or as many items; empty where the two are equal. */
export type Difference = readonly Change[];

export interface Change {
  readonly key: string | number;
  /** How the two values there differ; nothing where they are not alike, as two texts or maps with other keys. */
  readonly below: Difference | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const same: Difference = [];

/** What has changed under a key, if anything. */
export const changeAt = (difference: Difference, key: string): Change | undefined =>
  difference.find((change) => change.key === key);

/** @returns nothing where the two are not alike: one is no map or list, or they have not the same keys, or as many items */
export function difference(before: unknown, value: unknown): Difference | undefined {
  unify(before, value);
  return found;
}

/** A value in which whatever equals the same part of `before` is that part itself: all of it, or a copy where only some does. */
export function unified<Value>(before: unknown, value: Value): Value;
export function unified(before: unknown, value: unknown): unknown {
  return unify(before, value);
}

/** Both at once, because a fleet has half a million pairs of maps to compare. */
export function compared<Value>(before: unknown, value: Value): { own: Value; difference: Difference | undefined };
export function compared(before: unknown, value: unknown) {
  const own = unify(before, value);
  return { own, difference: found };
}

/** How the two values differ that `unify` saw last: returning it beside the other would cost an object a pair. */
let found: Difference | undefined;

function unify(before: unknown, value: unknown): unknown {
  found = before === value ? same : undefined;
  if (before === value || typeof value !== 'object' || typeof before !== 'object') return value;
  if (value === null || before === null) return value;
  const isList = Array.isArray(value);
  if (isList !== Array.isArray(before)) return value;
  return isList ? unifyLists(before as readonly unknown[], value) : unifyMaps(before as Fields, value as Fields);
}

function unifyLists(before: readonly unknown[], list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  let changes: Change[] | undefined;
  const isAlike = before.length === list.length;
  let isSame = isAlike;
  for (let key = 0; key < list.length; key++) {
    const own = list[key];
    const other = before[key];
    if (own === other) continue;
    const one = unify(other, own);
    if (one !== other) isSame = false;
    if (found === undefined || found.length > 0) {
      changes ??= [];
      changes.push({ key, below: found });
    }
    if (one === own) continue;
    copy ??= [...list];
    copy[key] = one;
  }
  found = isAlike ? (changes ?? same) : undefined;
  return isSame ? before : (copy ?? list);
}

function unifyMaps(before: Fields, map: Fields): Fields {
  let copy: Record<string, unknown> | undefined;
  let changes: Change[] | undefined;
  let isAlike = true;
  let isSame = true;
  let keys = 0;
  let empty = 0;
  for (const key in map) {
    keys++;
    const own = map[key];
    let other = before[key];
    // A key without a value is none, and seldom enough to make two of what is one.
    if (own === undefined) empty++;
    else if (own !== other) {
      // What every map inherits under such a name as `constructor` is nothing that it says.
      if (typeof other === 'function' || other === Object.prototype) other = undefined;
      // To Kubernetes `null` is no value, or none that counts.
      if (other === undefined || own === null || other === null) isAlike = false;
      let one: unknown = own;
      if (typeof own === 'object') one = unify(other, own);
      else found = undefined;
      if (one !== other) isSame = false;
      if (found === undefined || found.length > 0) {
        changes ??= [];
        changes.push({ key, below: found });
      }
      if (one !== own) {
        copy ??= { ...map };
        copy[key] = one;
      }
    }
  }
  let others = 0;
  for (const _ in before) others++;
  const hasSameKeys = empty === 0 && keys === others;
  isAlike &&= hasSameKeys || keys - empty === keysWithValue(before);
  found = isAlike ? (changes ?? same) : undefined;
  return isSame && hasSameKeys ? before : (copy ?? map);
}

function keysWithValue(map: Fields): number {
  let keys = 0;
  for (const key in map) if (map[key] !== undefined) keys++;
  return keys;
}
