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
}

/** What begins the lines of one indentation. Lines begin with their line break, so that a value follows its key. */
interface Level {
  readonly indent: number;
  readonly start: string;
  readonly item: string;
  readonly keys: Map<string, Key>;
}

const levels: Level[] = [];

function levelAt(indent: number): Level {
  const known = levels[indent];
  if (known !== undefined) return known;
  const start = `\n${' '.repeat(indent)}`;
  const level = { indent, start, item: `${start}- `, keys: new Map<string, Key>() };
  levels[indent] = level;
  return level;
}

const below = (level: Level): Level => levelAt(level.indent + 2);

const rankOf = (key: string): number => RANKS.get(key) ?? RANKED.length;

function keyAt(level: Level, name: string): Key {
  const known = level.keys.get(name);
  if (known !== undefined) return known;
  const text = stringText(name);
  const head = text.length > LONGEST_IMPLICIT_KEY ? `? ${text}${level.start}:` : `${text}:`;
  const line = level.start + head;
  const key = { name, rank: rankOf(name), head, line, lead: `${line} ` };
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

/** The keys of a map in order. By insertion: most maps are small and arrive nearly ordered. */
function keysOf(map: JsonMap, level: Level): readonly Key[] {
  const names = Object.keys(map);
  if (names.length > MANY_KEYS) names.sort(compareKeys);
  const keys: Key[] = [];
  for (const name of names) {
    const key = keyAt(level, name);
    let at = keys.length;
    for (; at > 0; at--) {
      const before = keys[at - 1];
      if (before === undefined || before.rank < key.rank || (before.rank === key.rank && before.name < name)) break;
      keys[at] = before;
    }
    keys[at] = key;
  }
  return keys;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A string as the value of something at this level. */
function valueText(value: string, level: Level): string {
  return value.includes('\n') ? blockText(value, below(level).start) : stringText(value);
}

function atomText(value: null | boolean | number): string {
  if (value === null) return 'null';
  return typeof value === 'boolean' ? String(value) : numberText(value);
}

/**
 * The lines of a map; nothing if it has no keys.
 *
 * @param first what stands before the first key if not the line break and the indentation of the level
 */
function mapText(map: JsonMap, level: Level, first?: string): string {
  let text = '';
  for (const key of keysOf(map, level)) {
    const value = map[key.name];
    if (value === undefined) continue;
    const opening = text === '' && first !== undefined;
    if (typeof value !== 'object' || value === null) {
      text += opening ? `${first}${key.head} ` : key.lead;
      text += typeof value === 'string' ? valueText(value, level) : atomText(value);
    } else {
      text += opening ? first + key.head : key.line;
      text += isList(value) ? listText(value, below(level)) || ' []' : mapText(value, below(level)) || ' {}';
    }
  }
  return text;
}

/**
 * The lines of a list; nothing if it is empty.
 *
 * @param first what stands before the first dash if not the line break and the indentation of the level
 */
function listText(list: readonly Json[], level: Level, first?: string): string {
  let text = '';
  let item = first === undefined ? level.item : `${first}- `;
  for (const value of list) {
    if (typeof value === 'string') text += item + valueText(value, level);
    else if (typeof value !== 'object' || value === null) text += item + atomText(value);
    else if (isList(value)) text += listText(value, below(level), item) || `${item}[]`;
    else text += mapText(value, below(level), item) || `${item}{}`;
    item = level.item;
  }
  return text;
}

function documentText(value: Json, level: Level): string {
  const indentation = level.start.slice(1);
  if (typeof value === 'string') return indentation + stringText(value);
  if (typeof value !== 'object' || value === null) return indentation + atomText(value);
  if (isList(value)) return listText(value, level, indentation) || `${indentation}[]`;
  return mapText(value, level, indentation) || `${indentation}{}`;
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
  try {
    return `${documentText(value, levelAt(indent))}\n`;
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
 * Several documents as one file, `---` between them; nothing for none.
 *
 * @throws TypeError as `printDocument` does; the place begins with the document's index: `[2].spec.replicas`
 */
export function printDocuments(documents: readonly Json[]): string {
  let text = '';
  for (const [index, document] of documents.entries()) {
    if (index > 0) text += '---\n';
    text += printAt(`[${index}]`, document, 0);
  }
  return text;
}
