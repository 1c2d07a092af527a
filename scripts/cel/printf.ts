import { isMap } from '../../constructs/model/json.ts';
import { durationText, isDuration, timestampText } from './time.ts';

const clause = /%(?:%|(?:\.(\d+))?([sdfebxXo])|)/g;

/**
 * Fills a text in as cel-go v0.26.0 ext/formatting.go does, with the locale en_US.
 * @throws Error where a clause and its argument do not fit
 */
export function format(text: string, args: readonly unknown[]): string {
  let used = 0;
  return text.replace(clause, (whole, precision: string | undefined, verb: string | undefined) => {
    if (whole === '%%') return '%';
    if (verb === undefined) throw new Error('could not parse formatting clause: unrecognized formatting clause');
    if (used >= args.length) throw new Error(`index ${used} out of range`);
    return printed(verb, args[used++], precision);
  });
}

function printed(verb: string, value: unknown, precision = '6'): string {
  const text =
    verb === 's' ? plain(value) : typeof value === 'bigint' ? whole(verb, value) : others(verb, value, precision);
  if (text !== undefined) return text;
  throw new Error(`error during formatting: %${verb} does not take a ${typeof value}`);
}

function whole(verb: string, value: bigint): string | undefined {
  const radix = { d: 10, b: 2, o: 8, x: 16, X: 16 }[verb];
  return radix === undefined ? undefined : cased(verb, value.toString(radix));
}

function others(verb: string, value: unknown, precision: string): string | undefined {
  if (typeof value === 'number') {
    if (verb === 'f') return value.toLocaleString('en-US', digits(Number(precision)));
    return verb === 'e' ? scientific(value) : undefined;
  }
  if (verb === 'b' && typeof value === 'boolean') return value ? '1' : '0';
  if (verb !== 'x' && verb !== 'X') return undefined;
  return typeof value === 'string' || value instanceof Uint8Array
    ? cased(verb, Buffer.from(value).toString('hex'))
    : undefined;
}

const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });
const cased = (verb: string, text: string): string => (verb === 'X' ? text.toUpperCase() : text);

/** Always with six digits: cel-go hands the precision on as a width. */
function scientific(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(6).split('e');
  const raised = Array.from(exponent.replace(/[+-]/, '').padStart(2, '0'), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${mantissa}×10${exponent.startsWith('-') ? '⁻' : ''}${raised.join('')}`;
}

/** Any value as `%s` prints it; texts in lists and maps have quotes. */
function plain(value: unknown, quoted = false): string {
  if (typeof value === 'string') return quoted ? JSON.stringify(value) : value;
  if (value instanceof Date) return quoted ? `timestamp("${timestampText(value)}")` : timestampText(value);
  if (isDuration(value)) return quoted ? `duration("${durationText(value)}")` : durationText(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (Array.isArray(value)) return `[${value.map((each) => plain(each, true)).join(', ')}]`;
  if (value instanceof Map) return entriesText([...value]);
  return isMap(value) ? entriesText(Object.entries(value)) : String(value);
}

const entriesText = (entries: readonly (readonly [unknown, unknown])[]): string =>
  `{${entries
    .map(([key, value]) => `${plain(key, true)}:${plain(value, true)}`)
    .sort()
    .join(', ')}}`;
