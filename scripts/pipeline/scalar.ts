/**
 * Strings and numbers as YAML, such that readers of YAML 1.1 (kubectl, Argo CD, Helm, PyYAML) and of 1.2 read back
 * what was written.
 */

/**
 * ASCII that needs no quotes as far as its characters go: no indicator in front, no colon or blank at the end, no
 * `: `, no ` #`. In linear time, for it runs over almost every string of the fleet.
 */
const SHAPE = '[A-Za-z0-9_/$^(;.-][!-9;-~]*(?:(?::(?=[!-~])| +(?=[!"$-~]))[!-9;-~]*)*$';
const PLAIN = new RegExp(`^${SHAPE}`);
/** The same where a glance tells that it is not `AMBIGUOUS`: words are short, and `e3` need not be. */
const OBVIOUS = new RegExp(`^(?![-.0-9eE]|[tfnyoTFNYO].{0,4}$)${SHAPE}`);

/**
 * What some reader takes for something other than a string, and a little more: dates with anything behind them,
 * `1,000` (a number in Ruby), `e3` (one in the npm package `yaml`), `1e3_` (one in Go), dashes and dots that could be
 * marks.
 */
const AMBIGUOUS = new RegExp(
  [
    '(?:true|false|yes|no|on|off|null|y|n)$',
    '[-+]?[0-9_,]*\\.?[0-9_]*(?:e[-+_]*[0-9][0-9_]*)?$',
    '0_*[xob]\\w*$',
    '[0-9][0-9_]*(?::[0-9]+)+(?:\\.[0-9_]*)?$',
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}',
    '\\.(?:inf|nan)$',
    '\\.\\.\\.',
    '-(?!-?[a-z])',
  ]
    .map((pattern) => `^${pattern}`)
    .join('|'),
  'i',
);

/**
 * Characters that must not stand in a file as themselves: controls other than tab and line feed, what YAML 1.1 takes
 * for line breaks, byte order marks, halves of surrogate pairs, and marks that turn the direction of the text around.
 */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/u;
const UNPRINTABLES = new RegExp(UNPRINTABLE, 'gu');

/** What a literal block cannot carry through every reader and editor: lines of blanks, or nothing but line breaks. */
const BLANK_LINE = /(?:^|\n)[ \t]+(?:\n|$)|^\n+$/;

const LONE_SURROGATE = /\p{Cs}/u;

/**
 * What keeps something that is neither a map nor a list from being printed: the infinities, NaN and -0, which JSON does
 * not have, halves of surrogate pairs, which UTF-8 does not have, and all that is no JSON at all.
 *
 * @returns a name for it; nothing if it can be printed
 */
export function flawOf(atom: unknown): string | undefined {
  switch (typeof atom) {
    case 'string':
      return LONE_SURROGATE.test(atom) ? 'half a surrogate pair' : undefined;
    case 'number':
      return Object.is(atom, -0) ? '-0' : Number.isFinite(atom) ? undefined : String(atom);
    case 'boolean':
      return undefined;
    default:
      return atom === null ? undefined : typeof atom;
  }
}

/** JSON's escapes are all YAML's too; JSON merely leaves some unprintable characters as they are. */
function doubleQuoted(text: string): string {
  const flaw = flawOf(text);
  if (flaw !== undefined) throw new TypeError(`cannot print ${flaw}`);
  return JSON.stringify(text).replace(UNPRINTABLES, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A string on one line, as a key or a value.
 *
 * @returns the string itself if every reader takes it for that string, otherwise in quotes: single ones unless
 *   something needs an escape. Never folded
 * @throws TypeError for half a surrogate pair
 */
export function stringText(text: string): string {
  if (OBVIOUS.test(text) || (PLAIN.test(text) && !AMBIGUOUS.test(text))) return text;
  if (/[\t\n]/.test(text) || UNPRINTABLE.test(text)) return doubleQuoted(text);
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A string of several lines as a literal block, or in double quotes if a block cannot carry it.
 *
 * @param text holds at least one line break
 * @param start a line break and the indentation of the block: two blanks more than that of what holds it
 * @throws TypeError for half a surrogate pair
 */
export function blockText(text: string, start: string): string {
  if (BLANK_LINE.test(text) || UNPRINTABLE.test(text)) return doubleQuoted(text);
  const ended = text.endsWith('\n');
  const chomping = ended ? (text.endsWith('\n\n') ? '+' : '') : '-';
  // Readers measure the indentation at the first line, which these would mislead.
  const indicator = /^[ \t\n]/.test(text) ? '2' : '';
  // The line break that ends the text is the one that starts the next line of the document.
  const lines = ended ? `\n${text.slice(0, -1)}` : `\n${text}`;
  // Empty lines get no indentation: blanks at the end of a line are noise in a review.
  const block = lines.includes('\n\n') ? lines.replace(/\n(?!\n|$)/g, start) : lines.replaceAll('\n', start);
  return `|${indicator}${chomping}${block}`;
}

/**
 * A number as JavaScript prints it, with the dot that readers of YAML 1.1 want in an exponential (`1.0e+21`).
 *
 * @throws TypeError for anything that `flawOf` names
 */
export function numberText(value: number): string {
  const flaw = flawOf(value);
  if (flaw !== undefined) throw new TypeError(`cannot print ${flaw}`);
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
