import { resolved } from './json-schema.ts';
import { matches } from './keywords.ts';
import type { ChartSchema, Json, Tree } from './shape.ts';
import { isFilled, isTree } from './tree.ts';

/** A part of a schema, and the whole of it for its references. */
interface View {
  readonly root: Json;
  readonly node: Tree;
}

/** What the schemas of a chart and its subcharts say of one place: the keys that they know there, not whether a value fits. */
export class Views {
  /** Schemas of subcharts, whose values stand further down. */
  readonly #later: readonly ChartSchema[];
  readonly #here: readonly View[];

  constructor(schemas: readonly ChartSchema[], views: readonly View[] = []) {
    this.#later = schemas.filter(({ at }) => at.length > 0);
    const begun = schemas.filter(({ at }) => at.length === 0).flatMap(({ schema }) => [...viewsOf(schema, schema)]);
    this.#here = [...views, ...begun];
  }

  /** Whether they say of which type a value must be. */
  get areTyped(): boolean {
    return this.#here.some(
      ({ node }) => node['type'] !== undefined || node['enum'] !== undefined || node['const'] !== undefined,
    );
  }

  /** Whether they say nothing of what may stand here. */
  get isEmpty(): boolean {
    return !this.#here.some(({ node }) => isFilled(node));
  }

  /** The keys that they name. */
  get names(): readonly string[] {
    return this.#here.flatMap(({ node }) => {
      const { required } = node;
      const asked = Array.isArray(required) ? required.map(String) : [];
      return [...Object.keys(treeAt(node, 'properties')), ...asked];
    });
  }

  /** Whether they have a schema for keys that they do not name. */
  get isOpen(): boolean {
    return this.#here.some(({ node }) => isFilled(node['additionalProperties']) || isFilled(node['patternProperties']));
  }

  below(key: string): Views {
    const later = this.#later.filter(({ at }) => at[0] === key).map((each) => ({ ...each, at: each.at.slice(1) }));
    const here = this.#here.flatMap(({ root, node }) =>
      schemasOf(node, key).flatMap((schema) => [...viewsOf(root, schema)]),
    );
    return later.length === 0 && here.length === 0 ? noViews : new Views(later, here);
  }
}

/** Of places that no schema speaks of. */
export const noViews = new Views([]);

const treeAt = (tree: Tree, key: string): Tree => {
  const found = tree[key];
  return isTree(found) ? found : {};
};

/** The schemas that hold for a key of a map. */
function schemasOf(node: Tree, key: string): readonly Json[] {
  const own = treeAt(node, 'properties')[key];
  const matching = Object.entries(treeAt(node, 'patternProperties')).filter(([pattern]) => matches(pattern, key));
  const named = [own, ...matching.map(([, schema]) => schema)].filter((schema) => schema !== undefined);
  const { additionalProperties } = node;
  return named.length > 0 || additionalProperties === undefined ? named : [additionalProperties];
}

/** References may lead around in a circle. */
const DEEPEST = 16;

/** A schema with all those that it is put together from, of which any may hold. */
function* viewsOf(root: Json, schema: Json, depth = 0): Generator<View> {
  if (!isTree(schema) || depth > DEEPEST) return;
  yield { root, node: schema };
  const { $ref, allOf, anyOf, oneOf, then, else: otherwise } = schema;
  const parts = [allOf, anyOf, oneOf].flatMap((each) => (Array.isArray(each) ? each : []));
  if (typeof $ref === 'string') parts.push(resolved(root, $ref));
  for (const part of [...parts, then, otherwise]) if (part !== undefined) yield* viewsOf(root, part, depth + 1);
}
