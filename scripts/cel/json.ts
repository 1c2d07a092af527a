import { isMap } from '../../constructs/model/json.ts';

/** What has become of an object that nobody can change: many policies look at it. */
const known = new WeakMap<object, unknown>();

/**
 * JSON as the library takes data that no schema describes: whole numbers are ints, which it has as bigint, all others doubles.
 * Whatever holds no whole number is given back as it is, so that most of an object is never copied.
 */
export function fromJson(json: unknown): unknown {
  if (typeof json === 'number') return intOf(json);
  if (typeof json !== 'object' || json === null) return json;
  const found = known.get(json);
  if (found !== undefined) return found;
  const made = Array.isArray(json) ? listOf(json) : isMap(json) ? mapOf(json) : json;
  if (Object.isFrozen(json)) known.set(json, made);
  return made;
}

/** Beyond 64 bits, Go's decoder of JSON makes a whole number a float. */
const intOf = (value: number): bigint | number =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value) : value;

function listOf(json: readonly unknown[]): readonly unknown[] {
  let made: unknown[] | undefined;
  for (let at = 0; at < json.length; at++) {
    const item = json[at];
    const value = fromJson(item);
    if (value !== item) {
      made ??= [...json];
      made[at] = value;
    }
  }
  return made ?? json;
}

function mapOf(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let made: Record<string, unknown> | undefined;
  for (const key in json) {
    const item = json[key];
    const value = fromJson(item);
    if (value === item && item !== undefined) continue;
    made ??= { ...json };
    // A key whose value is undefined counts as absent.
    if (value === undefined) delete made[key];
    else made[key] = value;
  }
  return made ?? json;
}
