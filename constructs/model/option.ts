import * as v from 'valibot';
import type { ClusterFacts } from './cluster.ts';

/** How the reference page shows an option. */
export interface OptionShape {
  readonly type: string;
  readonly range?: string;
}

/**
 * One option of a component: its sentence, type, range and default at once. `Given` is what a user may write,
 * `Taken` what the component reads.
 */
export interface Option<Given, Taken> {
  readonly sentence: string;
  readonly shape: OptionShape;
  readonly schema: v.GenericSchema<unknown, NonNullable<Given>>;
  readonly presence: 'required' | 'optional' | 'default';
  readonly fallback?: Taken | ((cluster: ClusterFacts) => Taken);
}

/** An option that must be given until it is said to be optional or gets a default. */
export interface RequiredOption<Value> extends Option<Value, Value> {
  /** May be left out; the component then reads `undefined`. */
  optional(): Option<Value | undefined, Value | undefined>;
  /** May be left out; the component then reads this, which may depend on the cluster. */
  default(value: Value | ((cluster: ClusterFacts) => Value)): Option<Value | undefined, Value>;
}

/** The options of a component by name. */
export type Options = Readonly<Record<string, Option<unknown, unknown>>>;

/** What a user may write for these options. */
export type Given<O extends Options> = {
  readonly [K in keyof O as O[K]['presence'] extends 'required'
    ? K
    : undefined extends GivenOf<O[K]>
      ? never
      : K]: GivenOf<O[K]>;
} & { readonly [K in keyof O as undefined extends GivenOf<O[K]> ? K : never]?: GivenOf<O[K]> };
type GivenOf<T> = T extends Option<infer G, unknown> ? G : never;

/** What a component reads of its options. */
export type Taken<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer _G, infer T> ? T : never };

function declare<Value>(
  sentence: string,
  shape: OptionShape,
  schema: v.GenericSchema<unknown, NonNullable<Value>>,
): RequiredOption<Value> {
  const base = { sentence, shape, schema };
  return {
    ...base,
    presence: 'required',
    optional: () => ({ ...base, presence: 'optional' }),
    default: (fallback) => ({ ...base, presence: 'default', fallback }),
  };
}

const matching = (pattern: RegExp, message: string) => v.pipe(v.string(), v.regex(pattern, message));
const hostPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const quantityPattern = /^\d+(\.\d+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/;
const durationPattern = /^(\d+(ms|s|m|h|d|w|y))+$/;
const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const cidrPattern = new RegExp(
  `^(${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)|[0-9a-f:]*:[0-9a-f:]*/(12[0-8]|1[01]\\d|\\d?\\d))$`,
);

/** A quantity such as `500m`, `16Gi` or `2`. */
export type Quantity = `${number}` | `${number}${'m' | 'k' | 'M' | 'G' | 'T' | 'P' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi'}`;
/** A duration such as `30s`, `12h` or `15d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`;
/** An address with its scheme. */
export type Url = `${'http' | 'https'}://${string}`;

const isQuantity = (text: unknown): text is Quantity => typeof text === 'string' && quantityPattern.test(text);
const isDuration = (text: unknown): text is Duration => typeof text === 'string' && durationPattern.test(text);
const isUrl = (text: unknown): text is Url =>
  typeof text === 'string' && /^https?:\/\//.test(text) && URL.canParse(text) && !/[\s"'<>]/.test(text);

/** Schemas of the values that definitions share, each with the message a user sees. */
export const shapes = {
  url: v.custom<Url>(isUrl, 'must be an address such as https://vault.example.org'),
  host: matching(hostPattern, 'must be a host name such as app.example.org'),
  email: v.pipe(v.string(), v.email('must be an e-mail address such as ops@example.org')),
  quantity: v.custom<Quantity>(isQuantity, 'must be a quantity such as 500m, 16Gi or 2'),
  duration: v.custom<Duration>(isDuration, 'must be a duration such as 30s, 12h or 15d'),
  cidr: matching(cidrPattern, 'must be an address range such as 10.0.0.0/16'),
  label: matching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be lower-case letters, digits and dashes, at most 63'),
} as const;

/**
 * The kinds of option. Each takes the sentence that completion and the reference page show.
 *
 * @example replicas: option.integer('Replicas of each controller', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1))
 */
export const option = {
  string: (sentence: string, range: { pattern?: RegExp; message?: string } = {}) =>
    declare<string>(
      sentence,
      { type: 'string', ...(range.pattern && { range: String(range.pattern) }) },
      range.pattern
        ? matching(range.pattern, range.message ?? `must match ${range.pattern}`)
        : v.pipe(v.string(), v.nonEmpty('must not be empty')),
    ),
  boolean: (sentence: string) => declare<boolean>(sentence, { type: 'boolean' }, v.boolean()),
  /** A whole number, both bounds included. */
  integer: (sentence: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) =>
    declare<number>(
      sentence,
      { type: 'integer', range: max === Number.MAX_SAFE_INTEGER ? `≥ ${min}` : `${min}–${max}` },
      v.pipe(
        v.number(),
        v.integer('must be a whole number'),
        v.minValue(min, `must be at least ${min}`),
        v.maxValue(max, `must be at most ${max}`),
      ),
    ),
  /** One of a few words. */
  choice: <const Word extends string>(sentence: string, words: readonly Word[]) =>
    declare<Word>(
      sentence,
      { type: words.map((word) => `'${word}'`).join(' | ') },
      v.picklist(words, `must be one of: ${words.join(', ')}`),
    ),
  url: (sentence: string) => declare<Url>(sentence, { type: 'URL' }, shapes.url),
  host: (sentence: string) => declare<string>(sentence, { type: 'host name' }, shapes.host),
  email: (sentence: string) => declare<string>(sentence, { type: 'e-mail address' }, shapes.email),
  quantity: (sentence: string) => declare<Quantity>(sentence, { type: 'quantity' }, shapes.quantity),
  duration: (sentence: string) => declare<Duration>(sentence, { type: 'duration' }, shapes.duration),
  cidr: (sentence: string) => declare<string>(sentence, { type: 'CIDR' }, shapes.cidr),
  /** A list of strings; `item` narrows what each may be. */
  list: (
    sentence: string,
    item: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.nonEmpty('must not be empty')),
  ) => declare<readonly string[]>(sentence, { type: 'list of strings' }, v.array(item)),
  /** Names to strings, such as labels. */
  map: (sentence: string) =>
    declare<Readonly<Record<string, string>>>(sentence, { type: 'map of strings' }, v.record(v.string(), v.string())),
  /** Anything that a schema describes; `type` is how the reference page names it. */
  of: <Value>(sentence: string, type: string, schema: v.GenericSchema<unknown, NonNullable<Value>>) =>
    declare<Value>(sentence, { type }, schema),
} as const;
