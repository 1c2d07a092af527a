import { describe, expect, test } from 'vitest';
import type { Json } from '../../constructs/model/json.ts';
import { JsonSchema } from '../../scripts/charts/json-schema.ts';

const says = (schema: Json, value: unknown, fine?: Json): readonly string[] =>
  new JsonSchema(schema, fine).faults(value).map(({ path, message }) => `${path.join('.') || 'root'}: ${message}`);

const unknown = 'a: is unknown';

/** A schema, values that fit it, and values that do not, with what is said of them. */
const cases: readonly (readonly [
  schema: Json,
  fits: readonly unknown[],
  others: readonly (readonly [unknown, string])[],
])[] = [
  [
    { type: 'string' },
    ['', 'a'],
    [
      [1, 'root: must be a string, not 1'],
      [{}, 'root: must be a string, not a map'],
    ],
  ],
  [{ type: 'integer' }, [1, 2.0], [[1.5, 'root: must be a whole number, not 1.5']]],
  [{ type: ['object', 'array'] }, [{}, []], [['x', 'root: must be a map or a list, not "x"']]],
  [{ type: ['boolean', 'null'] }, [true, null], [[0, 'root: must be true or false or null, not 0']]],
  [{ type: 'number' }, [1, 1.5], [['1', 'root: must be a number, not "1"']]],
  [{ enum: ['a', 'b'] }, ['a'], [['c', 'root: must be one of: "a", "b", not "c"']]],
  [{ const: 1 }, [1], [[2, 'root: must be 1, not 2']]],
  [{ pattern: '^a' }, ['ab', 1], [['b', 'root: must match ^a']]],
  [{ pattern: '(?i)a' }, ['anything that JavaScript cannot read'], []],
  [
    { minLength: 1, maxLength: 2 },
    ['é'],
    [
      ['', 'root: must have at least 1 characters, not 0'],
      ['abc', 'root: must have at most 2 characters, not 3'],
    ],
  ],
  [
    { minimum: 1, maximum: 3 },
    [1, 3],
    [
      [0, 'root: must be at least 1, not 0'],
      [4, 'root: must be at most 3, not 4'],
    ],
  ],
  [
    { exclusiveMinimum: 1, exclusiveMaximum: 3 },
    [2],
    [
      [1, 'root: must be more than 1, not 1'],
      [3, 'root: must be less than 3, not 3'],
    ],
  ],
  [
    { minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true },
    [2],
    [
      [1, 'root: must be more than 1, not 1'],
      [3, 'root: must be less than 3, not 3'],
    ],
  ],
  [{ multipleOf: 2 }, [4], [[3, 'root: must be a multiple of 2, not 3']]],
  [
    { minItems: 1, maxItems: 2 },
    [[1]],
    [
      [[], 'root: must have at least 1 items, not 0'],
      [[1, 2, 3], 'root: must have at most 2 items, not 3'],
    ],
  ],
  [{ uniqueItems: true }, [[1, 2]], [[[{ a: 1 }, { a: 1 }], 'root: has an item twice']]],
  [
    { minProperties: 1, maxProperties: 1 },
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      [{}, 'root: must have at least 1 keys, not 0'],
      [{ a: 1, b: 1 }, 'root: must have at most 1 keys, not 2'],
    ],
  ],
  [
    { required: ['a'] },
    [{ a: null }, 'no map'],
    [
      [{ b: 1 }, 'a: is required'],
      [{ a: undefined }, 'a: is required'],
    ],
  ],
  [{ properties: { a: { type: 'string' } } }, [{ a: 'x', b: 1 }], [[{ a: 1 }, 'a: must be a string, not 1']]],
  [
    { properties: { port: {} }, additionalProperties: false },
    [{ port: 1 }],
    [[{ prot: 1 }, 'prot: is unknown; did you mean "port"?']],
  ],
  [{ additionalProperties: { type: 'number' } }, [{ a: 1 }], [[{ a: 'x' }, 'a: must be a number, not "x"']]],
  [
    { patternProperties: { '^x-': { type: 'number' } }, additionalProperties: false },
    [{ 'x-a': 1 }],
    [
      [{ 'x-a': 'b' }, 'x-a: must be a number, not "b"'],
      [{ a: 1 }, unknown],
    ],
  ],
  [{ propertyNames: { maxLength: 1 } }, [{ a: 1 }], [[{ ab: 1 }, 'ab: must have at most 1 characters, not 2']]],
  [{ properties: { a: false } }, [{ b: 1 }], [[{ a: 1 }, 'a: has no place here']]],
  [{ items: { type: 'number' } }, [[1, 2]], [[[1, 'x'], '1: must be a number, not "x"']]],
  [
    { items: [{ type: 'number' }], additionalItems: { type: 'string' } },
    [[1, 'a']],
    [[[1, 2], '1: must be a string, not 2']],
  ],
  [
    { prefixItems: [{ type: 'number' }], items: false },
    [[1]],
    [
      [['a'], '0: must be a number, not "a"'],
      [[1, 2], '1: has no place here'],
    ],
  ],
  [
    { dependencies: { a: ['b'], c: { required: ['d'] } } },
    [{ a: 1, b: 1 }, {}],
    [
      [{ a: 1 }, 'b: is required'],
      [{ c: 1 }, 'd: is required'],
    ],
  ],
  [
    { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
    [{ b: 1 }],
    [
      [{ a: 1 }, 'b: is required'],
      [{ c: 1 }, 'd: is required'],
    ],
  ],
  [{ allOf: [{ required: ['a'] }, { required: ['b'] }] }, [{ a: 1, b: 1 }], [[{ a: 1 }, 'b: is required']]],
  [
    { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    ['a', 1],
    [[true, 'root: must be a string or a whole number, not true']],
  ],
  [
    { anyOf: [{ type: 'string' }, { properties: { a: { type: 'string' } }, type: 'object' }] },
    ['a', {}],
    [[{ a: 1 }, 'a: must be a string, not 1']],
  ],
  [
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    [{ a: 1 }],
    [[{ a: 1, b: 1 }, "root: fits several forms, of which the chart's schema wants exactly one"]],
  ],
  [{ not: { required: ['a'] } }, [{ b: 1 }], [[{ a: 1 }, "root: is what the chart's schema excludes"]]],
  [
    // As text: an object with a `then` looks like a promise.
    JSON.parse('{ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }'),
    [{ a: 1, b: 1 }, { c: 1 }],
    [
      [{ a: 1 }, 'b: is required'],
      [{}, 'c: is required'],
    ],
  ],
  [
    { $defs: { p: { type: 'integer' } }, properties: { a: { $ref: '#/$defs/p' } } },
    [{ a: 1 }],
    [[{ a: 'x' }, 'a: must be a whole number, not "x"']],
  ],
  [
    { definitions: { 'a/b~c': { type: 'integer' } }, properties: { a: { $ref: '#/definitions/a~1b~0c' } } },
    [{ a: 1 }],
    [[{ a: 'x' }, 'a: must be a whole number, not "x"']],
  ],
  [
    { type: ['object', 'number'], properties: { a: { $ref: '#' } } },
    [{ a: { a: 1 } }],
    [[{ a: { a: 'x' } }, 'a.a: must be a map or a number, not "x"']],
  ],
  [{ $ref: 'https://example.org/schema.json' }, [1, {}], []],
  [{ $ref: '#/$defs/none' }, [1], []],
  [
    { $schema: 'http://json-schema.org/draft-07/schema#', $ref: '#/$defs/a', type: 'string', $defs: { a: {} } },
    [1],
    [],
  ],
  [{ $ref: '#/$defs/a', type: 'string', $defs: { a: {} } }, ['x'], [[1, 'root: must be a string, not 1']]],
  [{ format: 'ipv4', unevaluatedProperties: false }, ['x', { a: 1 }], []],
  [true, [1], []],
];

describe.each(cases)('the schema %j', (schema, fits, others) => {
  if (fits.length > 0)
    test.each(fits.map((value) => [value]))('takes %j', (value) => expect(says(schema, value)).toEqual([]));
  if (others.length > 0)
    test.each(others)('refuses %j: %s', (value, message) => expect(says(schema, value)).toEqual([message]));
});

describe('a value that is known to be fine', () => {
  const schema = { properties: { a: { properties: { b: { type: 'string' } } } } };
  const wrong = { b: 1 };

  test('is not judged again where it stands', () => {
    expect(says(schema, { a: wrong })).toEqual(['a.b: must be a string, not 1']);
    expect(says(schema, { a: wrong }, { a: wrong })).toEqual([]);
    expect(says(schema, { a: { ...wrong, c: 1 } }, { a: wrong })).toEqual([]);
  });

  test('is judged again where another part decides which form it has', () => {
    const either = { anyOf: [{ required: ['c'] }, { properties: { a: { required: ['c'] } } }] };
    const fine = { a: {}, c: 1 };
    expect(says(either, fine, fine)).toEqual([]);
    expect(says(either, { a: fine.a }, fine)).toEqual(['a.c: is required']);
  });
});

test('a long value is shown cut off', () => {
  expect(says({ type: 'number' }, 'x'.repeat(100))).toEqual([`root: must be a number, not "${'x'.repeat(38)}…`]);
});
