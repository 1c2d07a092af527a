/**
 * How many values a value holds when everything that is shared counts as often as it is used; not more than one beyond `limit`.
 */
export function expandedSize(value: unknown, limit: number): number {
  const sizes = new Map<object, number>();
  const sizeOf = (held: unknown): number => {
    if (typeof held !== 'object' || held === null) return 1;
    const known = sizes.get(held);
    if (known !== undefined) return known;
    const size = Object.values(held).reduce((sum: number, each) => Math.min(sum + sizeOf(each), limit + 1), 1);
    sizes.set(held, size);
    return size;
  };
  return sizeOf(value);
}
