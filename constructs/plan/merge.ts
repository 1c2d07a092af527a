import { isMap, type Json } from '../model/json.ts';
import type { Values } from '../model/manifest.ts';

/** One tree of values over another, as Helm merges: maps key by key, everything else replaced. Neither is changed. */
export function mergeValues(base: Values, over: Values): Values {
  const merged: Record<string, Json | undefined> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? mergeValues(below, value) : value;
  }
  return merged;
}

/** A JSON merge patch (RFC 7396): like `mergeValues`, but `null` removes the key. */
export function mergePatch(base: Values, patch: Values): Values {
  const merged: Record<string, Json | undefined> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (isMap(value)) merged[key] = mergePatch(isMap(merged[key]) ? merged[key] : {}, value);
    else merged[key] = value;
  }
  return merged;
}
