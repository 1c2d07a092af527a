import type { Placed } from './check.ts';

type Placeds = readonly Placed[];

const known = new WeakMap<Placeds, ReadonlyMap<string, Placeds>>();
const none: Placeds = [];

/** Those of a list that have a kind, whatever their API. A list is gone through once, however many kinds are asked for. */
export function ofKind(objects: Placeds, kind: string): Placeds {
  const kinds = known.get(objects) ?? kindsOf(objects);
  known.set(objects, kinds);
  return kinds.get(kind) ?? none;
}

function kindsOf(objects: Placeds): ReadonlyMap<string, Placeds> {
  const kinds = new Map<string, Placed[]>();
  for (let at = 0; at < objects.length; at++) {
    const placed = objects[at] as Placed;
    const { kind } = placed.object;
    const found = kinds.get(kind);
    if (found === undefined) kinds.set(kind, [placed]);
    else found.push(placed);
  }
  return kinds;
}
