import { isMap } from '../../constructs/model/json.ts';
import { isDuration } from './time.ts';

/** Negative where `left` comes first. @throws Error where the two cannot be ordered */
export function compare(left: unknown, right: unknown): number {
  const [a, b] = [orderOf(left), orderOf(right)];
  if (a === undefined || b === undefined || isText(a) !== isText(b)) throw new Error('no such overload');
  return a < b ? -1 : a > b ? 1 : 0;
}

const isText = (value: unknown): boolean => typeof value === 'string';

function orderOf(value: unknown): bigint | number | string | undefined {
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  return isDuration(value) ? value.valueOf() : undefined;
}

/** Whether two values are equal to CEL: numbers across their types, lists and maps by what they hold. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left === 'bigint' || typeof left === 'number')
    // biome-ignore lint/suspicious/noDoubleEquals: compares a bigint with a number exactly
    return (typeof right === 'bigint' || typeof right === 'number') && left == right;
  if (Array.isArray(left))
    return Array.isArray(right) && left.length === right.length && left.every((each, at) => same(each, right[at]));
  if (isDuration(left)) return isDuration(right) && left.seconds === right.seconds && left.nanos === right.nanos;
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime();
  if (!isMap(left) || !isMap(right) || left.constructor !== right.constructor) return false;
  if ('canonical' in left && 'canonical' in right && left.constructor !== Object)
    return left.canonical === right.canonical;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key]));
}
