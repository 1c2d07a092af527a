import type { Library } from './library.ts';
import { format } from './printf.ts';
import { ours } from './words.ts';

const outside = (at: bigint): Error => new Error(`index out of range: ${at}`);

function charAt(text: string, at: bigint): string {
  const chars = Array.from(text);
  if (at < 0n || at > BigInt(chars.length)) throw outside(at);
  return chars[Number(at)] ?? '';
}

/** Characters from `start` up to `end`. */
function substring(text: string, start: bigint, end?: bigint): string {
  const chars = Array.from(text);
  const length = BigInt(chars.length);
  if (end !== undefined && start > end) throw new Error(`invalid substring range. start: ${start}, end: ${end}`);
  if (start < 0n || start > length) throw outside(start);
  if (end !== undefined && end > length) throw outside(end);
  return chars.slice(Number(start), end === undefined ? undefined : Number(end)).join('');
}

/** Looks from the left; -1 where there is none. */
function indexOf(text: string, part: string, from = 0n): bigint {
  if (part === '') return from;
  if (from < 0n) throw outside(from);
  const skipped = Array.from(text).slice(0, Number(from)).join('').length;
  return positionOf(text, text.indexOf(part, skipped));
}

/** Looks from the right, beginning at `from`. */
function lastIndexOf(text: string, part: string, from?: bigint): bigint {
  const chars = Array.from(text);
  if (part === '') return from ?? BigInt(chars.length);
  if (from === undefined) return positionOf(text, text.lastIndexOf(part));
  if (from < 0n) throw outside(from);
  if (from >= BigInt(chars.length)) return -1n;
  return positionOf(text, text.lastIndexOf(part, chars.slice(0, Number(from)).join('').length));
}

/** Characters before a position of JavaScript's. */
const positionOf = (text: string, at: number): bigint => BigInt(at < 0 ? -1 : Array.from(text.slice(0, at)).length);

/** Replaces the first `count` occurrences as Go's strings.Replace does; all of them where it is negative. */
function replace(text: string, old: string, by: string, count = -1n): string {
  // Nothing stands before each character and at the end.
  const parts = old === '' ? ['', ...Array.from(text), ''].slice(0, text === '' ? 2 : undefined) : text.split(old);
  return parts.reduce((done, part, at) => done + (count < 0n || BigInt(at) <= count ? by : old) + part);
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' },
  ...{ '\\': '\\\\', '"': '\\"' },
};
export const quote = (text: string): string => `"${Array.from(text, (char) => escapes[char] ?? char).join('')}"`;

/** Source: cel-go v0.26.0 ext/strings.go (version 2), as far as the library does not have it or counts otherwise. */
export const texts: Library = {
  spaces: { strings: { 'quote(string): string': quote } },
  functions: {
    'string.charAt(int): string': charAt,
    [`string.indexOf${ours}(string): int`]: (text: string, part: string) => indexOf(text, part),
    [`string.indexOf${ours}(string, int): int`]: indexOf,
    [`string.lastIndexOf${ours}(string): int`]: (text: string, part: string) => lastIndexOf(text, part),
    [`string.lastIndexOf${ours}(string, int): int`]: lastIndexOf,
    [`string.substring${ours}(int): string`]: (text: string, start: bigint) => substring(text, start),
    [`string.substring${ours}(int, int): string`]: substring,
    [`string.lowerAscii${ours}(): string`]: (text: string) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase()),
    [`string.upperAscii${ours}(): string`]: (text: string) => text.replace(/[a-z]+/g, (part) => part.toUpperCase()),
    'string.replace(string, string): string': (text: string, old: string, by: string) => replace(text, old, by),
    'string.replace(string, string, int): string': replace,
    'string.format(list): string': format,
  },
};
