// @ts-check
/** JSON that we look into only where it holds other schemas. @typedef {Record<string, unknown>} Json */

/** What only people read; no validator looks at it, and it is most of an upstream file. */
const prose = new Set(['description', 'title', 'example', 'externalDocs']);
const single = new Set(['items', 'additionalProperties', 'not']);
const lists = new Set(['allOf', 'anyOf', 'oneOf']);

/** @param {string} a @param {string} b */
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @param {unknown} value @returns {value is Json} */
export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Items by key, in the order of each key's first item (Node 20 has no Map.groupBy).
 * @template T
 * @param {readonly T[]} items @param {(item: T) => string} keyOf
 * @returns {Map<string, T[]>}
 */
export function grouped(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/**
 * The same JSON with the keys of every object sorted, so that equal values have equal texts.
 * @param {unknown} value
 * @returns {unknown}
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byText(a, b))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/**
 * A schema or a node → the same without prose, keys sorted, with `of(child)` in the place of each child.
 * @param {Json} schema
 * @param {(child: unknown) => unknown} of
 * @returns {Json}
 */
export function withChildren(schema, of) {
  /** Not everything in a child's place is one: `additionalProperties: true`, `anyOf: null`. @param {unknown} value */
  const child = (value) => (isRecord(value) || typeof value === 'number' ? of(value) : value);
  /** @param {string} keyword @param {unknown} value */
  const replaced = (keyword, value) => {
    if (single.has(keyword)) return child(value);
    if (lists.has(keyword)) return Array.isArray(value) ? value.map(child) : value;
    if (keyword !== 'properties' || !isRecord(value)) return sorted(value);
    const names = Object.keys(value).sort(byText);
    return Object.fromEntries(names.map((name) => [name, child(value[name])]));
  };
  const keywords = Object.keys(schema).filter((keyword) => !prose.has(keyword));
  return Object.fromEntries(keywords.sort(byText).map((keyword) => [keyword, replaced(keyword, schema[keyword])]));
}

/**
 * An empty store in which each distinct schema is kept once, as a node: the schema with the index of each child in the child's place.
 * `add` takes a schema and returns its index. Children come before their parents.
 * @returns {{ add(schema: unknown): number, nodes: Json[] }}
 */
function store() {
  /** @type {Json[]} */
  const nodes = [];
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @param {unknown} schema @returns {number} */
  const add = (schema) => {
    const node = withChildren(isRecord(schema) ? schema : {}, add);
    const text = JSON.stringify(node);
    const index = known.get(text) ?? nodes.length;
    if (index === nodes.length) nodes.push(node);
    known.set(text, index);
    return index;
  };
  return { add, nodes };
}

/**
 * The schema at an index again.
 * @param {readonly Json[]} nodes @param {unknown} index
 * @returns {Json}
 */
export const expanded = (nodes, index) => withChildren(nodes[Number(index)] ?? {}, (child) => expanded(nodes, child));

/**
 * Stores the schemas of several kinds together: what two or more of them use is kept once, in `shared`.
 * @param {Json[][]} kinds each kind's schemas
 * @returns {{ shared: Json[], kinds: { roots: number[], nodes: Json[] }[] }} `roots` are the indices of the kind's schemas, in their
 *   order; an index counts through `shared` first and then through the kind's own `nodes`
 */
export function compact(kinds) {
  const { add, nodes } = store();
  const roots = kinds.map((schemas) => schemas.map(add));
  const used = roots.map((indices) => reachable(nodes, indices));
  const users = nodes.map((_, index) => used.filter((indices) => indices.has(index)).length);
  const shared = nodes.flatMap((_, index) => (Number(users[index]) > 1 ? [index] : []));
  return {
    shared: renumbered(nodes, shared, shared),
    kinds: used.map((indices, kind) => {
      const own = [...indices].filter((index) => users[index] === 1).sort((a, b) => a - b);
      const order = [...shared, ...own];
      return { roots: (roots[kind] ?? []).map((index) => order.indexOf(index)), nodes: renumbered(nodes, own, order) };
    }),
  };
}

/** @param {readonly Json[]} nodes @param {number[]} roots @returns {Set<number>} the roots and everything below them */
function reachable(nodes, roots) {
  /** @type {Set<number>} */
  const found = new Set();
  /** @param {unknown} child */
  const visit = (child) => {
    const index = Number(child);
    if (!found.has(index)) withChildren(nodes[index] ?? {}, visit);
    found.add(index);
  };
  roots.forEach(visit);
  return found;
}

/** @param {readonly Json[]} nodes @param {number[]} picked @param {number[]} order the old index at each new one */
function renumbered(nodes, picked, order) {
  const place = new Map(order.map((old, index) => [old, index]));
  return picked.map((index) => withChildren(nodes[index] ?? {}, (child) => place.get(Number(child))));
}
