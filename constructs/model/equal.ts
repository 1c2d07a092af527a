import { isMap } from './json.ts';

/**
 * Whether two values say the same, as JSON has it; of what is neither a plain map nor a list, whether they are one and the same. A key
 * without a value is not the same as none.
 */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (Array.isArray(one)) return Array.isArray(other) && areEqual(one, other);
  if (!isPlain(one) || !isPlain(other)) return false;
  let keys = 0;
  for (const key in one) {
    keys++;
    const below = one[key];
    if (below !== other[key] && !isEqual(below, other[key])) return false;
    if (below === undefined && !(key in other)) return false;
  }
  for (const _ in other) keys--;
  return keys === 0;
}

function areEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!isEqual(one[at], other[at])) return false;
  return true;
}

/** What has a class of its own, such as a Map, may hold what no key shows. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isMap(value) && Object.getPrototypeOf(value) === Object.prototype;
