import type { Json } from '../../constructs/model/json.ts';
import { blockText, flawOf, numberText, stringText } from './scalar.ts';

/** Keys that come first in every map, in this order; all others follow by code unit. */
const RANKED = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations', 'finalizers', 'image'];
const RANKS: ReadonlyMap<string, number> = new Map(RANKED.map((key, rank) => [key, rank]));

/** A longer key needs YAML's explicit form: readers look for the colon of a plain one within 1,024 characters. */
const LONGEST_IMPLICIT_KEY = 1000;
/** Maps with more keys than this leave the insertion sort to the engine's. */
const MANY_KEYS = 40;
/** Keys remembered a level, so that a fleet with many different ones does not grow the memory. */
const MOST_REMEMBERED = 2048;
/** Lines remembered a key, and how long their values may be. */
const MOST_LINES = 512;
const LONGEST_IN_LINE = 80;

type JsonMap = { readonly [key: string]: Json | undefined };

/** A printed key at one level. */
interface Key {
  readonly name: string;
  readonly rank: number;
  /** Up to the colon. */
  readonly head: string;
  /** The same behind the line break and the indentation of its level. */
  readonly line: string;
  /** The same and a blank, for a value on the same line. */
  readonly lead: string;
  /** Whole lines by their value: most strings of a fleet stand behind the same key many times. */
  readonly lines: Map<string, string>;
}

/** What begins the lines of one indentation. Lines begin with their line break, so that a value follows its key. */
interface Level {
  readonly indent: number;
  readonly start: string;
  readonly item: string;
  readonly keys: Map<string, Key>;
  /** Whole lines of lists by their value. */
  readonly items: Map<string, string>;
  below: Level | undefined;
}

const levels: Level[] = [];

function levelAt(indent: number): Level {
  const known = levels[indent];
  if (known !== undefined) return known;
  const start = `\n${' '.repeat(indent)}`;
  const level: Level = { indent, start, item: `${start}- `, keys: new Map(), items: new Map(), below: undefined };
  levels[indent] = level;
  return level;
}

function below(level: Level): Level {
  level.below ??= levelAt(level.indent + 2);
  return level.below;
}

const rankOf = (key: string): number => RANKS.get(key) ?? RANKED.length;

function keyAt(level: Level, name: string): Key {
  const known = level.keys.get(name);
  if (known !== undefined) return known;
  const text = stringText(name);
  const head = text.length > LONGEST_IMPLICIT_KEY ? `? ${text}${level.start}:` : `${text}:`;
  const line = level.start + head;
  const key = { name, rank: rankOf(name), head, line, lead: `${line} `, lines: new Map<string, string>() };
  if (level.keys.size >= MOST_REMEMBERED) level.keys.clear();
  level.keys.set(name, key);
  return key;
}

/**
 * The order of keys in every map that we print: a few well-known ones first, then by code unit. For
 * `Array.prototype.sort`: negative if `a` comes before `b`, 0 if they are the same key.
 */
