/** Things remembered by each, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 5000;

/**
 * Remembers under each name the last thing that was made, and makes another only where it is asked for one from something else:
 * what clusters share is then the same in memory. Names need not be unique, they only say what is likely to be asked for again.
 *
 * @returns a function of a name, of all that the thing is made from, compared by identity, and of how it is made
 */
export function lastMade<Made>(): (name: string, from: readonly unknown[], make: () => Made) => Made {
  const held = new Map<string, { readonly from: readonly unknown[]; readonly made: Made }>();
  return (name, from, make) => {
    const last = held.get(name);
    if (last !== undefined && areSame(last.from, from)) return last.made;
    const made = make();
    if (held.size >= MOST_REMEMBERED) held.clear();
    held.set(name, { from, made });
    return made;
  };
}

/** Whether two lists hold the same, by identity. */
export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
