import { isMap } from '../../constructs/model/json.ts';
import type { Random } from './random.ts';

/** What people put where something else belongs. */
const samples: readonly unknown[] = ['text', '7', 7, 1.5, true, null, [], ['text'], [{}], {}, { key: 'text' }];

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/** Values of every type but the given one's. */
export const otherTypes = (value: unknown): readonly unknown[] =>
  samples.filter((sample) => typeOf(sample) !== typeOf(value));

/** A name as somebody mistypes it. */
export function typo(name: string, random: Random): string {
  const at = random.below(name.length);
  const letter = name[at] ?? 'x';
  return random.pick([
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + letter + name.slice(at),
    name.slice(0, at) +
      (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()) +
      name.slice(at + 1),
    `${name}s`,
    name.slice(0, -1),
    `${name} `,
  ]);
}

const numbers = [0, -1, 1, 2, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 2 ** 63, 0.5, 100, 101];

const strings = [
  '',
  ' ',
  '-',
  '.',
  '/',
  '*',
  '0',
  '-1',
  'x'.repeat(16),
  'x'.repeat(64),
  'x'.repeat(254),
  'x'.repeat(300),
  'Unknown',
  'UPPER',
  'under_score',
  'two words',
  '-leading',
  'trailing-',
  'a..b',
  'a/b',
  'a/b/c',
  '/absolute',
  '../up',
  'ünïcode',
  '65536',
  'example.org',
  'example.org/name',
  '*.example.org',
  'https://example.org/path',
  '10.0.0.1',
  '10.0.0.0/8',
  '010.0.0.1',
  'fd00::1',
  '1Q',
  '1.5Gi',
  '100m',
  '50%',
  '101%',
  '5 minutes',
  '1h',
  '2026-02-30T00:00:00Z',
  '2026-02-28T00:00:00Z',
  'aGVsbG8=',
  'not base64!',
  '{{ .Values.name }}',
];

const entriesOf = (list: readonly unknown[]): readonly unknown[] => [
  ...samples,
  ...(list.length > 0 ? [list[0], list[list.length - 1], list[list.length - 1]] : []),
];

/** Values of the right type that are nevertheless too small, too large, malformed, or there twice. */
export const strange = {
  /** What an unknown key may hold. */
  additions: samples,
  /** What a list may get as its last entry; among it what it has already. */
  entries: entriesOf,
  values(value: unknown): readonly unknown[] {
    if (typeof value === 'number') return numbers;
    if (typeof value === 'boolean') return [!value];
    if (Array.isArray(value)) return [[], value.slice(0, 1), [...value, ...value], value.toReversed()];
    if (isMap(value)) return [{}, Object.fromEntries(Object.entries(value).slice(0, 1))];
    if (typeof value === 'string')
      return [
        ...strings,
        value.toUpperCase(),
        value.toLowerCase(),
        `${value} `,
        `${value}x`,
        value.repeat(9),
        value.slice(1),
      ];
    return samples;
  },
};
