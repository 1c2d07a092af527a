import { type Rule, say } from './rule.ts';

const written = /^([+-]?)(\d*)\.?(\d*)(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d{1,18}))?$/;

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = 'KMGTPE';

/** Larger exponents mean no more than that: there is no such amount of anything. */
const largest = 60;

const known = new Map<string, bigint | undefined>();

/**
 * A quantity in thousandths, rounded away from zero as an API server rounds amounts of resources (Kubernetes v1.36, apimachinery,
 * pkg/api/resource/quantity.go; pkg/apis/core/v1/defaults.go).
 * @returns undefined where it is none
 */
export function milliOf(quantity: unknown): bigint | undefined {
  // An absent amount is zero.
  if (quantity === null) return 0n;
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const text = String(quantity).trim();
  if (known.has(text)) return known.get(text);
  const milli = parse(text);
  // The same few amounts stand everywhere; a list of all that there are would be a waste.
  if (known.size < 4096) known.set(text, milli);
  return milli;
}

function parse(text: string): bigint | undefined {
  const found = written.exec(text);
  if (!found || text === '') return undefined;
  const [, sign, whole = '', fraction = '', two, ten, exponent] = found;
  const power = Math.max(-largest, Math.min(largest, ten ? (decimal[ten] ?? 0) : Number(exponent ?? 0)));
  // No digits at all are 0 to an API server.
  const digits = BigInt(whole + fraction || '0') * (two ? 1024n ** BigInt(binary.indexOf(two) + 1) : 1n);
  const scale = power - fraction.length + 3;
  const milli = scale >= 0 ? digits * 10n ** BigInt(scale) : roundedUp(digits, 10n ** BigInt(-scale));
  return sign === '-' ? -milli : milli;
}

const roundedUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/** An amount that is not negative. */
export const notNegative: Rule = (value, walk) => {
  const milli = milliOf(value);
  if (milli !== undefined && milli < 0n) say(walk, `must not be negative, and is ${value}`);
};
