import { isMap } from '../../constructs/model/json.ts';
import { pathText } from '../../scripts/checks/object.ts';
import { otherTypes, strange, typo } from './faults.ts';
import type { Random } from './random.ts';

type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;

/** What was done to an object, and what it is now. */
export interface Mutation {
  /** `rename spec.ports[0].protocol to "Protocol"` */
  readonly what: string;
  readonly object: unknown;
}

const ways = ['drop', 'add', 'retype', 'rename', 'range', 'range'] as const;

/** Does one thing to one place of a copy of the object, both left to chance. */
export function mutate(object: object, random: Random): Mutation {
  const copy = structuredClone(object);
  const places = placesOf(copy);
  for (;;) {
    const place = random.pick(places);
    const done = change(place, random.pick(ways), random);
    if (done) return { what: done, object: copy };
  }
}

/** A key of a map or an index of a list, in what holds it. */
interface Place {
  readonly path: Path;
  readonly holder: Container;
  readonly key: string | number;
}

/** Every key and every index below a value. */
function placesOf(value: unknown, path: Path = []): Place[] {
  const holder = Array.isArray(value) || isMap(value) ? (value as Container) : {};
  return Object.keys(holder).flatMap((name) => {
    const key = Array.isArray(value) ? Number(name) : name;
    const here = [...path, key];
    return [{ path: here, holder, key }, ...placesOf(holder[key], here)];
  });
}

/** @returns what was done; nothing where that way does not fit the place */
function change({ path, holder, key }: Place, way: (typeof ways)[number], random: Random): string | undefined {
  const at = pathText(path);
  const value = holder[key];
  const set = (to: unknown) => {
    holder[key] = to;
    return shown(to);
  };
  switch (way) {
    case 'drop':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return `drop ${at}`;
    case 'add':
      if (Array.isArray(value))
        return `add to ${at}: ${shown(value[value.push(random.pick(strange.entries(value))) - 1])}`;
      if (!isMap(value)) return undefined;
      (value as Container)['unexpected'] = random.pick(strange.additions);
      return `add ${at}.unexpected`;
    case 'retype':
      return `retype ${at}: ${set(random.pick(otherTypes(value)))}`;
    case 'rename': {
      if (typeof key === 'number') return undefined;
      const other = typo(key, random);
      if (other in holder) return undefined;
      holder[other] = value;
      delete holder[key];
      return `rename ${at} to ${JSON.stringify(other)}`;
    }
    case 'range':
      return `set ${at}: ${set(random.pick(strange.values(value)))}`;
  }
}

/** Short enough for a line of a report. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length} characters)` : text;
};
