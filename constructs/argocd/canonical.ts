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

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    const next = key === 'valuesObject' ? child : pruned(child);
    // The core group is the empty string, and Argo CD wants it named.
    if (!isEmpty(next) || (key === 'group' && next === '')) kept[key] = next;
  }
  return kept;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
