/**
 * Judges values by the JSON schema that a chart comes with. It knows what charts use of the drafts 4 to 2020-12; the rest
 * (`format`, `unevaluatedProperties`, references to elsewhere) it takes for satisfied.
 */
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { Difference } from '../../constructs/plan/difference.ts';
import { matches, ofLists, ofMaps, ofNumbers, ofTexts } from './keywords.ts';
import type { Json, Tree } from './shape.ts';
import { isTree } from './tree.ts';
import { oneOf, shown } from './words.ts';

export type Path = readonly (string | number)[];

export interface SchemaFault {
  readonly path: Path;
  /** To be read after the path. */
  readonly message: string;
}

/** A value on its way through the schema. */
interface Here {
  readonly value: unknown;
  /** The value that is known to be fine here, if there is one. */
  readonly fine: Json | undefined;
  /** How the value differs from that, where somebody has found out. */
  readonly difference?: Difference | undefined;
  /** Keys and indices that led here; shared by all, so that only a fault copies it. */
  readonly path: (string | number)[];
}

/** One schema. */
export class JsonSchema {
  readonly #root: Json;
  readonly #fine: Json | undefined;
  /** Until draft 7, what stands beside a reference does not count. */
  readonly #refAlone: boolean;

  /** @param fine a value that fits the schema: what another has in common with it need not be judged again */
  constructor(root: Json, fine?: Json) {
    this.#root = root;
    this.#fine = fine;
    const draft = isTree(root) ? root['$schema'] : undefined;
    this.#refAlone = typeof draft === 'string' && /draft-0[3-7]/.test(draft);
  }

  /**
   * Everything that is wrong with a value, as far as one fault does not hide another.
   *
   * @param fine another value that fits the schema, and has more in common with this one than the usual one
   * @param difference of the value from that
   */
  faults(value: unknown, fine = this.#fine, difference?: Difference): readonly SchemaFault[] {
    return this.#judged(this.#root, { value, fine, difference, path: [] });
  }

  #judged(schema: Json | undefined, here: Here): SchemaFault[] {
    const faults: SchemaFault[] = [];
    this.#judge(schema, here, faults);
    return faults;
  }

  #judge(schema: Json | undefined, here: Here, faults: SchemaFault[]): void {
    if (here.fine !== undefined && here.value === here.fine) return;
    if (schema === false) faults.push({ path: [...here.path], message: 'has no place here' });
    if (!isTree(schema)) return;
    const { $ref } = schema;
    if (typeof $ref === 'string') this.#judge(resolved(this.#root, $ref), here, faults);
    if ($ref !== undefined && this.#refAlone) return;
    const message = ofType(schema, here.value) ?? ofValue(schema, here.value);
    if (message !== undefined) {
      faults.push({ path: [...here.path], message });
      return;
    }
    if (Array.isArray(here.value)) this.#items(schema, here.value, here, faults);
    else if (isTree(here.value)) this.#map(schema, here.value, here, faults);
    this.#combined(schema, here, faults);
  }

  #items(schema: Tree, list: readonly unknown[], { fine, path }: Here, faults: SchemaFault[]): void {
    // Until draft 2019-09, a list under `items` is what is `prefixItems` since, and `additionalItems` what is `items`.
    const isTuple = Array.isArray(schema['items']);
    const first = listOf(isTuple ? schema['items'] : schema['prefixItems']);
    const rest = isTuple ? schema['additionalItems'] : schema['items'];
    if (rest === undefined && first.length === 0) return;
    for (const [index, value] of list.entries()) {
      path.push(index);
      this.#judge(first[index] ?? rest, { value, fine: Array.isArray(fine) ? fine[index] : undefined, path }, faults);
      path.pop();
    }
  }

  #map(schema: Tree, map: Tree, { fine, difference, path }: Here, faults: SchemaFault[]): void {
    const known = isTree(fine) ? fine : empty;
    if (difference !== undefined)
      // Both have the same keys.
      for (const { key, below } of difference)
        this.#field(schema, String(key), { value: map[key], fine: known[key], difference: below, path }, faults);
    else {
      for (const name of listOf(schema['required']))
        if (typeof name === 'string' && map[name] === undefined)
          faults.push({ path: [...path, name], message: 'is required' });
      for (const name of Object.keys(map)) {
        const value = map[name];
        if (value === undefined || (value === known[name] && known[name] !== undefined)) continue;
        this.#field(schema, name, { value, fine: known[name], path }, faults);
      }
    }
    this.#dependent(schema, map, path, faults);
  }

  #field(schema: Tree, name: string, here: Here, faults: SchemaFault[]): void {
    const { properties, patternProperties, propertyNames } = schema;
    const { path } = here;
    path.push(name);
    const own = isTree(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own !== undefined) this.#judge(own, here, faults);
    let isNamed = own !== undefined;
    for (const [pattern, each] of isTree(patternProperties) ? Object.entries(patternProperties) : [])
      if (matches(pattern, name)) {
        isNamed = true;
        this.#judge(each, here, faults);
      }
    if (!isNamed) this.#unnamed(schema, name, here, faults);
    if (propertyNames !== undefined) this.#judge(propertyNames, { value: name, fine: undefined, path }, faults);
    path.pop();
  }

  #unnamed({ properties, additionalProperties }: Tree, name: string, here: Here, faults: SchemaFault[]): void {
    if (additionalProperties !== false) this.#judge(additionalProperties, here, faults);
    else {
      const message = `is unknown${didYouMean(name, Object.keys(treeOf(properties)))}`;
      faults.push({ path: [...here.path], message });
    }
  }

  #dependent(schema: Tree, map: Tree, path: (string | number)[], faults: SchemaFault[]): void {
    for (const keyword of ['dependencies', 'dependentRequired', 'dependentSchemas']) {
      if (schema[keyword] === undefined) continue;
      for (const [name, then] of Object.entries(treeOf(schema[keyword])))
        if (map[name] !== undefined)
          this.#judge(Array.isArray(then) ? { required: then } : then, { value: map, fine: undefined, path }, faults);
    }
  }

  #combined(schema: Tree, here: Here, faults: SchemaFault[]): void {
    const { allOf, not, if: condition } = schema;
    for (const each of listOf(allOf)) this.#judge(each, here, faults);
    // Which form a value has may change with it, so nothing of it is known to be fine.
    const anew = { value: here.value, fine: undefined, path: here.path };
    for (const keyword of ['anyOf', 'oneOf'] as const)
      if (schema[keyword] !== undefined) this.#alternatives(listOf(schema[keyword]), keyword, anew, faults);
    if (not !== undefined && this.#judged(not, anew).length === 0)
      faults.push({ path: [...here.path], message: "is what the chart's schema excludes" });
    if (condition !== undefined)
      this.#judge(schema[this.#judged(condition, anew).length === 0 ? 'then' : 'else'], anew, faults);
  }

  #alternatives(branches: readonly Json[], keyword: 'anyOf' | 'oneOf', here: Here, faults: SchemaFault[]): void {
    const judged: SchemaFault[][] = [];
    for (const branch of branches) {
      judged.push(this.#judged(branch, here));
      if (keyword === 'anyOf' && judged.at(-1)?.length === 0) return;
    }
    const fitting = judged.filter((each) => each.length === 0).length;
    if (fitting === 1) return;
    if (fitting === 0) faults.push(...nearest(judged, branches, here));
    else
      faults.push({
        path: [...here.path],
        message: "fits several forms, of which the chart's schema wants exactly one",
      });
  }
}

