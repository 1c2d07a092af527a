import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Path } from '../checks/read.ts';
import { plainScalar } from './scalar.ts';
import type { Source } from './source.ts';

/** An entry of a map or a list, by the events that its key (of a list: its value) and its value begin at. */
interface Entry {
  readonly key: string | number;
  readonly from: number;
  readonly value: number;
}

/** Event 0 opens the document. */
const root = 1;

const merge = '<<';

/**
 * Where in a document's text the parts of its value stand, from the events that js-yaml read it by. What it learns of a document it
 * keeps: of a list with thousands of objects, each may have something wrong with it.
 */
export class Positions {
  readonly #source: Source;
  readonly #entries = new Map<number, readonly Entry[]>();
  #after: Int32Array | undefined;
  #breaks: readonly number[] | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The line of a path, from 1; of its nearest parent where nothing stands there. What a merge (`<<`) brings is on its line. */
  line(path: Path): number {
    const { events } = this.#source;
    let node = root;
    let offset = startOf(events[root]) ?? 0;
    for (const key of path) {
      const entries = this.#entriesOf(node);
      const entry =
        typeof key === 'number'
          ? entries[key]
          : (entries.findLast((each) => each.key === key) ?? entries.find((each) => each.key === merge));
      if (entry === undefined) break;
      offset = startOf(events[entry.from]) ?? offset;
      node = entry.value;
    }
    return this.#lineAt(offset);
  }

  /** Keys that a map has more than once, each time but the first. */
  repeatedKeys(): readonly { readonly path: Path; readonly line: number }[] {
    const found: { path: Path; line: number }[] = [];
    const visit = (node: number, path: Path): void => {
      const seen = new Set<string | number>();
      for (const { key, from, value } of this.#entriesOf(node)) {
        if (key === merge) continue;
        const own = [...path, key];
        if (seen.has(key)) found.push({ path: own, line: this.#lineAt(startOf(this.#source.events[from]) ?? 0) });
        seen.add(key);
        visit(value, own);
      }
    };
    visit(root, []);
    return found;
  }

  /** The line of a word without quotes. */
  lineOfWord(word: string): number {
    const { text, events } = this.#source;
    const found = events.find((event) => isPlain(event) && getScalarValue(text, event) === word);
    return this.#lineAt(startOf(found) ?? 0);
  }

  #entriesOf(node: number): readonly Entry[] {
    const known = this.#entries.get(node);
    if (known !== undefined) return known;
    const { text, events } = this.#source;
    const entries: Entry[] = [];
    const type = events[node]?.type;
    this.#after ??= endsOf(events);
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE)
      for (let from = node + 1; from < events.length && events[from]?.type !== EVENT_ID.POP; ) {
        const value = type === EVENT_ID.MAPPING ? (this.#after[from] ?? events.length) : from;
        entries.push({ key: type === EVENT_ID.SEQUENCE ? entries.length : keyOf(text, events[from]), from, value });
        from = this.#after[value] ?? events.length;
      }
    this.#entries.set(node, entries);
    return entries;
  }

  #lineAt(offset: number): number {
    this.#breaks ??= breaksOf(this.#source.text);
    let [low, high] = [0, this.#breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}

/** For each event that begins a value, the event after the value. */
function endsOf(events: readonly Event[]): Int32Array {
  const ends = new Int32Array(events.length);
  const open: number[] = [];
  for (const [at, { type }] of events.entries()) {
    if (type === EVENT_ID.POP) ends[open.pop() ?? 0] = at + 1;
    else if (type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS) ends[at] = at + 1;
    else open.push(at);
  }
  return ends;
}

function breaksOf(text: string): readonly number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks.push(at);
  return breaks;
}

const isPlain = (event: Event): event is ScalarEvent =>
  event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN;

/** A key as it stands in the value: `yes` without quotes is `true`. */
function keyOf(text: string, event: Event | undefined): string {
  if (event?.type !== EVENT_ID.SCALAR) return '';
  const source = getScalarValue(text, event);
  return isPlain(event) && source !== merge ? String(plainScalar(source)) : source;
}

/** Where an event begins in the text; nothing for a value that is left out. */
function startOf(event: Event | undefined): number | undefined {
  if (event === undefined) return undefined;
  if ('valueStart' in event) return [event.tagStart, event.anchorStart, event.valueStart].find((start) => start >= 0);
  if ('start' in event) return event.start;
  return 'anchorStart' in event ? event.anchorStart : undefined;
}

/** The line at an offset of a text, from 1. */
export const lineAt = (text: string, offset: number): number => breaksOf(text.slice(0, offset)).length + 1;
