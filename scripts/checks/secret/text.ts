import { secrecyOf } from './keys.ts';
import { isLiteral } from './literal.ts';
import { randomness, SHORTEST as SHORTEST_RANDOM } from './random.ts';
import { passwordInAddress, tokenIn } from './tokens.ts';

/** What is secret in a text. It never says the secret itself. */
export interface Verdict {
  /** Read after the path: `holds a GitHub token (40 characters, ghp_…)`. */
  readonly says: string;
  /** Whether it is only random, as digests and identifiers are, too. */
  readonly random: boolean;
}

/** Shorter texts hold none of what is looked for, but for passwords of a few characters in addresses and files of one line. */
export const SHORTEST = 16;

/** What is known of a text; `clean` for nothing, because it is asked of most texts many times. */
const known = new Map<string, Verdict | 'clean'>();
/** Texts remembered, and how long they may be: most texts of a fleet stand in it many times. */
const MOST_REMEMBERED = 50_000;
const LONGEST_REMEMBERED = 200;

/** Judges a text by itself, whatever its key. */
export function verdictOn(text: string): Verdict | undefined {
  if (text.length < SHORTEST) return undefined;
  if (text.length > LONGEST_REMEMBERED) return judged(text);
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered === 'clean' ? undefined : remembered;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const found = judged(text);
  known.set(text, found ?? 'clean');
  return found;
}

export const inCharacters = (length: number): string => `${length} character${length === 1 ? '' : 's'}`;

/** What SOPS has encrypted: it has keys and random texts of its own. */
const sops = /ENC\[AES256_GCM,[^\]\s]*\]/g;

/**
 * What any of it has: a long word, a capital behind something else, a key with a value, a user in an address. Most texts are
 * names and paths, and have none.
 */
const worthReading = /[\w+=-]{15}|-----BEGIN|[a-z\d][A-Z]|["'\w][ \t]*[:=][ \t]*[^\s/:=]|\/\/[^\s/]*@/;

function judged(whole: string): Verdict | undefined {
  if (!worthReading.test(whole)) return undefined;
  const text = whole.includes('ENC[') ? whole.replaceAll(sops, 'ENC') : whole;
  const plain = written(text);
  if (plain !== undefined) return plain;
  const decoded = textOfBase64(text);
  // What is text in base64 was written by somebody.
  return decoded === undefined ? asRandom(text) : encoded(decoded);
}

/** What can be read in it. */
function written(text: string): Verdict | undefined {
  const token = tokenIn(text);
  if (token !== undefined) {
    const prefix = token.prefix ? `, ${token.prefix}…` : '';
    return { says: `holds ${token.kind} (${inCharacters(token.length)}${prefix})`, random: false };
  }
  const password = passwordInAddress(text);
  if (password !== undefined)
    return { says: `holds a password in an address (${inCharacters(password.length)})`, random: false };
  return inPairs(text);
}

function encoded(decoded: string): Verdict | undefined {
  const verdict = written(decoded);
  return verdict && { ...verdict, says: `${verdict.says}, in base64` };
}

function asRandom(text: string): Verdict | undefined {
  const kind = randomness(text);
  return kind === undefined ? undefined : { says: `looks like a secret (${text.length} random ${kind})`, random: true };
}

const base64 = /^[A-Za-z0-9+/\s]{12,}={0,2}\s*$/;
const printable = /^[\t\n\r\x20-\x7e]*$/;

/** The text that base64 stands for; nothing where it stands for bytes. */
export function textOfBase64(text: string): string | undefined {
  if (!base64.test(text) || text.replaceAll(/\s/g, '').length % 4 !== 0) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return decoded.length > 0 && printable.test(decoded) ? decoded : undefined;
}

/** A key with its value on one line, as in YAML, JSON, .ini files and arguments; the value ends its line or its pair. */
const pairs =
  /(?<=^|[\s"',{;?&]|--?)["']?([A-Za-z_][\w.-]{1,60})["']?[ \t]*[:=][ \t]*(?:"([^"\n]{1,4096})"|'([^'\n]{1,4096})'|([^\s"',;&{}[\]()#]{1,4096}))(?=[ \t]*(?:$|[,;&}#\n\r]))/g;
/** Whether there can be one: most colons are those of addresses, kinds and accounts. */
const pair = /["'\w][ \t]*[:=][ \t]*[^\s/:=]/;

/** Keys and values inside of a text. */
function inPairs(text: string): Verdict | undefined {
  if (!pair.test(text)) return undefined;
  const lines = new Lines(text);
  let random: Verdict | undefined;
  for (const match of text.matchAll(pairs)) {
    const [, key = '', double, single, plain] = match;
    const value = double ?? single ?? plain ?? '';
    const secrecy = secrecyOf(key);
    if ((secrecy === 'open' && value.length < SHORTEST_RANDOM) || lines.isCommented(match.index)) continue;
    if (secrecy === 'secret' && isLiteral(value) && !isCode(value))
      return { says: `holds a secret in plain text at ${key} (${inCharacters(value.length)})`, random: false };
    const kind = secrecy === 'random' ? undefined : randomness(value);
    if (kind !== undefined)
      random ??= { says: `looks to hold a secret at ${key} (${value.length} random ${kind})`, random: true };
  }
  return random;
}

/** The lines of a text, gone through once: some files are one line of a megabyte. */
class Lines {
  readonly #text: string;
  #start = 0;
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = this.#next(0);
  }

  #next(from: number): number {
    const found = this.#text.indexOf('\n', from);
    return found < 0 ? this.#text.length : found;
  }

  /** Whether the line of a place, which must not lie before the last one, begins as a comment does. */
  isCommented(at: number): boolean {
    while (this.#end < at) {
      this.#start = this.#end + 1;
      this.#end = this.#next(this.#start);
    }
    let first = this.#start;
    while (first < at && (this.#text[first] === ' ' || this.#text[first] === '\t')) first++;
    return this.#text[first] === '#' || this.#text.startsWith('//', first);
  }
}

/** A part of a program: `secrets.get`, `self.password`, `string`. */
const isCode = (value: string): boolean =>
  /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$|^(?:string|str|bytes|String)$/.test(value);
