import { describe, expect, test } from 'vitest';
import { ruleFaults, unevaluable } from '../../scripts/cel/rules.ts';
import { customResources, definition, type SchemaNode } from '../../scripts/schemas/read.ts';
import { cases, type Fields, type Ruled } from './cases.ts';
import { brokenRules } from './walk.ts';

const root = process.cwd();

function faultsOf({ apiVersion, kind, spec }: Ruled, different: Fields = {}): string[] {
  const [group = '', version = ''] = apiVersion.split('/');
  const found = definition(root, group, kind);
  if (!found) throw new Error(`no definition of ${apiVersion} ${kind}`);
  const metadata = { name: 'one', namespace: 'shop' };
  return brokenRules(found, version, { apiVersion, kind, metadata, spec: { ...spec, ...different } });
}

describe.each(cases.map((each) => [`${each.kind} of ${each.apiVersion}`, each] as const))('%s', (_, ruled) => {
  test('keeps its rules', () => {
    expect(faultsOf(ruled)).toEqual([]);
  });
  test.each(ruled.broken)('%s: %s', (path, message, different) => {
    expect(faultsOf(ruled, different)).toContain(`${path}: ${message}`);
  });
});

test('every rule and message of every custom resource can be evaluated', () => {
  const found = customResources(root).flatMap(({ group, kind }) => {
    const { nodes = [] } = definition(root, group, kind) ?? {};
    return nodes.flatMap((_, index) => unevaluable(nodes, index).map((each) => ({ group, kind, ...each })));
  });
  expect(found).toEqual([]);
});

/** What one node with these rules says of a value. */
const said = (node: SchemaNode, value: unknown, others: readonly SchemaNode[] = []) => {
  const nodes = [...others, node];
  return ruleFaults(nodes, nodes.length - 1, value).map(({ path, message }) => ({ path, message }));
};

describe('a rule', () => {
  const object = (rules: SchemaNode['x-kubernetes-validations'], properties = {}): SchemaNode => ({
    type: 'object',
    properties,
    'x-kubernetes-validations': rules,
  });

  test('without a message is named itself', () => {
    expect(said(object([{ rule: ' has(self.a) ' }]), {})).toEqual([{ path: [], message: 'failed rule: has(self.a)' }]);
  });

  test('is told by its message expression', () => {
    const rule = { rule: 'self.a < 5', message: 'too much', messageExpression: "'has ' + string(self.a)" };
    expect(said(object([rule], { a: 0 }), { a: 7 }, [{ type: 'integer' }])).toEqual([{ path: [], message: 'has 7' }]);
  });

  test.each([
    ['fails', 'self.nope'],
    ['is no text', '5'],
    ['is empty', "' '"],
    ['has two lines', "'a\\nb'"],
  ])('is told by its message where the expression %s', (_, messageExpression) => {
    expect(said(object([{ rule: 'false', message: 'no', messageExpression }]), {})).toEqual([
      { path: [], message: 'no' },
    ]);
  });

  test('points at the field that it names', () => {
    expect(said(object([{ rule: 'false', message: 'no', fieldPath: ".a['b.c']" }]), {})).toEqual([
      { path: ['a', 'b.c'], message: 'no' },
    ]);
  });

  test('that fails is a fault', () => {
    expect(said(object([{ rule: 'self.a == 1', message: 'a is one' }]), {})).toEqual([
      { path: [], message: 'no such key: a evaluating rule: a is one' },
    ]);
  });

  test('that compares with the value before does not hold for a new object', () => {
    expect(said(object([{ rule: 'self == oldSelf' }]), {})).toEqual([]);
    expect(said(object([{ rule: "self.a != 'oldSelf'", message: 'no' }]), { a: 'oldSelf' })).toHaveLength(1);
  });

  test('that takes an old value as optional has none for a new object', () => {
    const rule = { rule: 'oldSelf.hasValue()', message: 'was not there', optionalOldSelf: true };
    expect(said(object([rule]), {})).toEqual([{ path: [], message: 'was not there' }]);
  });

  test('that is no CEL is listed', () => {
    const nodes = [object([{ rule: 'self.a ==' }, { rule: 'nobody(self)' }, { rule: 'true' }])];
    expect(unevaluable(nodes, 0).map(({ rule }) => rule)).toEqual(['self.a ==', 'nobody(self)']);
    expect(ruleFaults(nodes, 0, {})).toEqual([]);
  });
});

describe('values are', () => {
  const typed = (rule: string, property: SchemaNode, value: unknown, name = 'a') =>
    said(
      { type: 'object', properties: { [name]: 0 }, 'x-kubernetes-validations': [{ rule, message: 'no' }] },
      { [name]: value },
      [property],
    );

  test.each<[string, string, SchemaNode, unknown, string?]>([
    ['ints', 'type(self.a) == int && self.a + 1 == 6', { type: 'integer' }, 5],
    ['doubles, even when whole', 'type(self.a) == double', { type: 'number' }, 5],
    ['ints where both are possible', 'type(self.a) == int', { 'x-kubernetes-int-or-string': true }, 5],
    ['texts where both are possible', 'type(self.a) == string', { 'x-kubernetes-int-or-string': true }, '5%'],
    [
      'timestamps',
      "self.a > timestamp('2024-01-01T00:00:00Z')",
      { type: 'string', format: 'date-time' },
      '2024-01-02T00:00:00Z',
    ],
    [
      'timestamps of a day',
      "self.a == timestamp('2024-01-02T00:00:00Z')",
      { type: 'string', format: 'date' },
      '2024-01-02',
    ],
    ['durations', "self.a == duration('90m')", { type: 'string', format: 'duration' }, '1h30m'],
    ['bytes', "self.a == b'hi'", { type: 'string', format: 'byte' }, 'aGk='],
    ['fields with a dash', 'self.x__dash__y', { type: 'boolean' }, true, 'x-y'],
    ['fields with a dot and a slash', 'self.a__dot__b__slash__c', { type: 'boolean' }, true, 'a.b/c'],
    ['fields with underscores', 'self.a__underscores__b', { type: 'boolean' }, true, 'a__b'],
    ['fields named like a word of CEL', 'self.__namespace__', { type: 'boolean' }, true, 'namespace'],
    ['absent where they are null', '!has(self.a)', { type: 'string', nullable: true }, null],
  ])('%s', (_, rule, property, value, name) => {
    expect(typed(rule, property, value, name)).toEqual([]);
    expect(typed(`!(${rule})`, property, value, name)).toHaveLength(1);
  });

  test('sets regardless of order', () => {
    const set: SchemaNode = { type: 'array', items: 0, 'x-kubernetes-list-type': 'set' };
    const node: SchemaNode = {
      type: 'object',
      properties: { a: 1, b: 1 },
      'x-kubernetes-validations': [{ rule: 'self.a == self.b', message: 'differ' }],
    };
    expect(said(node, { a: ['x', 'y'], b: ['y', 'x'] }, [{ type: 'string' }, set])).toEqual([]);
    expect(said(node, { a: ['x', 'y'], b: ['y', 'z'] }, [{ type: 'string' }, set])).toHaveLength(1);
  });

  test('those of the resource at its root', () => {
    const node: SchemaNode = {
      type: 'object',
      properties: { spec: 0 },
      'x-kubernetes-validations': [{ rule: "self.metadata.name == 'default'", message: 'only one' }],
    };
    const object = (name: string) => ({ apiVersion: 'a/v1', kind: 'A', metadata: { name } });
    expect(said(node, object('default'), [{ type: 'object' }])).toEqual([]);
    expect(said(node, object('other'), [{ type: 'object' }])).toHaveLength(1);
  });
});
