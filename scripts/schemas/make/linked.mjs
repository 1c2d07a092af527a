// @ts-check
/** @import { Json } from './compact.mjs' */
import { isRecord, withChildren } from './compact.mjs';

/** What tells how to merge and whose kind it is; and defaults, which Kubernetes takes from its code and not from here. */
const dropped = new Set([
  'default',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
]);

/** A schema that takes any JSON. */
const anything = { 'x-kubernetes-preserve-unknown-fields': true };

/**
 * Types that read their JSON by code of their own, of which upstream says less than the API server knows, or nothing that tells them
 * apart (k8s.io/apimachinery v0.36: pkg/api/resource/quantity.go, pkg/apis/meta/v1/micro_time.go, pkg/runtime/types.go).
 * @type {Record<string, Json>}
 */
const named = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string', format: 'quantity' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'date-time-micro' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object', ...anything },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Patch': { type: 'object', ...anything },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object', ...anything },
};

/** @param {Json} schema */
function plain(schema) {
  if (schema.format === 'int-or-string') return { 'x-kubernetes-int-or-string': true };
  const kept = Object.entries(schema).filter(([keyword]) => !dropped.has(keyword));
  return Object.fromEntries(kept);
}

/**
 * Definitions that name each other → a lookup of whole schemas, in which each `$ref` is the schema itself. So a schema may contain
 * itself: JSONSchemaProps does.
 * @param {Json} definitions by name; a `$ref` is a name, or `#/definitions/` and a name
 * @returns {(name: string) => Json} throws where a definition is missing
 */
export function linked(definitions) {
  /** @type {Map<string, Json>} */
  const known = new Map();
  /** @param {string} name @returns {Json} */
  const schemaOf = (name) => {
    const found = known.get(name);
    if (found) return found;
    const definition = named[name] ?? definitions[name];
    if (!isRecord(definition)) throw new Error(`no definition of ${name}`);
    // Known before it is filled, so that what it contains may refer to it.
    /** @type {Json} */
    const schema = {};
    known.set(name, schema);
    const says = resolved(definition);
    // A type of which upstream says nothing at all: JSON, JSONSchemaPropsOrBool.
    return Object.assign(schema, Object.keys(says).length === 0 ? anything : says);
  };
  /** @param {unknown} schema @returns {Json} */
  const resolved = (schema) => {
    if (!isRecord(schema)) return {};
    if (typeof schema.$ref === 'string') return schemaOf(schema.$ref.replace('#/definitions/', ''));
    return withChildren(plain(schema), resolved);
  };
  return schemaOf;
}

/**
 * Schemas → nodes, each distinct schema once. Unlike `compact`, it takes schemas that contain themselves: two are the same unless what
 * they say differs, there or further down, so it splits all schemas by what they say and then, until nothing splits any more, by what
 * their children turned out to be.
 * @param {Json[]} roots
 * @returns {{ roots: number[], nodes: Json[] }} `roots` are the indices of the schemas, in their order. Children come before their
 *   parents, but where a schema contains itself
 */
export function minimal(roots) {
  const all = [...within(roots)];
  const says = all.map((schema) => JSON.stringify(withChildren(schema, () => 0)));
  const children = all.map(childrenOf);
  /** @type {Map<unknown, number>} */
  let classes = new Map();
  for (let count = -1; count < new Set(classes.values()).size; ) {
    count = new Set(classes.values()).size;
    /** @type {Map<string, number>} */
    const numbers = new Map();
    classes = new Map(
      all.map((schema, at) => {
        const text = `${says[at]}${children[at]?.map((child) => classes.get(child))}`;
        const number = numbers.get(text) ?? numbers.size;
        numbers.set(text, number);
        return [schema, number];
      }),
    );
  }
  // Classes are numbered by their first schema, and `all` has children first.
  /** @type {Json[]} */
  const nodes = [];
  for (const schema of all) nodes[Number(classes.get(schema))] ??= withChildren(schema, (child) => classes.get(child));
  return { roots: roots.map((root) => Number(classes.get(root))), nodes };
}

/** @param {Json} schema */
function childrenOf(schema) {
  /** @type {unknown[]} */
  const children = [];
  withChildren(schema, (child) => children.push(child));
  return children;
}

/** The schemas and everything in them, children first. @param {Json[]} roots @returns {Set<Json>} */
function within(roots) {
  /** @type {Set<unknown>} */
  const begun = new Set();
  /** @type {Set<Json>} */
  const found = new Set();
  /** @param {unknown} schema */
  const visit = (schema) => {
    if (!isRecord(schema) || begun.has(schema)) return;
    begun.add(schema);
    childrenOf(schema).forEach(visit);
    found.add(schema);
  };
  roots.forEach(visit);
  return found;
}

/**
 * Nodes → a lookup of whole schemas by index; the inverse of `minimal`.
 * @param {readonly object[]} nodes
 * @returns {(index: number) => Json}
 */
export function unlinked(nodes) {
  /** @type {Json[]} */
  const known = [];
  /** @param {number} index @returns {Json} */
  const at = (index) => {
    const found = known[index];
    if (found) return found;
    /** @type {Json} */
    const schema = {};
    known[index] = schema;
    return Object.assign(
      schema,
      withChildren({ ...nodes[index] }, (child) => at(Number(child))),
    );
  };
  return at;
}