/** What a reference within a schema leads to; one to elsewhere holds for anything. */
export function resolved(root: Json, ref: string): Json {
  if (!/^#(\/|$)/.test(ref)) return true;
  const keys = decodeURIComponent(ref.slice(1)).split('/').slice(1);
  return keys.reduce<Json>((here, each) => {
    const name = each.replaceAll('~1', '/').replaceAll('~0', '~');
    return (Array.isArray(here) ? here[Number(name)] : treeOf(here)[name]) ?? true;
  }, root);
}

const nothing: readonly Json[] = [];
const empty: Tree = {};
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : nothing);
const treeOf = (value: Json | undefined): Tree => (isTree(value) ? value : empty);

/** Of forms that all do not fit, what is wrong with the one that fits furthest; where none does at all, what they would take. */
function nearest(
  judged: readonly (readonly SchemaFault[])[],
  branches: readonly Json[],
  { value, path }: Here,
): readonly SchemaFault[] {
  const depth = (faults: readonly SchemaFault[]): number => Math.max(...faults.map((fault) => fault.path.length));
  const best = judged.reduce((a, b) => (depth(b) > depth(a) ? b : a), judged[0] ?? []);
  const types = [...new Set(branches.flatMap((branch) => typesOf(treeOf(branch))))];
  if (depth(best) > path.length || types.length === 0 || types.some((type) => isOfType(value, type))) return best;
  return [{ path: [...path], message: `must be ${oneOf(types.map(nameOf))}, not ${shown(value)}` }];
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

const nameOf = (type: Json): string => typeNames[String(type)] ?? String(type);
const typesOf = ({ type }: Tree): readonly Json[] => (typeof type === 'string' ? [type] : listOf(type));

function isOfType(value: unknown, type: Json): boolean {
  if (type === 'object') return isTree(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

/** `type`, `const` and `enum`, before which nothing else matters. */
function ofType(schema: Tree, value: unknown): string | undefined {
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return `must be ${oneOf(types.map(nameOf))}, not ${shown(value)}`;
  const values = schema['const'] === undefined ? schema['enum'] : [schema['const']];
  if (!Array.isArray(values) || values.some((each) => JSON.stringify(each) === JSON.stringify(value))) return undefined;
  return `must be ${values.length > 1 ? 'one of: ' : ''}${values.map(shown).join(', ')}, not ${shown(value)}`;
}

/** What the schema says of a value of its type. */
function ofValue(schema: Tree, value: unknown): string | undefined {
  if (typeof value === 'string') return ofTexts(schema, value);
  if (typeof value === 'number') return ofNumbers(schema, value);
  if (Array.isArray(value)) return ofLists(schema, value);
  return isTree(value) ? ofMaps(schema, value) : undefined;
}
