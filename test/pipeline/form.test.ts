import { describe, expect, test } from 'vitest';
import { recurring } from '../../constructs/plan/recurring.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { filledForm, refilled } from '../../scripts/pipeline/form.ts';
import { yamlHeader } from '../../scripts/pipeline/header.ts';
import { printDocuments } from '../../scripts/pipeline/print.ts';
import { printedFile } from '../../scripts/pipeline/printed.ts';

type Documents = TreeFile['documents'];

const config = (name: string, data: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'a' },
  data,
});
let groups = 0;
/** The file of clusters of one group, one cluster after the other. */
function filesOf(clusters: readonly Documents[], from = (_: number) => 'environments/lab.ts'): TreeFile[] {
  const group = `forms ${groups++}`;
  return clusters.flatMap((documents, at) => [
    ...recurring(group, [
      { path: 'a.yaml', from: from(at), by: 'hand' as const, documents: structuredClone(documents) },
    ]),
  ]);
}
const plainly = (documents: Documents, from = 'environments/lab.ts') =>
  yamlHeader(from) + printDocuments(documents as never);

const values: Readonly<Record<string, readonly unknown[]>> = {
  texts: ['one', 'two', 'three', 'two'],
  'texts that need quotes': ['yes', '017', "it's: so", ' ', ''],
  'texts of several lines': ['a\nb\n', 'a\n\nb', '\n', 'c', ' d\ne'],
  'texts that are not ASCII': ['é', 'a', '😀', '\u2028', 'a\tb'],
  'long texts': ['x'.repeat(100), 'y'.repeat(100), `${'x'.repeat(2_000_000)}`],
  'numbers, and what only looks like one': [1, 2, 1e21, '1', true, 'true', false],
  'now text, now null, now nothing': ['a', null, undefined, 'b', null],
  'now text, now a map, now a list': ['a', { b: 'c' }, 'a', ['d'], { b: 'd' }, {}, []],
  'maps with other keys': [{ a: 'x' }, { a: 'y' }, { a: 'y', b: 'z' }, { b: 'z' }],
  'maps with other keys and other values': [{ a: 'x' }, { a: 'y' }, { a: 'z', b: 'z' }, { a: 'w' }, { a: 'v', b: 'z' }],
  'lists of other lengths and with other items': [['a', 'x'], ['b', 'x'], ['c'], ['d'], ['e', 'x']],
  'maps in maps with other keys': [{ a: { b: 'x' } }, { a: { b: 'y' } }, { a: { b: 'z', c: 'z' } }, { a: { c: 'y' } }],
  'lists of other lengths': [['a'], ['b'], ['b', 'c'], []],
  'what marks a blank itself': ['\ue0000', 'a', "'\ue0000'", '\ue0001'],
};

describe('every cluster gets the bytes of its own documents', () => {
  const places: Readonly<Record<string, (value: unknown) => Documents>> = {
    'in a map': (value) => [config('one', { before: 'x', key: value, next: 'y' })],
    'beside what marks a blank': (value) => [config('one', { key: value, mark: '\ue0000' })],
    'in a list of maps': (value) => [
      config('one', {
        list: [
          { key: value, more: 1 },
          { key: 'x', value },
        ],
      }),
    ],
    'in a list of lists': (value) =>
      [config('one', { list: [['x', value], [value]] })].filter(() => value !== undefined),
    'in one document of several': (value) => [
      config('one', {}),
      config('two', { é: 'ö', key: value }),
      config('three', {}),
    ],
  };
  describe.each(Object.entries(places))('%s', (_, documentsWith) => {
    test.each(Object.entries(values))('%s', (_, those) => {
      const clusters = those.map(documentsWith);
      const bytes = filesOf(clusters).map((file) => printedFile(file).toString('utf8'));
      expect(bytes).toEqual(clusters.map((documents) => plainly(documents)));
    });
  });

  test('where they differ now here, now there, and in both places', () => {
    const pairs = ['aa', 'ab', 'bb', 'ba', 'cd', 'cd', 'dd', 'ab'];
    const clusters = pairs.map(([one, two]) => [config('one', { one, two })]);
    const bytes = filesOf(clusters).map((file) => printedFile(file).toString('utf8'));
    expect(bytes).toEqual(clusters.map((documents) => plainly(documents)));
  });

  test('where documents come, go and change their places', () => {
    const names = ['ab', 'ab', 'ba', 'b', 'bc', 'abc', 'cab', ''];
    const clusters = names.map((all, at) => [...all].map((name) => config(name, { at: String(at), [name]: 'x' })));
    const bytes = filesOf(clusters).map((file) => printedFile(file).toString('utf8'));
    expect(bytes).toEqual(clusters.map((documents) => plainly(documents)));
  });

  test('where only the file that it comes from is another', () => {
    const from = (at: number) => `environments/${['one', 'two', 'zwölf', 'one'][at]}.ts`;
    const clusters = [0, 1, 2, 3].map(() => [config('one', { key: 'é' })]);
    const bytes = filesOf(clusters, from).map((file) => printedFile(file).toString('utf8'));
    expect(bytes).toEqual(clusters.map((documents, at) => plainly(documents, from(at))));
  });

  test('when one before was never printed', () => {
    const clusters = ['a', 'b', 'c', 'd', 'e'].map((key) => [config('one', { key, more: key === 'c' ? 1 : 2 })]);
    const files = filesOf(clusters);
    for (const at of [0, 1, 3, 4])
      expect(printedFile(files[at] as TreeFile).toString('utf8')).toBe(plainly(clusters[at] as Documents));
  });

  test('and keeps them when later ones are printed', () => {
    const clusters = ['a', 'b', 'c'].map((key) => [config('one', { key })]);
    const bytes = filesOf(clusters).map(printedFile);
    expect(bytes.map(String)).toEqual(clusters.map((documents) => plainly(documents)));
  });
});

