import { isMap } from './json.ts';

/**
 * Whether two values say the same in the same order, so that nothing that is made from the one can differ from what is made from the
 * other: of what is neither a plain map nor a list, whether they are one and the same. A key without a value is not the same as none.
 */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (Array.isArray(one)) return Array.isArray(other) && areEqual(one, other);
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(other);
  let at = 0;
  for (const key in one) if (keys[at++] !== key || !isEqual(one[key], other[key])) return false;
  return at === keys.length;
}

function areEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!isEqual(one[at], other[at])) return false;
  return true;
}

/** What has a class of its own, such as a Map, may hold what no key shows. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isMap(value) && Object.getPrototypeOf(value) === Object.prototype;
