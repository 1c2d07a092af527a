import { isEqual } from '../model/equal.ts';

/** Things remembered by each, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 5000;

/**
 * Remembers under each name the last thing that was made, and makes another only where it is asked for one from something else:
 * what clusters share is then the same in memory. Names need not be unique, they only say what is likely to be asked for again.
 *
 * @param again gets a thing when it is asked for the first time after it was made
 * @returns a function of a name, of all that the thing is made from, compared by identity, and of how it is made
 */
export function lastMade<Made>(
  again: (made: Made) => void = () => undefined,
): (name: string, from: readonly unknown[], make: () => Made) => Made {
  const held = new Map<string, Held<Made>>();
  return (name, from, make) => {
    const last = held.get(name);
    if (last !== undefined && areSame(last.from, from)) {
      if (!last.recurs) again(last.made);
      last.recurs = true;
      return last.made;
    }
    const made = make();
    if (held.size >= MOST_REMEMBERED) held.clear();
    held.set(name, { from, made, recurs: false });
    return made;
  };
}

/** Remembers one value; gives it back instead of another one that says the same. */
export function lastEqual<Value>(): (value: Value) => Value {
  let last: Value | undefined;
  return (value) => {
    if (last === undefined || !isEqual(last, value)) last = value;
    return last;
  };
}

interface Held<Made> {
  readonly from: readonly unknown[];
  readonly made: Made;
  recurs: boolean;
}

/** For `lastMade`: objects that recur cannot be changed, so that who prints or judges one may remember the result. */
export function frozen(objects: readonly object[]): void {
  for (let at = 0; at < objects.length; at++) Object.freeze(objects[at]);
}

/** Whether two lists hold the same, by identity. */
function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
