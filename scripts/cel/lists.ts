import { Optional } from '@marcbachmann/cel-js';
import type { Library } from './library.ts';
import { compare, same } from './order.ts';
import { isDuration } from './time.ts';
import { ours } from './words.ts';

type List = readonly unknown[] | ReadonlySet<unknown>;
const arrayOf = (list: List): readonly unknown[] => (Array.isArray(list) ? list : [...list]);

/** The element that all others come after (`1`) or before (`-1`); the first of several. */
const extreme = (name: string, sign: 1 | -1) => (list: List) => {
  const elements = arrayOf(list);
  if (elements.length === 0) throw new Error(`${name} called on empty list`);
  return elements.reduce((best, next) => (compare(best, next) * sign > 0 ? next : best));
};

/** Without elements, only a type checker would know of what. */
function sum(list: List): unknown {
  const elements = arrayOf(list);
  if (elements.every((each) => typeof each === 'bigint')) return checked(elements.reduce((a, b) => a + b, 0n));
  if (elements.every((each) => typeof each === 'number')) return elements.reduce((a, b) => a + b, 0);
  if (elements.every(isDuration)) return elements.reduce((a, b) => a.addDuration(b));
  throw new Error('no such overload');
}

const checked = (value: bigint): bigint => {
  if (BigInt.asIntN(64, value) !== value) throw new Error('integer overflow');
  return value;
};

const isSorted = (list: List): boolean =>
  arrayOf(list).every((each, at, all) => at === 0 || compare(all[at - 1], each) <= 0);

const flattened = (list: List, depth: number): unknown[] =>
  arrayOf(list).flatMap((each) => (depth > 0 && isList(each) ? flattened(each, depth - 1) : [each]));
const isList = (value: unknown): value is List => Array.isArray(value) || value instanceof Set;

function flatten(list: List, depth = 1n): unknown[] {
  if (depth < 0n) throw new Error('level must be non-negative');
  return flattened(list, Number(depth));
}

function slice(list: List, start: bigint, end: bigint): readonly unknown[] {
  const elements = arrayOf(list);
  const refused = (why: string) => new Error(`cannot slice(${start}, ${end}), ${why}`);
  if (start < 0n || end < 0n) throw refused('negative indexes not supported');
  if (start > end) throw refused('start index must be less than or equal to end index');
  if (end > BigInt(elements.length)) throw refused(`list is length ${elements.length}`);
  return elements.slice(Number(start), Number(end));
}

function sort(list: List): readonly unknown[] {
  return [...arrayOf(list)].sort(compare);
}

const distinct = (list: List): unknown[] =>
  arrayOf(list).filter((each, at, all) => all.findIndex((other) => same(each, other)) === at);

const has = (list: List, value: unknown): boolean => arrayOf(list).some((each) => same(each, value));
const containsAll = (list: List, others: List): boolean => arrayOf(others).every((each) => has(list, each));

const unwrapped = (list: List): unknown[] =>
  arrayOf(list).flatMap((each) => (each instanceof Optional && each.hasValue() ? [each.value()] : []));

/** Whether a value is the zero or the empty one of its type. */
function isZero(value: unknown): boolean {
  if (value instanceof Optional) return !value.hasValue();
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  if (value instanceof Set || value instanceof Map) return value.size === 0;
  if (isDuration(value)) return value.valueOf() === 0;
  if (typeof value !== 'object' || value === null) return !value;
  return value.constructor === Object && Object.keys(value).length === 0;
}

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/lists.go; cel-go v0.26.0 ext/lists.go (version 3), ext/sets.go and cel/library.go. */
export const lists: Library = {
  spaces: {
    sets: {
      'contains(list, list): bool': containsAll,
      'equivalent(list, list): bool': (a: List, b: List) => containsAll(a, b) && containsAll(b, a),
      'intersects(list, list): bool': (a: List, b: List) => arrayOf(a).some((each) => has(b, each)),
    },
    lists: {
      'range(int): list<int>': (end: bigint) => Array.from({ length: Math.max(0, Number(end)) }, (_, at) => BigInt(at)),
    },
  },
  functions: {
    'list.isSorted(): bool': isSorted,
    'list.sum(): dyn': sum,
    'list.min(): dyn': extreme('min', 1),
    'list.max(): dyn': extreme('max', -1),
    [`list.indexOf${ours}(dyn): int`]: (list: List, value: unknown) =>
      BigInt(arrayOf(list).findIndex((each) => same(each, value))),
    [`list.lastIndexOf${ours}(dyn): int`]: (list: List, value: unknown) =>
      BigInt(arrayOf(list).findLastIndex((each) => same(each, value))),
    'list.slice(int, int): list': slice,
    'list.flatten(): list': (list: List) => flatten(list),
    'list.flatten(int): list': flatten,
    'list.sort(): list': sort,
    'list.reverse(): list': (list: List) => [...arrayOf(list)].reverse(),
    'list.distinct(): list': distinct,
    'list.first(): optional': (list: List) => Optional.of(arrayOf(list)[0]),
    'list.last(): optional': (list: List) => Optional.of(arrayOf(list).at(-1)),
    'list.unwrapOpt(): list': unwrapped,
    'OptionalNamespace.unwrap(list): list': (_: unknown, list: List) => unwrapped(list),
    'OptionalNamespace.ofNonZeroValue(dyn): optional': (_: unknown, value: unknown) =>
      isZero(value) ? Optional.none() : Optional.of(value),
  },
};
