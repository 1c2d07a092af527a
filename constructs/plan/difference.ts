import { isMap } from '../model/json.ts';

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
  if (before === value) return same;
  if (Array.isArray(value)) return Array.isArray(before) ? ofLists(before, value) : undefined;
  return isMap(value) && isMap(before) ? ofMaps(before, value) : undefined;
}

function ofLists(before: readonly unknown[], list: readonly unknown[]): Difference | undefined {
  if (before.length !== list.length) return undefined;
  let changes: Change[] | undefined;
  for (let key = 0; key < list.length; key++) {
    const own = list[key];
    const other = before[key];
    if (own === other) continue;
    const below = difference(other, own);
    if (below !== same && (below === undefined || below.length > 0)) (changes ??= []).push({ key, below });
  }
  return changes ?? same;
}

function ofMaps(before: Fields, map: Fields): Difference | undefined {
  let changes: Change[] | undefined;
  let keys = 0;
  for (const key in map) {
    const own = map[key];
    // A key without a value is none.
    if (own === undefined) continue;
    keys++;
    const other = before[key];
    if (own === other) continue;
    // To Kubernetes `null` is no value, or none that counts.
    if (other === undefined || own === null || other === null) return undefined;
    const below = typeof own === 'object' ? difference(other, own) : undefined;
    if (below !== same && (below === undefined || below.length > 0)) (changes ??= []).push({ key, below });
  }
  for (const key in before) if (before[key] !== undefined) keys--;
  return keys === 0 ? (changes ?? same) : undefined;
}
