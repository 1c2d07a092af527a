/**
 * What the words of a YAML file mean to Kubernetes. kubectl, Helm and Argo CD read with sigs.k8s.io/yaml, which is YAML 1.1 and
 * some of 1.2 (`y` is true, `0o17` and `017` are fifteen, `2001-01-01` is a text), and hand JSON to the API server. Source:
 * sigs.k8s.io/yaml v1.6.0 over go.yaml.in/yaml/v2 v2.4.2 (resolve.go); test/manifests/sigs-yaml.json holds what they say.
 */
import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
} from 'js-yaml';

type Scalar = null | boolean | number | string;

/** A word that YAML knows, and JSON has no form for. */
export class NoJson extends Error {
  readonly word: string;

  constructor(word: string) {
    super(`${word} has no form in JSON`);
    this.word = word;
  }
}

const words = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const beyondNumbers = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/;
const based = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** A number as Go's `strconv` takes it, or nothing; what is too large for its type stays a text there. */
function numberOf(source: string): number | undefined {
  if (beyondNumbers.test(source)) throw new NoJson(source);
  // Underscores are left out, except where the number begins with its point.
  const digits = source.startsWith('.') || !source.includes('_') ? source : source.replaceAll('_', '');
  if (decimal.test(digits)) return Number(digits);
  const whole = based.exec(digits);
  if (whole !== null) {
    const value = basedNumber(whole);
    if (value < 2 ** 64 && value >= -(2 ** 63)) return value;
  }
  const value = float.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function basedNumber([, sign, hex, binary, octal]: RegExpExecArray): number {
  const value = hex ? Number.parseInt(hex, 16) : binary ? Number.parseInt(binary, 2) : Number.parseInt(octal ?? '', 8);
  return sign === '-' ? -value : value;
}

/** What a text without quotes is. */
export function plainScalar(source: string): Scalar {
  const word = words.get(source);
  if (word !== undefined) return word;
  return /^[-+.0-9]/.test(source) ? (numberOf(source) ?? source) : source;
}

const name = (type: string): string => `tag:yaml.org,2002:${type}`;
const never = (): boolean => false;
const numeric = [...'-+.0123456789'];

const word = defineScalarTag<Scalar>(name('null'), {
  implicit: true,
  implicitFirstChars: ['', '~', ...'nNyYoOtTfF'],
  resolve: (source) => words.get(source) ?? (words.has(source) ? null : NOT_RESOLVED),
  identify: never,
});

const number = defineScalarTag<number>(name('int'), {
  implicit: true,
  implicitFirstChars: numeric,
  resolve: (source) => numberOf(source) ?? NOT_RESOLVED,
  identify: never,
});

const binary = defineScalarTag<string>(name('binary'), {
  resolve(source) {
    const digits = source.replace(/\s/g, '');
    if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return NOT_RESOLVED;
    return Buffer.from(digits, 'base64').toString('utf8');
  },
  identify: never,
});

/** A key that is null has no form in JSON; every other word becomes a text. */
const map = defineMappingTag(name('map'), {
  ...mapTag,
  addPair: (carrier, key, value) => (key === null ? 'a key must not be null' : mapTag.addPair(carrier, key, value)),
});

/** A tag of our own is never done before its end, so that a value cannot hold itself. */
const list = defineSequenceTag(name('seq'), seqTag);

/** Tags say nothing to Kubernetes, but for those above: the rest is read as if they were not there. */
const ignored = [
  defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, identify: never }),
  defineSequenceTag('', { ...list, matchByTagPrefix: true }),
  defineMappingTag('', { ...map, matchByTagPrefix: true }),
];

/** For js-yaml: documents as the API server gets them. */
export const kubernetesYaml = new Schema([
  defineScalarTag(name('str'), { resolve: (source) => source, identify: never }),
  word,
  number,
  mergeTag,
  list,
  map,
  { ...word, tagName: name('bool'), implicit: false },
  { ...number, tagName: name('float'), implicit: false },
  binary,
  ...ignored,
]);
