import { describe, expect, test } from 'vitest';
import { compile, type Outcome, type Values } from '../../scripts/cel/index.ts';
import { parseQuantity } from '../../scripts/cel/quantity.ts';
import { failing, holding } from './expressions.ts';

/** @throws Error where the expression is not supported */
function evaluated(text: string, values: Values = {}): Outcome {
  const program = compile(text, Object.keys(values));
  if (program.unsupported !== undefined) throw new Error(program.unsupported);
  return program.run(values);
}

describe('on an API server and here', () => {
  test.each(holding)('%s', (expression) => {
    expect(evaluated(expression)).toEqual({ value: true });
  });

  test.each(failing)('%s fails: %s', (expression, message) => {
    expect(evaluated(expression)).toEqual({ error: message });
  });
});

describe('JSON', () => {
  const object = {
    metadata: { name: 'one', namespace: 'shop', labels: { a: 'b' } },
    spec: { replicas: 3, ratio: 1.5, ports: [80, 443], empty: null, gone: undefined },
  };
  const values = { object, oldObject: null };

  test.each([
    'object.spec.replicas == 3 && type(object.spec.replicas) == int',
    'type(object.spec.ratio) == double',
    'object.spec.ports.all(port, type(port) == int)',
    '80 in object.spec.ports',
    'object.spec.empty == null && has(object.spec.empty)',
    '!has(object.spec.gone) && object.spec.size() == 4',
    "object.metadata.namespace == 'shop'",
    "object.metadata.labels.all(key, value, key == 'a' && value == 'b')",
    'oldObject == null',
    'object.spec.?nope.orValue(5) == 5',
    'has(object.spec.ports) ? object.spec.ports[0] == 80 : false',
  ])('%s', (expression) => {
    expect(evaluated(expression, values)).toEqual({ value: true });
  });

  test('is not changed', () => {
    const frozen = Object.freeze({ spec: Object.freeze({ replicas: 3 }) });
    expect(evaluated('object.spec.replicas + 1', { object: frozen })).toEqual({ value: 4n });
    expect(frozen).toEqual({ spec: { replicas: 3 } });
  });

  test('is read anew where it has changed', () => {
    const spec = { replicas: 3 };
    expect(evaluated('object.spec.replicas', { object: { spec } })).toEqual({ value: 3n });
    spec.replicas = 4;
    expect(evaluated('object.spec.replicas', { object: { spec } })).toEqual({ value: 4n });
  });
});

describe('what is not evaluated', () => {
  test.each([
    ['no CEL', 'object.spec ==', 'Unexpected token'],
    ['an unknown variable', 'nobody == 1', "undeclared reference to 'nobody'"],
    ['an unknown function', 'nobody(1)', 'no such overload'],
    [
      'the authorizer, whose answers only a cluster knows',
      "authorizer.group('').resource('pods').check('get').allowed()",
      "undeclared reference to 'authorizer'",
    ],
    ['what the library has and Kubernetes does not', 'cel.bind(x, 1, x == 1)', 'undeclared reference'],
    ['what the library has and Kubernetes does not, of bytes', "b'a'.hex() == '61'", 'no such overload'],
    ['optional entries of a list, which the library does not read', '[?optional.of(1)] == [1]', 'Unexpected token'],
  ])('%s', (_, expression, reason) => {
    expect(compile(expression, ['object']).unsupported).toContain(reason);
  });
});

test('an expression is compiled once', () => {
  expect(compile('object.a == 1', ['object'])).toBe(compile('object.a == 1', ['object']));
  expect(compile('object.a == 1', ['object'])).not.toBe(compile('object.a == 1', ['object', 'params']));
});

test('texts and comments are left alone', () => {
  expect(evaluated(`'has(x)' + "matches(y)" // has(z)`)).toEqual({ value: 'has(x)matches(y)' });
  expect(evaluated(`r'has(x)\\d' + '''it's has(y)'''`)).toEqual({ value: "has(x)\\dit's has(y)" });
});

test.each([
  ['1.5Gi', 1610612736n, 0],
  ['500m', 500n, 3],
  ['-1', -1n, 0],
  ['1e3', 1000n, 0],
  ['0.1n', 1n, 9],
])('the quantity %s is exact', (text, units, scale) => {
  const { units: found = 0n, scale: at = 0 } = parseQuantity(text) ?? {};
  expect(found * 10n ** BigInt(scale)).toBe(units * 10n ** BigInt(at));
});

test.each(['', '1 Gi', '1GiB', 'abc', '1e', '0x1'])('%j is no quantity', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});
