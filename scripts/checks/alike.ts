/** Remembers of which lists nothing was wrong: clusters that are alike have the same in memory, in the same order. */
export class Alike {
  readonly #fine = new WeakMap<object, readonly object[]>();

  /** Whether such a list was fine. */
  has(list: readonly object[]): boolean {
    const known = list[0] && this.#fine.get(list[0]);
    return known?.length === list.length && known.every((each, at) => each === list[at]);
  }

  /** Of lists that begin alike the last one is remembered. */
  add(list: readonly object[]): void {
    if (list[0]) this.#fine.set(list[0], list);
  }
}
