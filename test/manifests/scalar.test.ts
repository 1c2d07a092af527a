import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isMistake, readDocument } from '../../scripts/manifests/document.ts';

/**
 * What `YAMLToJSON` of sigs.k8s.io/yaml v1.6.0 (over go.yaml.in/yaml/v2 v2.4.2) makes of a value (`v: …`) and of a whole document; a
 * row without a second entry is one that it refuses.
 */
const { values, documents }: Record<'values' | 'documents', [text: string, is?: unknown][]> = JSON.parse(
  readFileSync(new URL('sigs-yaml.json', import.meta.url), 'utf8'),
);

const refused = Symbol('refused');

function read(text: string): unknown {
  const document = readDocument(text);
  return isMistake(document) ? refused : (document.value ?? null);
}

describe('YAML means to us what it means to Kubernetes', () => {
  test.each(values)('value %j', (text, ...is) => {
    expect(read(`v: ${text}\n`)).toEqual(is.length === 0 ? refused : { v: is[0] });
  });

  test.each(documents)('document %j', (text, ...is) => {
    expect(read(text)).toEqual(is.length === 0 ? refused : is[0]);
  });

  test.each([
    ['0o17', '15'],
    ['1_000', '1000'],
    ['08', '8'],
    ['0.10', '0.1'],
    ['yes', 'true'],
    ['Off', 'false'],
    ['2001-01-01', '2001-01-01'],
    ['"yes"', 'yes'],
    ['<<x', '<<x'],
  ])('key %j is the text %j', (key, is) => {
    expect(read(`${key}: v\n`)).toEqual({ [is]: 'v' });
  });

  test('a key that is null is refused', () => {
    for (const key of ['null', '~', '!!null ""', '? ']) expect(read(`${key}: v\n`)).toBe(refused);
  });
});

describe('where we differ on purpose, we are stricter', () => {
  test.each([
    ['text that would be dropped after a mapping', ' a: 1\nb: 2\n'],
    ['a quoted text with something behind it', '"a":1\n'],
  ])('%s is refused', (_, text) => {
    expect(read(text)).toBe(refused);
  });

  test('a key that is there twice is read as Kubernetes reads it, and reported', () => {
    const document = readDocument('a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n"a": 2\na: 3\n');
    expect(document).toMatchObject({
      value: { a: 3, b: { c: 3, d: 2 } },
      mistakes: [
        { path: ['b', 'c'], line: 5 },
        { path: ['a'], line: 6 },
        { path: ['a'], line: 7 },
      ],
    });
  });
});
