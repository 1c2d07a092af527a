import type { Library } from './library.ts';

/** A version as semver.org has it. */
class Semver {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly pre: readonly string[];
  constructor(numbers: readonly [bigint, bigint, bigint], pre: readonly string[]) {
    this.numbers = numbers;
    this.pre = pre;
  }
  /** Without the build: it does not count. */
  get canonical(): string {
    return [this.numbers.join('.'), ...this.pre].join('-');
  }
}

const number = '(0|[1-9]\\d*)';
const label = '[\\dA-Za-z-]+';
const written = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-(${label}(?:\\.${label})*))?(?:\\+${label}(?:\\.${label})*)?$`,
);

/** @returns undefined where it is none */
function parse(text: string): Semver | undefined {
  const [whole, major = '', minor = '', patch = '', labels] = written.exec(text) ?? [];
  const pre = labels?.split('.') ?? [];
  if (whole === undefined || pre.some((each) => /^0\d+$/.test(each))) return undefined;
  return new Semver([BigInt(major), BigInt(minor), BigInt(patch)], pre);
}

/** Takes a `v`, zeros in front, and fewer than three numbers. */
function parseLoosely(text: string): Semver | undefined {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const last = rest.length > 0 ? rest.join('.') : undefined;
  if (last === undefined && /[+-]/.test(minor ?? major)) return undefined;
  return parse([major, minor ?? '0', last ?? '0'].map((part) => part.replace(/^0+(?=\d)/, '')).join('.'));
}

const read = (text: string, loosely = false): Semver | undefined => (loosely ? parseLoosely : parse)(text);

function semver(text: string, loosely = false): Semver {
  const found = read(text, loosely);
  if (found) return found;
  throw new Error(`${JSON.stringify(text)} is no semantic version`);
}

/** Negative where `left` comes first. */
function compare(left: Semver, right: Semver): number {
  for (const at of [0, 1, 2] as const)
    if (left.numbers[at] !== right.numbers[at]) return left.numbers[at] < right.numbers[at] ? -1 : 1;
  if (left.pre.length === 0 || right.pre.length === 0) return Math.sign(right.pre.length - left.pre.length);
  for (const [at, own] of left.pre.entries()) {
    const other = right.pre[at];
    if (other === undefined) return 1;
    const order = compareLabels(own, other);
    if (order !== 0) return order;
  }
  return left.pre.length < right.pre.length ? -1 : 0;
}

/** Numbers come before words. */
function compareLabels(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (a && b) return BigInt(left) < BigInt(right) ? -1 : 1;
  return a === b ? (left < right ? -1 : 1) : a ? -1 : 1;
}

const type = 'kubernetes.Semver';

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/semverlib.go, with github.com/blang/semver v4.0.0. */
export const versions: Library = {
  types: { [type]: Semver },
  functions: {
    [`semver(string): ${type}`]: (text: string) => semver(text),
    [`semver(string, bool): ${type}`]: semver,
    'isSemver(string): bool': (text: string) => read(text) !== undefined,
    'isSemver(string, bool): bool': (text: string, loosely: boolean) => read(text, loosely) !== undefined,
    [`${type}.major(): int`]: ({ numbers }: Semver) => numbers[0],
    [`${type}.minor(): int`]: ({ numbers }: Semver) => numbers[1],
    [`${type}.patch(): int`]: ({ numbers }: Semver) => numbers[2],
    [`${type}.compareTo(${type}): int`]: (a: Semver, b: Semver) => BigInt(compare(a, b)),
    [`${type}.isGreaterThan(${type}): bool`]: (a: Semver, b: Semver) => compare(a, b) > 0,
    [`${type}.isLessThan(${type}): bool`]: (a: Semver, b: Semver) => compare(a, b) < 0,
  },
};
