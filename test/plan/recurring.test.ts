import { describe, expect, test } from 'vitest';
import { difference, unified } from '../../constructs/plan/difference.ts';
import { recurring } from '../../constructs/plan/recurring.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';

const files = (...documents: TreeFile['documents']): readonly TreeFile[] => [
  { path: 'platform/a/manifests.yaml', from: 'environments/lab.ts', by: { application: 'a' }, documents },
];
const config = (name: string, data: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'a' },
  data,
});
let groups = 0;
/** The documents of clusters of one group, one cluster after the other. */
const made = (...clusters: readonly TreeFile['documents'][]) => {
  const group = `group ${groups++}`;
  return clusters.map((documents) => recurring(group, files(...documents))[0]);
};

describe('what the cluster before had', () => {
  test('is the same in memory where a document is equal, and cannot be changed', () => {
    const [first, second] = made([config('one', { key: 'x' })], [config('one', { key: 'x' })]);
    expect(second?.documents[0]).toBe(first?.documents[0]);
    expect(Object.isFrozen(second?.documents[0])).toBe(true);
    expect(second?.before).toEqual({
      documents: first?.documents,
      twins: [first?.documents[0]],
      differences: [undefined],
    });
  });

  test('is the same in memory in the parts of a document that are equal', () => {
    const [first, second] = made([config('one', { key: 'x' })], [config('one', { key: 'y' })]);
    expect(second?.documents).toEqual([config('one', { key: 'y' })]);
    expect(second?.documents[0]?.['metadata']).toBe(first?.documents[0]?.['metadata']);
    expect(first?.documents).toEqual([config('one', { key: 'x' })]);
  });

  test('is found by its name where documents have come and gone', () => {
    const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => config(name, {}));
    if (!one || !two || !three || !four) throw new Error('four objects');
    const [, second] = made([two, three, four], [one, { ...two }, { ...four }]);
    expect(second?.before?.twins).toEqual([undefined, two, four]);
    expect(second?.documents[1]).toBe(two);
    expect(second?.documents[2]).toBe(four);
  });

  test('is nothing to a cluster of another group', () => {
    const [first] = made([config('one', {})]);
    const [other] = made([config('one', {})]);
    expect(other?.documents[0]).not.toBe(first?.documents[0]);
    expect(other?.before).toBeUndefined();
  });
});

describe('two values', () => {
  const before = { list: [{ a: 1 }, { b: [2] }], map: { c: null, d: 'e' }, gone: true };

  test('are one where they are equal, whatever the order of their keys', () => {
    expect(unified(before, { gone: true, map: { d: 'e', c: null }, list: [{ a: 1 }, { b: [2] }] })).toBe(before);
  });

  test.each([
    ['has a key less', { list: [{ a: 1 }, { b: [2] }], map: { c: null, d: 'e' } }],
    ['has a key more', { ...before, more: 1 }],
    ['has another value', { ...before, gone: false }],
    ['has another value further down', { ...before, map: { c: null, d: 'f' } }],
    ['has a shorter list', { ...before, list: [{ a: 1 }] }],
    ['has a longer list', { ...before, list: [{ a: 1 }, { b: [2] }, {}] }],
    ['has a list for a map', { ...before, map: [] }],
    ['has a map for a list', { ...before, list: {} }],
    ['has null for a map', { ...before, map: null }],
    ['has a number for a text', { ...before, map: { c: null, d: 3 } }],
  ])('stay two where one %s', (_, value) => {
    const copy = structuredClone(value);
    const found = unified(before, copy);
    expect(found).not.toBe(before);
    expect(found).toEqual(value);
    expect(copy).toEqual(value);
  });

  test.each(['constructor', 'toString', '__proto__'])('are not alike where one has a key less and %s more', (name) => {
    const text = `{"metadata":{"${name}":"x","b":1}}`;
    expect(difference({ metadata: { a: 'x', b: 1 } }, JSON.parse(text))).toEqual([
      { key: 'metadata', below: undefined },
    ]);
  });
});