/** Small numbers in an order that is always the same. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % sides;
  };
}

/** A value that is much like others of the same dice: keys and items come and go, texts change. */
function anyValue(roll: (sides: number) => number, depth: number): unknown {
  const kind = roll(depth > 2 ? 4 : 8);
  if (kind < 4) return ['a', 'b', 1, null, 'c\nd', 'é', true, 'yes'][roll(8)];
  if (kind < 6) return Array.from({ length: roll(3) }, () => anyValue(roll, depth + 1));
  return Object.fromEntries(['k', 'l', 'm'].slice(roll(3)).map((key) => [key, anyValue(roll, depth + 1)]));
}

/** The same but for a few places. */
function edited(value: unknown, roll: (sides: number) => number, depth = 0): unknown {
  if (roll(8) === 0) return anyValue(roll, depth);
  if (Array.isArray(value)) return value.map((each) => edited(each, roll, depth + 1));
  if (typeof value !== 'object' || value === null) return roll(3) === 0 ? `${roll(4)}` : value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, edited(each, roll, depth + 1)]));
}

test('every cluster gets the bytes of its own documents, whatever changes', () => {
  let again = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    let data = ['one', 'two'].map(() => Object.fromEntries(['p', 'q', 'r'].map((key) => [key, anyValue(roll, 0)])));
    const clusters = Array.from({ length: 8 }, () => {
      data = data.map((each) =>
        Object.fromEntries(Object.entries(each).map(([key, value]) => [key, edited(value, roll)])),
      );
      return data.map((each, at) => config(`${at}`, each));
    });
    const files = filesOf(clusters);
    for (const [at, file] of files.entries()) {
      expect(printedFile(file).toString('utf8'), `seed ${seed}`).toBe(plainly(clusters[at] as Documents));
      const [before, one] = [files[at - 1], file.before];
      const filled = before?.before && filledForm(undefined, before.documents, before.before);
      if (filled && one && refilled(filled, file.documents, one)) again++;
    }
  }
  // Otherwise this would say nothing about forms.
  expect(again).toBeGreaterThan(30);
});

test('what cannot be printed is named with its place', () => {
  const clusters = ['a', 'b', '\ud800'].map((key) => [config('one', { key })]);
  const [, second, third] = filesOf(clusters);
  printedFile(second as TreeFile);
  expect(() => printedFile(third as TreeFile)).toThrow('cannot print half a surrogate pair at [0].data.key');
});

describe('a form', () => {
  const filesWith = (...those: readonly string[]) => filesOf(those.map((key) => [config('one', { key, more: 'x' })]));

  test('is filled in again where nothing but its blanks has changed', () => {
    const [, second, third] = filesWith('a', 'b', 'c');
    const filled = second?.before && filledForm(undefined, second.documents, second.before);
    expect(filled).toMatchObject({ values: ['b'], printed: ['b'] });
    const again = filled && third?.before && refilled(filled, third.documents, third.before);
    expect(again).toMatchObject({ values: ['c'], printed: ['c'] });
    expect(again?.form).toBe(filled?.form);
  });

  test('is not filled in where something else has changed, and gets a blank for that', () => {
    const files = filesOf(
      [
        ['a', 'x'],
        ['b', 'x'],
        ['b', 'y'],
      ].map(([key, more]) => [config('one', { key, more })]),
    );
    const [, second, third] = files;
    if (!second?.before || !third?.before) throw new Error('what was before');
    const filled = filledForm(undefined, second.documents, second.before);
    expect(filled && refilled(filled, third.documents, third.before)).toBeUndefined();
    expect(filledForm(filled?.form, third.documents, third.before)).toMatchObject({ values: ['b', 'y'] });
  });
});
