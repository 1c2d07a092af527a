/** A value at the end of a tree. */
export interface Leaf {
  /** Keys with dots between. */
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** Everything in a tree that is neither a list nor a map. */
export function leaves(tree: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof tree === 'object' && tree !== null)
    return Object.entries(tree).flatMap(([key, value]) => leaves(value, [...path, key]));
  return [{ path: path.join('.'), key: path.at(-1) ?? '', value: tree }];
}

/** Places of a tree that YAML has no words for. A key whose value is undefined counts as absent; an item does not. */
export function unprintable(tree: unknown, path: readonly string[] = []): readonly string[] {
  const here = path.join('.');
  if (Array.isArray(tree))
    return tree.flatMap((item, index) =>
      item === undefined ? [`${here}[${index}]`] : unprintable(item, [...path, String(index)]),
    );
  if (typeof tree === 'number') return Number.isFinite(tree) ? [] : [here];
  if (typeof tree === 'object' && tree !== null) {
    const prototype = Object.getPrototypeOf(tree);
    if (prototype !== Object.prototype && prototype !== null) return [here];
    return Object.entries(tree).flatMap(([key, value]) => unprintable(value, [...path, key]));
  }
  return ['string', 'boolean', 'undefined'].includes(typeof tree) || tree === null ? [] : [here];
}

/** Every `secretKeyRef` in a tree: which key of which Secret something reads. */
export function secretKeyRefs(tree: unknown): readonly { readonly name: string; readonly key: string }[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => (key === 'secretKeyRef' ? [value] : secretKeyRefs(value)));
}
