import { describe, expect, test } from 'vitest';
import { pathText } from '../../scripts/checks/object.ts';
import { validatorFor } from '../../scripts/validate/index.ts';
import { press, type Written } from './press.ts';

const root = process.cwd();
const object = (spec: unknown, version = 'v1') => ({
  apiVersion: `example.org/${version}`,
  kind: 'Press',
  metadata: { name: 'one', namespace: 'shop' },
  spec,
});

/** What is wrong with a value, where a schema is all that is known of it. */
const faultsOf = (schema: Written, value: unknown): readonly string[] =>
  validatorFor(root, '1.36', [press({ v1: { type: 'object', properties: { x: schema } } })])
    .faults(object({ x: value }))
    .map(({ path, message, hint }) => `${pathText(path)}: ${message}${hint ? ` → ${hint}` : ''}`);

const text = { type: 'string' };
const whole = { type: 'integer' };

/** A schema, a value that it takes, one that it does not, and what is said of that. */
const table: readonly [keyword: string, schema: Written, good: unknown, bad: unknown, says: readonly string[]][] = [
  ['type string', text, 'a', 1, ['spec.x: must be a string, and is a number (1)']],
  ['type integer', whole, 1, 1.5, ['spec.x: must be an integer, and is a number (1.5)']],
  ['type number', { type: 'number' }, 1.5, '1.5', ['spec.x: must be a number, and is a string ("1.5")']],
  ['type boolean', { type: 'boolean' }, false, 'false', ['spec.x: must be a boolean, and is a string ("false")']],
  ['type array', { type: 'array', items: text }, ['a'], { a: 'a' }, ['spec.x: must be a list, and is a map']],
  [
    'type object',
    { type: 'object', properties: { a: text } },
    { a: 'a' },
    ['a'],
    ['spec.x: must be a map, and is a list'],
  ],
  [
    'entries',
    { type: 'array', items: whole },
    [1, 2],
    [1, 'b'],
    ['spec.x[1]: must be an integer, and is a string ("b")'],
  ],
  [
    'an unknown field',
    { type: 'object', properties: { replicas: whole } },
    { replicas: 1 },
    { replica: 1 },
    ['spec.x.replica: unknown field; did you mean "replicas"? → write replicas'],
  ],
  [
    'free names',
    { type: 'object', additionalProperties: text },
    { a: 'a', b: 'b' },
    { a: 1 },
    ['spec.x.a: must be a string, and is a number (1)'],
  ],
  [
    'an object without fields',
    { type: 'object' },
    {},
    { a: 1 },
    ['spec.x.a: unknown field → remove it, or correct its name'],
  ],
  [
    'known fields of a free object',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: whole } },
    { a: 1, b: 'x' },
    { a: 'x' },
    ['spec.x.a: must be an integer, and is a string ("x")'],
  ],
  [
    'required',
    { type: 'object', properties: { a: text, b: text }, required: ['a'] },
    { a: '' },
    { b: '' },
    ['spec.x.a: is required → add it'],
  ],
  [
    'int or string',
    { 'x-kubernetes-int-or-string': true },
    '50%',
    true,
    ['spec.x: must be an integer or a string, and is a boolean (true)'],
  ],
  [
    'integers that JSON has no room for',
    { 'x-kubernetes-int-or-string': true },
    2 ** 53,
    2 ** 63,
    ['spec.x: does not fit into int64, and is 9223372036854776000'],
  ],
  [
    'a list whose entries keep what nobody named',
    {
      type: 'array',
      'x-kubernetes-preserve-unknown-fields': true,
      items: { type: 'object', properties: { a: { type: 'object', properties: {} } } },
    },
    [{ b: 1 }],
    [{ a: { b: 1 } }],
    ['spec.x[0].a.b: unknown field → remove it, or correct its name'],
  ],
  ['nullable', { type: 'string', nullable: true }, null, 1, ['spec.x: must be a string, and is a number (1)']],
  ['a null in a list', { type: 'array', items: text }, [''], [null], ['spec.x[0]: must be a string, and is null']],
  [
    'enum',
    { type: 'string', enum: ['Always', 'Never'] },
    'Never',
    'never',
    ['spec.x: "never" is not one of "Always", "Never" → write "Never"'],
  ],
  ['pattern', { type: 'string', pattern: '^a+$' }, 'aa', 'b', ['spec.x: "b" does not match ^a+$']],
  [
    'a pattern that only RE2 reads',
    { type: 'string', pattern: '^(?i)(drop|accept)?$' },
    'DROP',
    'x',
    ['spec.x: "x" does not match ^(?i)(drop|accept)?$'],
  ],
  ['minLength 1', { type: 'string', minLength: 1 }, 'a', '', ['spec.x: must not be empty']],
  ['minLength', { type: 'string', minLength: 3 }, 'äöü', 'äö', ['spec.x: must have at least 3 characters, and has 2']],
  [
    'maxLength, in characters and not in bytes',
    { type: 'string', maxLength: 2 },
    '😀😀',
    '😀😀😀',
    ['spec.x: must have at most 2 characters, and has 3'],
  ],
  ['minimum', { type: 'integer', minimum: 1 }, 1, 0, ['spec.x: must be at least 1, and is 0']],
  [
    'exclusive minimum',
    { type: 'integer', minimum: 1, exclusiveMinimum: true },
    2,
    1,
    ['spec.x: must be more than 1, and is 1'],
  ],
  ['maximum', { type: 'integer', maximum: 9 }, 9, 10, ['spec.x: must be at most 9, and is 10']],
  [
    'exclusive maximum',
    { type: 'integer', maximum: 9, exclusiveMaximum: true },
    8,
    9,
    ['spec.x: must be less than 9, and is 9'],
  ],
  ['multipleOf', { type: 'integer', multipleOf: 5 }, 10, 11, ['spec.x: must be a multiple of 5, and is 11']],
  ['minItems 1', { type: 'array', items: whole, minItems: 1 }, [1], [], ['spec.x: must not be empty']],
  [
    'minItems',
    { type: 'array', items: whole, minItems: 2 },
    [1, 2],
    [1],
    ['spec.x: must have at least 2 entries, and has 1'],
  ],
  [
    'maxItems',
    { type: 'array', items: whole, maxItems: 1 },
    [1],
    [1, 2],
    ['spec.x: must have at most 1 entries, and has 2'],
  ],
  [
    'a set',
    { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
    ['a', 'b'],
    ['a', 'a'],
    ['spec.x: has "a" twice → take one of them out'],
  ],
  [
    'keys of a list',
    {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      items: { type: 'object', properties: { port: whole, protocol: { type: 'string', default: 'TCP' } } },
    },
    [{ port: 80 }, { port: 80, protocol: 'UDP' }],
    [{ port: 80 }, { port: 80, protocol: 'TCP' }],
    [
      'spec.x: has two entries with port 80, protocol "TCP" → take one of them out, or give it another port or protocol',
    ],
  ],
  [
    'minProperties',
    { type: 'object', additionalProperties: text, minProperties: 1 },
    { a: 'a' },
    {},
    ['spec.x: must have at least 1 fields, and has 0'],
  ],
  [
    'maxProperties',
    { type: 'object', additionalProperties: text, maxProperties: 1 },
    { a: 'a' },
    { a: 'a', b: 'b' },
    ['spec.x: must have at most 1 fields, and has 2'],
  ],
  [
    'allOf',
    { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 3 }] },
    2,
    4,
    ['spec.x: must be at most 3, and is 4'],
  ],
  [
    'anyOf',
    { type: 'object', properties: { a: text, b: text }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    { a: 'a', b: 'b' },
    {},
    ['spec.x: must be one of: a given, b given'],
  ],
  [
    'oneOf, when there is too much',
    { type: 'object', properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    { b: 'b' },
    { a: 'a', b: 'b' },
    ['spec.x: only one may hold of: a given, b given'],
  ],
  ['not', { type: 'string', not: { enum: ['root'] } }, 'me', 'root', ['spec.x: must not be: "root"']],
  ['byte', { type: 'string', format: 'byte' }, 'YQ==', 'a', ['spec.x: "a" is not base64']],
  [
    'date-time',
    { type: 'string', format: 'date-time' },
    '2026-02-28T00:00:00Z',
    '2026-02-30T00:00:00Z',
    ['spec.x: "2026-02-30T00:00:00Z" is not a time such as 2026-01-31T12:00:00Z'],
  ],
  [
    'date',
    { type: 'string', format: 'date' },
    '2026-02-28',
    '2026-13-01',
    ['spec.x: "2026-13-01" is not a date such as 2026-01-31'],
  ],
  [
    'duration',
    { type: 'string', format: 'duration' },
    '1h30m',
    'soon',
    ['spec.x: "soon" is not a duration such as 1h30m'],
  ],
  [
    'cidr',
    { type: 'string', format: 'cidr' },
    '10.0.0.0/8',
    '10.0.0.0/33',
    ['spec.x: "10.0.0.0/33" is not a network such as 10.0.0.0/8'],
  ],
  ['ipv4', { type: 'string', format: 'ipv4' }, '10.0.0.1', '::1', ['spec.x: "::1" is not an IPv4 address']],
  [
    'ipv6',
    { type: 'string', format: 'ipv6' },
    '::1',
    'fe80::1%eth0',
    ['spec.x: "fe80::1%eth0" is not an IPv6 address'],
  ],
  [
    'uri',
    { type: 'string', format: 'uri' },
    'https://example.org',
    'example org',
    ['spec.x: "example org" is not a URI'],
  ],
  [
    'uuid',
    { type: 'string', format: 'uuid' },
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    'x',
    ['spec.x: "x" is not a UUID'],
  ],
  ['mac', { type: 'string', format: 'mac' }, '00:1a:2b:3c:4d:5e', '00:1a', ['spec.x: "00:1a" is not a MAC address']],
  [
    'a rule',
    {
      type: 'object',
      properties: { min: whole, max: whole },
      'x-kubernetes-validations': [{ rule: 'self.min <= self.max', message: 'min must not exceed max' }],
    },
    { min: 1, max: 2 },
    { min: 2, max: 1 },
    ['spec.x: breaks a rule of its definition: min must not exceed max → make this true: self.min <= self.max'],
  ],
];

describe('a custom resource', () => {
  test.each(table)('is held to its schema: %s', (_, schema, good, bad, says) => {
    expect(faultsOf(schema, good)).toEqual([]);
    expect(faultsOf(schema, bad)).toEqual(says);
  });

  test('is judged with its defaults, as the server fills them in', () => {
    const schema: Written = {
      type: 'object',
      required: ['mode'],
      properties: {
        mode: { type: 'string', default: 'slow' },
        speed: { type: 'object', default: {}, properties: { limit: { type: 'integer', default: 5 } } },
      },
      'x-kubernetes-validations': [{ rule: "self.mode == 'slow' && self.speed.limit == 5", message: 'too fast' }],
    };
    expect(faultsOf(schema, {})).toEqual([]);
    expect(faultsOf(schema, { speed: { limit: 6 } })).toEqual([
      "spec.x: breaks a rule of its definition: too fast → make this true: self.mode == 'slow' && self.speed.limit == 5",
    ]);
  });

  test('takes its default for a null where none is allowed, and is refused without one', () => {
    const schema: Written = {
      type: 'object',
      properties: { a: text, b: { type: 'string', default: 'x' } },
      required: ['b'],
    };
    expect(faultsOf(schema, { b: null })).toEqual([]);
    expect(faultsOf(schema, { a: null })).toEqual(['spec.x.a: must be a string, and is null']);
  });

  test('has metadata like every object, whatever its definition says', () => {
    const validator = validatorFor(root, '1.36', [press({ v1: { type: 'object' } })]);
    const one = { ...object({}), metadata: { name: 'one', namespace: 'shop', labels: { a: 'b' }, lables: {} } };
    expect(validator.faults(one).map(({ path, message }) => `${pathText(path)}: ${message}`)).toEqual([
      'metadata.lables: unknown field; did you mean "labels"?',
    ]);
  });

  test('says which version has a field that this one lacks', () => {
    const definition = press({
      v1: { type: 'object', properties: { a: text } },
      v1beta1: { type: 'object', properties: { a: text, old: text } },
    });
    expect(validatorFor(root, '1.36', [definition]).faults(object({ old: 'x' }))).toEqual([
      {
        path: ['spec', 'old'],
        message: 'is not in this version; v1beta1 has it',
        hint: 'write apiVersion example.org/v1beta1, or remove it',
      },
    ]);
  });

  test('has versions, and is refused in one that is not there or no longer served', () => {
    const empty: Written = { type: 'object' };
    const validator = validatorFor(root, '1.36', [press({ v1: empty, v1alpha1: empty }, { v1alpha1: false })]);
    const says = (version: string) =>
      validator.faults(object({}, version)).map(({ message, hint }) => `${message} → ${hint}`);
    expect(says('v1')).toEqual([]);
    expect(says('v2')).toEqual(['example.org/Press has no version v2 → write example.org/v1']);
    expect(says('v1alpha1')).toEqual([
      'example.org/Press is no longer served in version v1alpha1 → write example.org/v1',
    ]);
  });

  test('reports everything at once', () => {
    const schema: Written = { type: 'object', properties: { a: text, b: whole }, required: ['c'] };
    expect(faultsOf(schema, { a: 1, b: 'x', d: 1 })).toHaveLength(4);
  });
});
