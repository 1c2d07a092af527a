import { describe, expect, test } from 'vitest';
import { mergePatch, mergeValues } from '../../constructs/plan/merge.ts';
import { patched } from '../../constructs/plan/patches.ts';

describe('values over values', () => {
  test.each([
    [
      'maps are merged key by key, at any depth',
      { a: { b: { c: 1, d: 2 } } },
      { a: { b: { d: 3 } } },
      { a: { b: { c: 1, d: 3 } } },
    ],
    ['lists are replaced', { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    [
      'a map takes the place of anything else, and anything else of a map',
      { a: 1, b: {} },
      { a: {}, b: 1 },
      { a: {}, b: 1 },
    ],
    ['an empty map changes nothing', { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
    ['null stays, for Helm takes it as a wish to remove', { a: { b: 1 } }, { a: { b: null } }, { a: { b: null } }],
    ['false and zero count', { a: true, b: 1 }, { a: false, b: 0 }, { a: false, b: 0 }],
  ])('%s', (_name, base, over, expected) => {
    expect(mergeValues(base, over)).toEqual(expected);
  });

  test('leave both as they were', () => {
    const [base, over] = [{ a: { b: 1 } }, { a: { c: 2 } }];
    mergeValues(base, over);
    expect([base, over]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });
});

// The examples of RFC 7396, appendix A, that are of objects.
describe('a merge patch', () => {
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('turns %j with %j into %j', (base, patch, expected) => {
    expect(mergePatch(base, patch)).toEqual(expected);
  });
});

describe('patches of own objects', () => {
  const objects = ['web', 'worker'].map((name) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { a: 'b' } },
    spec: { replicas: 1 },
  }));
  const at = { file: 'environments/lab.ts', path: ['patches'] };
  const patch = (kind: string, name: string, merge: object) =>
    patched(objects, [{ kind, name, merge: { ...merge } }], 'lab/one › ci › press', at);

  test('change the object that they name and no other', () => {
    expect(patch('Deployment', 'web', { spec: { replicas: 3 } }).objects).toEqual([
      { ...objects[0], spec: { replicas: 3 } },
      objects[1],
    ]);
  });

  test('do not change what an object is', () => {
    const { objects: after, findings } = patch('Deployment', 'web', {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: null,
    });
    expect(after[0]).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
    // Without a name nothing can be written.
    expect(findings.length > 0 || after[0]?.metadata?.name === 'web').toBe(true);
  });

  test.each([
    ['Deployment', 'wbe', 'patches Deployment wbe, which it does not write; did you mean "Deployment web"?'],
    ['Service', 'web', 'patches Service web, which it does not write; known: Deployment web, Deployment worker'],
  ])('that name nothing are an error with what there is: %s %s', (kind, name, message) => {
    expect(patch(kind, name, {}).findings).toEqual([
      expect.objectContaining({ check: 'option', message, at: { ...at, path: ['patches', 0] } }),
    ]);
  });

  test('of a component that writes nothing are an error', () => {
    const { findings } = patched([], [{ kind: 'Job', name: 'a', merge: {} }], 'x', at);
    expect(findings[0]?.message).toBe('patches an object, and this component writes none of its own');
  });
});
