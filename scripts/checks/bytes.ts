import { isMap } from '../../constructs/model/json.ts';
import type { Change, Difference } from '../../constructs/plan/difference.ts';

/** Sizes as the API server counts them: bytes of UTF-8, of an object's JSON. */
export const KiB = 1024;
export const MiB = 1024 * KiB;

/** A character is at most three bytes of UTF-8, and in JSON at most six, where it must be escaped. */
const MOST_BYTES = 3;
export const MOST_JSON_BYTES = 6;

const textBytes = (text: string): number => Buffer.byteLength(text);

/** The bytes of a value's JSON. */
export const jsonBytes = (value: unknown): number => textBytes(JSON.stringify(value) ?? '');

/** Whether a value's JSON has more bytes than that. Counts characters, and makes the JSON only where it could be close. */
export const isLarger = (value: unknown, bytes: number): boolean =>
  characters(value) * MOST_JSON_BYTES > bytes && jsonBytes(value) > bytes;

/**
 * The characters of a value's JSON before anything is escaped, or a few more.
 *
 * @param difference what alone is counted of a map or a list
 */
export function characters(value: unknown, difference?: Difference): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 24;
  let sum = 2;
  if (Array.isArray(value)) {
    if (difference === undefined) for (let at = 0; at < value.length; at++) sum += characters(value[at]);
    else sum += ofChanges(value, difference);
  } else if (isMap(value)) {
    if (difference === undefined) for (const key in value) sum += key.length + 4 + characters(value[key]);
    else sum += ofChanges(value, difference);
  }
  return sum;
}

function ofChanges(value: object, difference: Difference): number {
  let sum = 0;
  for (let at = 0; at < difference.length; at++) {
    const { key, below } = difference[at] as Change;
    sum += characters((value as Readonly<Record<string | number, unknown>>)[key], below);
  }
  return sum;
}

/** The bytes of a map's keys and texts where they are more than that; nothing where they are not. */
export function bytesBeyond(limit: number, map: Readonly<Record<string, unknown>>): number | undefined {
  let length = 0;
  for (const key in map) length += key.length + String(map[key]).length;
  if (length * MOST_BYTES <= limit) return undefined;
  const bytes = Object.entries(map).reduce((sum, [key, value]) => sum + textBytes(key) + textBytes(String(value)), 0);
  return bytes > limit ? bytes : undefined;
}

/** How messages say it. */
export const inKiB = (bytes: number): string => `${Math.ceil(bytes / KiB)} KiB`;