export function compareKeys(a: string, b: string): number {
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The maps that are being printed, one on top of the other: their keys in order, and what each holds. */
const keys: Key[] = [];
const values: Json[] = [];
let top = 0;

const isBefore = (a: Key, b: Key): boolean => a.rank < b.rank || (a.rank === b.rank && a.name < b.name);

/**
 * Puts a map on top. By insertion: most maps are small and arrive nearly ordered. `for…in`, because reading a value is
 * cheapest while the engine is at its key; what is printed has no inherited keys.
 */
function push(map: JsonMap, level: Level): void {
  const base = top;
  for (const name in map) {
    const value = map[name];
    if (value === undefined) continue;
    const key = keyAt(level, name);
    let at = top++;
    for (; at > base && top - base <= MANY_KEYS; at--) {
      const before = keys[at - 1];
      if (before === undefined || isBefore(before, key)) break;
      keys[at] = before;
      values[at] = values[at - 1] ?? null;
    }
    keys[at] = key;
    values[at] = value;
  }
  if (top - base > MANY_KEYS) sortFrom(base);
}

function sortFrom(base: number): void {
  const pairs = keys.slice(base, top).map((key, index) => ({ key, value: values[base + index] ?? null }));
  pairs.sort((a, b) => (isBefore(a.key, b.key) ? -1 : 1));
  for (const [index, { key, value }] of pairs.entries()) {
    keys[base + index] = key;
    values[base + index] = value;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A string as the value of something at this level. */
function valueText(value: string, level: Level): string {
  return value.includes('\n') ? blockText(value, below(level).start) : stringText(value);
}

/** The line of a key with a string. */
function lineOf(key: Key, value: string, level: Level): string {
  if (value.length > LONGEST_IN_LINE) return key.lead + valueText(value, level);
  const known = key.lines.get(value);
  if (known !== undefined) return known;
  const line = key.lead + valueText(value, level);
  if (key.lines.size < MOST_LINES) key.lines.set(value, line);
  return line;
}

/** The line of a list with a string. */
function itemOf(value: string, level: Level): string {
  if (value.length > LONGEST_IN_LINE) return level.item + valueText(value, level);
  const known = level.items.get(value);
  if (known !== undefined) return known;
  const line = level.item + valueText(value, level);
  if (level.items.size < MOST_LINES) level.items.set(value, line);
  return line;
}

function atomText(value: null | boolean | number | string, level: Level): string {
  if (typeof value === 'string') return valueText(value, level);
  return typeof value === 'number' ? numberText(value) : String(value);
}

/** What has been printed of the document. One string that grows: handing parts up costs as much as printing them. */
let out = '';

/**
 * Prints the lines of a map.
 *
 * @param first what stands before the first key if not the line break and the indentation of the level
 * @param empty what is printed instead if it has no keys
 */
function printMap(map: JsonMap, level: Level, first: string | undefined, empty: string): void {
  const base = top;
  push(map, level);
  const end = top;
  if (end === base) out += empty;
  let opening = first;
  for (let at = base; at < end; at++) {
    const key = keys[at] as Key;
    const value = values[at] as Json;
    if (typeof value !== 'object' || value === null) {
      if (opening !== undefined) out += `${opening}${key.head} ${atomText(value, level)}`;
      else out += typeof value === 'string' ? lineOf(key, value, level) : key.lead + atomText(value, level);
    } else {
      out += opening === undefined ? key.line : opening + key.head;
      if (isList(value)) printList(value, below(level), undefined, ' []');
      else printMap(value, below(level), undefined, ' {}');
    }
    opening = undefined;
  }
  top = base;
}

/**
 * Prints the lines of a list.
 *
 * @param first what stands before the first dash if not the line break and the indentation of the level
 * @param empty what is printed instead if it has no items
 */
function printList(list: readonly Json[], level: Level, first: string | undefined, empty: string): void {
  if (list.length === 0) out += empty;
  let opening = first;
  for (const value of list) {
    if (typeof value === 'string' && opening === undefined) out += itemOf(value, level);
    else {
      const item = opening === undefined ? level.item : `${opening}- `;
      if (typeof value !== 'object' || value === null) out += item + atomText(value, level);
      else if (isList(value)) printList(value, below(level), item, `${item}[]`);
      else printMap(value, below(level), item, `${item}{}`);
    }
    opening = undefined;
  }
}

function printRoot(value: Json, level: Level): void {
  const indentation = level.start.slice(1);
  if (typeof value === 'string') out += indentation + stringText(value);
  else if (typeof value !== 'object' || value === null) out += indentation + atomText(value, level);
  else if (isList(value)) printList(value, level, indentation, `${indentation}[]`);
  else printMap(value, level, indentation, `${indentation}{}`);
}

/** The first thing that cannot be printed, and where; nothing if all can. */
function complaintOf(value: unknown, place: string): string | undefined {
  if (typeof value !== 'object' || value === null) {
    const flaw = flawOf(value);
    return flaw && `cannot print ${flaw} at ${place || 'the root'}`;
  }
  const list = Array.isArray(value);
  for (const [key, held] of Object.entries(value)) {
    if (held === undefined && !list) continue;
    const inside = list ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
    const complaint = complaintOf(key, inside) ?? complaintOf(held, inside);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function printAt(place: string, value: Json, indent: number): string {
  // An earlier one may have thrown half way.
  top = 0;
  out = '';
  try {
    printRoot(value, levelAt(indent));
    return `${out}\n`;
  } catch (error) {
    // Looked for only now: keeping track of the place would cost every object.
    const complaint = complaintOf(value, place);
    throw complaint === undefined ? error : new TypeError(complaint);
  }
}

/**
 * One document as block-style YAML, for readers of YAML 1.1 and 1.2. Keys stand in the order of `compareKeys` whatever
 * the order in the value, so that equal values give equal bytes. Lines are never folded.
 *
 * @param indent blanks before every line
 * @returns lines that all end with a line break
 * @throws TypeError for what neither JSON nor UTF-8 has (NaN, -0, a lone surrogate), naming its place: `spec.replicas`
 */
export function printDocument(value: Json, indent = 0): string {
  return printAt('', value, indent);
}

/**
 * A value that is neither a map nor a list, as it stands behind its key or its dash.
 *
 * @param depth how many maps and lists are around the one that holds it
 * @throws TypeError as `printDocument` does, without the place
 */
export const printAtom = (value: null | boolean | number | string, depth: number): string =>
  atomText(value, levelAt(2 * depth));

const texts = new WeakMap<object, string>();

/** The text of a document; remembered if the document cannot change, because then it stands in the trees of several clusters. */
function documentText(document: Json, index: number): string {
  if (typeof document !== 'object' || document === null || !Object.isFrozen(document))
    return printAt(`[${index}]`, document, 0);
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = inOnePiece(printAt(`[${index}]`, document, 0));
  texts.set(document, text);
  return text;
}

/**
 * The same text. Until somebody looks at its bytes, the engine keeps a text as its thousand parts, and the garbage
 * collector carries them along.
 */
function inOnePiece(text: string): string {
  Buffer.byteLength(text);
  return text;
}

/**
 * Several documents as one file, `---` between them; nothing for none.
 *
 * @throws TypeError as `printDocument` does; the place begins with the document's index: `[2].spec.replicas`
 */
export function printDocuments(documents: readonly Json[]): string {
  let text = '';
  for (const [index, document] of documents.entries()) {
    if (index > 0) text += '---\n';
    text += documentText(document, index);
  }
  return text;
}
