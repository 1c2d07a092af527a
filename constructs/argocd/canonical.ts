import type { KubernetesObject } from '../model/manifest.ts';

/**
 * An `argoproj.io` object without empty maps, empty lists, empty strings and false defaults. Argo CD drops them when it
 * stores the object, and a parent that still names them stays OutOfSync. Values of a chart are left as they are: there
 * an empty map means something.
 */
export function canonical(object: { readonly [key: string]: unknown }): KubernetesObject {
  // What goes in is an object with its four parts; only empty things below them are dropped.
  return pruned(object) as unknown as KubernetesObject;
}

/** Copies only what changes: most of an object has nothing to drop. */
function pruned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // What is an object and no list is a map: nothing here has a class.
  return Array.isArray(value) ? prunedList(value) : prunedMap(value as Readonly<Record<string, unknown>>);
}

function prunedList(list: readonly unknown[]): readonly unknown[] {
  const kept = list.map(pruned);
  return kept.some((item, index) => item !== list[index]) ? kept : list;
}

function prunedMap(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  let changed = false;
  for (const key in map) {
    const child = map[key];
    const next = key === 'valuesObject' ? child : pruned(child);
    // The core group is the empty string, and Argo CD wants it named.
    if (isEmpty(next) && !(key === 'group' && next === '')) changed = true;
    else {
      kept[key] = next;
      changed ||= next !== child;
    }
  }
  return changed ? kept : map;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === false || value === '') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _key in value) return false;
  return true;
}
