import type { Library } from './library.ts';

/**
 * An amount such as `500m` or `2Gi`: `units` ÷ 10^`scale`, exactly. `whole` says whether an API server calls it an integer, which
 * depends on how it is written: `2` is one, `2000m` and `0.5Gi` are not.
 */
export class Quantity {
  readonly units: bigint;
  readonly scale: number;
  readonly whole: boolean;
  constructor(units: bigint, scale: number, whole: boolean) {
    this.units = units;
    this.scale = scale;
    this.whole = whole;
  }

  /** The digits and how many of them are after the point, without needless zeros. */
  get canonical(): string {
    let { units, scale } = this;
    while (scale > 0 && units % 10n === 0n) {
      units /= 10n;
      scale--;
    }
    return `${units}e-${scale}`;
  }
}

const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d+))?$/;
/** How many thousands (of 1024 in `Ki`) a suffix stands for. */
const thousands: Readonly<Record<string, number>> = { n: -3, u: -2, m: -1, k: 1, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };
const largest = 2n ** 63n - 1n;

/**
 * Reads a quantity; what is finer than a billionth is rounded away from zero. Source: k8s.io/apimachinery v0.36.1
 * pkg/api/resource/quantity.go.
 * @returns undefined where it is none
 */
export function parseQuantity(text: string): Quantity | undefined {
  const found = written.exec(text);
  if (found === null || text === '') return undefined;
  const [, sign, leading = '', fraction = '', binary, decimal, exponent] = found;
  const whole = leading.replace(/^0+/, '');
  const power = exponent === undefined ? (thousands[decimal ?? ''] ?? 0) * 3 : Number(exponent);
  if (Math.abs(power) > 1000) return undefined; // thousands of digits are no amount of anything
  const factor = binary === undefined ? 1n : 1024n ** BigInt(thousands[binary] ?? 0);
  const digits = BigInt(whole + fraction || 0) * factor;
  const places = fraction.length - power;
  const rounded =
    places > 9 ? roundedUp(digits, 10n ** BigInt(places - 9)) : digits * 10n ** BigInt(Math.max(0, -places));
  const scale = Math.min(Math.max(places, 0), 9);
  const cap = largest * 10n ** BigInt(scale);
  const units = binary !== undefined && rounded > cap ? cap : rounded;
  // It counts digits to see whether 64 bits will do, and takes some room for a binary suffix.
  const room =
    binary === undefined
      ? 18
      : fraction === ''
        ? 14 - Math.floor(thousands[binary] === undefined ? 0 : thousands[binary] * 3)
        : -1;
  const isWhole = places <= 0 && (whole || '0').length + fraction.length <= room;
  return new Quantity(sign === '-' ? -units : units, scale, isWhole);
}

const roundedUp = (digits: bigint, divisor: bigint): bigint => (digits + divisor - 1n) / divisor;

/** Negative where `left` is less, zero where they are equal. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  const [a, b] = [left.units * 10n ** BigInt(right.scale), right.units * 10n ** BigInt(left.scale)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function add(left: Quantity, right: Quantity): Quantity {
  const scale = Math.max(left.scale, right.scale);
  const at = ({ units, scale: own }: Quantity) => units * 10n ** BigInt(scale - own);
  return new Quantity(at(left) + at(right), scale, left.whole && right.whole);
}
const negated = ({ units, scale, whole }: Quantity): Quantity => new Quantity(-units, scale, whole);
const ofInt = (value: bigint): Quantity => new Quantity(value, 0, true);

/** The whole number that it is, of 64 bits. */
function integer({ units, scale, whole }: Quantity): bigint | undefined {
  const one = 10n ** BigInt(scale);
  const value = units / one;
  return whole && units % one === 0n && BigInt.asIntN(64, value) === value ? value : undefined;
}

function must(text: string): Quantity {
  const found = parseQuantity(text);
  if (found) return found;
  throw new Error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
}

function asInteger(value: Quantity): bigint {
  const found = integer(value);
  if (found === undefined) throw new Error('cannot convert value to integer');
  return found;
}

const type = 'kubernetes.Quantity';

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/quantity.go. */
export const quantities: Library = {
  types: { [type]: Quantity },
  functions: {
    [`quantity(string): ${type}`]: must,
    'isQuantity(string): bool': (text: string) => parseQuantity(text) !== undefined,
    [`sign(${type}): int`]: ({ units }: Quantity) => (units > 0n ? 1n : units < 0n ? -1n : 0n),
    [`${type}.compareTo(${type}): int`]: (a: Quantity, b: Quantity) => BigInt(compareQuantities(a, b)),
    [`${type}.isGreaterThan(${type}): bool`]: (a: Quantity, b: Quantity) => compareQuantities(a, b) > 0,
    [`${type}.isLessThan(${type}): bool`]: (a: Quantity, b: Quantity) => compareQuantities(a, b) < 0,
    [`${type}.isInteger(): bool`]: (value: Quantity) => integer(value) !== undefined,
    [`${type}.asInteger(): int`]: asInteger,
    [`${type}.asApproximateFloat(): double`]: ({ units, scale }: Quantity) => Number(`${units}e${-scale}`),
    [`${type}.add(${type}): ${type}`]: add,
    [`${type}.add(int): ${type}`]: (a: Quantity, b: bigint) => add(a, ofInt(b)),
    [`${type}.sub(${type}): ${type}`]: (a: Quantity, b: Quantity) => add(a, negated(b)),
    [`${type}.sub(int): ${type}`]: (a: Quantity, b: bigint) => add(a, ofInt(-b)),
  },
};
