import { isMap } from '../../constructs/model/json.ts';
import type { Schema } from '../../scripts/schemas/read.ts';
import { text } from './texts.ts';

/** Whether an object is valid as a whole. */
export type Fits = (object: object) => boolean;

type Path = readonly (string | number)[];

/**
 * The least that a schema asks for.
 * @returns undefined where a text or number is asked for that we do not find
 */
export function least(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum.find((each) => each !== '') ?? schema.enum[0];
  if (schema['x-kubernetes-int-or-string']) return schema.pattern ? text(schema) : 1;
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return true;
    case 'array':
      return list(schema);
    default:
      return fields(schema);
  }
}

const number = ({ minimum, maximum, multipleOf = 1, exclusiveMinimum }: Schema): number => {
  const from = (minimum ?? Math.min(1, maximum ?? 1)) + (exclusiveMinimum ? multipleOf : 0);
  return Math.ceil(from / multipleOf) * multipleOf;
};

const list = ({ items, minItems = 0 }: Schema): unknown => {
  const entry = items && least(items);
  return minItems === 0 ? [] : entry === undefined ? undefined : Array.from({ length: minItems }, () => entry);
};

function fields({ properties = {}, required = [], additionalProperties, minProperties = 0 }: Schema): unknown {
  const made: Record<string, unknown> = {};
  for (const name of required) {
    const value = least(properties[name] ?? {});
    if (value === undefined) return undefined;
    made[name] = value;
  }
  if (minProperties === 0 || !isMap(additionalProperties)) return made;
  const example = least(additionalProperties);
  return example === undefined ? undefined : { ...made, example };
}

/** Adds what a schema allows to an object, as long as it stays valid: most of its fields, or all. */
export function grown(schema: Schema, object: object, fits: Fits, most: number): object {
  let best = object;
  for (const { path, schema: of } of optional(schema, [], 8)) {
    if (JSON.stringify(best).length > most) break;
    const candidates = variants(of).flatMap((value) => {
      const candidate = structuredClone(best);
      return put(candidate, path, value) ? [candidate] : [];
    });
    best = candidates.find(fits) ?? best;
  }
  return best;
}

/** The least of a schema, and the same with one field more: unions ask for one that none is required to be. */
function variants(schema: Schema): readonly unknown[] {
  const value = least(schema);
  if (value === undefined) return [];
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => isMap(value) && !(name in value));
  return [
    enough(schema, value),
    ...fields.slice(0, 12).flatMap(([name, of]) => {
      const field = enough(of, least(of));
      return field === undefined ? [] : [{ ...(value as object), [name]: field }];
    }),
  ];
}

/** A list or a map with something in it, where there can be. */
function enough({ items, additionalProperties }: Schema, value: unknown): unknown {
  const entry = Array.isArray(value) && value.length === 0 ? items && least(items) : undefined;
  if (entry !== undefined) return [entry];
  const isEmpty = isMap(value) && Object.keys(value).length === 0 && isMap(additionalProperties);
  const example = isEmpty ? least(additionalProperties) : undefined;
  return example === undefined ? value : { example };
}

interface Field {
  readonly path: Path;
  readonly schema: Schema;
}

/** All fields below a schema, the upper ones first; of a list, those of its first entry. */
function optional(schema: Schema, path: Path, depth: number): readonly Field[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, of]) => ({ path: [...path, name], schema: of }));
  const inner: Field[] = schema.items ? [{ path: [...path, 0], schema: schema.items }] : own;
  if (depth === 0) return own;
  return [...own, ...inner.flatMap((each) => optional(each.schema, each.path, depth - 1))];
}

/** @returns whether there was a place for it, and nothing in it */
function put(object: object, path: Path, value: unknown): boolean {
  let holder: unknown = object;
  for (const key of path.slice(0, -1)) holder = (holder as Record<string | number, unknown> | undefined)?.[key];
  const key = path.at(-1);
  if (typeof holder !== 'object' || holder === null || key === undefined || key in holder) return false;
  (holder as Record<string | number, unknown>)[key] = value;
  return true;
}

/** What has to be added to the least of a schema, where `oneOf` or a rule asks for more than `required` says: one field or two. */
export function mended(schema: Schema, object: object, fits: Fits): object | undefined {
  if (fits(object)) return object;
  const all = optional(schema, [], 3);
  for (const first of all) {
    const one = structuredClone(object);
    const value = least(first.schema);
    if (value === undefined || !put(one, first.path, enough(first.schema, value))) continue;
    if (fits(one)) return one;
    for (const second of all.filter(({ path }) => path.length >= first.path.length).slice(0, 60)) {
      const two = structuredClone(one);
      const more = least(second.schema);
      if (more !== undefined && put(two, second.path, enough(second.schema, more)) && fits(two)) return two;
    }
  }
  return undefined;
}
