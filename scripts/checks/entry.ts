/** What a map holds under a key; made and kept if it is not there yet. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Entries remembered from one cluster to the next, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 5000;

/** The same for a map that outlives a run, which may forget. */
export function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  if (map.size >= MOST_REMEMBERED) map.clear();
  return entry(map, key, make);
}
