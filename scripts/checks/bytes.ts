import { isMap } from '../../constructs/model/json.ts';

/** Sizes as the API server counts them: bytes of UTF-8, of an object's JSON. */
export const KiB = 1024;
export const MiB = 1024 * KiB;

/** A character is at most three bytes of UTF-8, and in JSON at most six, where it must be escaped. */
const MOST_BYTES = 3;
export const MOST_JSON_BYTES = 6;

export const textBytes = (text: string): number => Buffer.byteLength(text);

/** The bytes of a value's JSON. */
export const jsonBytes = (value: unknown): number => textBytes(JSON.stringify(value) ?? '');

/** Whether a value's JSON has more bytes than that. Counts characters, and makes the JSON only where it could be close. */
export const isLarger = (value: unknown, bytes: number): boolean =>
  characters(value) * MOST_JSON_BYTES > bytes && jsonBytes(value) > bytes;

/**
 * The characters of a value's JSON before anything is escaped, or a few more.
 *
 * @param known what is the same in memory at the same place of this is not counted
 */
export function characters(value: unknown, known?: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 24;
  let sum = 2;
  if (Array.isArray(value)) {
    const same = Array.isArray(known) ? known : none;
    for (let at = 0; at < value.length; at++)
      if (at >= same.length || value[at] !== same[at]) sum += characters(value[at], same[at]);
  } else if (isMap(value)) {
    const same = isMap(known) ? known : undefined;
    for (const key in value) {
      const held = value[key];
      if (same === undefined || held !== same[key]) sum += key.length + 4 + characters(held, same?.[key]);
    }
  }
  return sum;
}

const none: readonly unknown[] = [];

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
