import { didYouMean, nearest } from '../../constructs/model/suggest.ts';
import type { Shape, Tree } from './shape.ts';
import type { Spot } from './spot.ts';
import { isTree } from './tree.ts';

/** The tail of a message about an unknown path: a key beside it, the same key at another place of the chart, or one that begins alike. */
export function suggestion({ defaults }: Shape, spot: Spot, path: readonly (string | number)[]): string {
  const key = String(path.at(-1));
  const { names } = spot;
  if (nearest(key, names) !== undefined) return didYouMean(key, names);
  const elsewhere = placesOf(key, defaults).sort((a, b) => shared(b, path) - shared(a, path) || a.length - b.length)[0];
  const meant = elsewhere?.join('.') ?? alike(key, names);
  return meant === undefined ? didYouMean(key, names) : `; did you mean "${meant}"?`;
}

/** The key that begins as another does for longest, if that is half of it: `replicas` became `replicaCount`. */
function alike(key: string, names: readonly string[]): string | undefined {
  const common = (name: string): number => {
    let length = 0;
    while (length < key.length && key[length] === name[length]) length++;
    return length;
  };
  const best = [...names].sort((a, b) => common(b) - common(a))[0];
  return best !== undefined && common(best) * 2 >= key.length && common(best) > 3 ? best : undefined;
}

/** Every path of a tree that ends in a key. */
function placesOf(key: string, tree: Tree, above: readonly string[] = []): (readonly string[])[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const path = [...above, name];
    const below = isTree(value) ? placesOf(key, value, path) : [];
    return name === key ? [path, ...below] : below;
  });
}

/** How many keys two paths have in common: those in front, and the others wherever they stand. */
function shared(one: readonly string[], other: readonly (string | number)[]): number {
  const front = one.findIndex((key, index) => key !== other[index]);
  return (front < 0 ? one.length : front) + one.filter((key) => other.includes(key)).length;
}
