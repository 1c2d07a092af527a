import {
  choice,
  type Fields,
  isAbsent,
  isEmpty,
  listOf,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from '../rule.ts';
import { complete, nested } from './condition.ts';
import { typesOfKeywords, values } from './keywords.ts';
import { celRules } from './rules.ts';
import { defaultFault } from './value.ts';

// Kubernetes v1.36, apiextensions-apiserver: pkg/apiserver/schema/validation.go and complete.go for structural schemas,
// ValidateCustomResourceDefinitionOpenAPISchema in pkg/apis/apiextensions/validation/validation.go for the rest.

const types = choice('array', 'boolean', 'integer', 'number', 'object', 'string');

/** Where a schema stands. */
type Level = 'root' | 'items' | 'field';

/** What a version has at its root where it has a status, besides descriptions. */
const atRoot =
  /^(description|type|format|title|maximum|exclusiveMaximum|minimum|exclusiveMinimum|maxLength|minLength|pattern|maxItems|minItems|uniqueItems|multipleOf|required|items|properties|externalDocs|example|x-kubernetes-preserve-unknown-fields|x-kubernetes-validations)$/;

/** The whole schema of a version. */
export const schemaOfVersion =
  (withStatus: boolean): Rule =>
  (value, walk) => {
    const schema = mapOf(value);
    if (schema['nullable'] === true) say(walk, 'must not be true at the root', 'remove it', 'nullable');
    if (withStatus)
      for (const key in schema)
        if (!isAbsent(schema[key]) && !atRoot.test(key))
          say(walk, 'is not for the root of a kind with a status', 'move it', key);
    structural(schema, walk, 'root', false);
    complete(schema, schema, walk);
  };

function structural(schema: Fields, walk: Walk, level: Level, insideMeta: boolean): void {
  typesOfKeywords(schema, walk);
  typed(schema, walk, level);
  values(schema, walk);
  lists(schema, walk);
  children(schema, walk, level, insideMeta);
  nested(schema, walk);
  celRules(schema, walk);
  const fallback = schema['default'];
  if (fallback === undefined || fallback === null) return;
  const fault = level === 'root' ? 'must not be set at the root' : defaultFault(schema, fallback);
  if (fault) say(walk, fault, 'correct it', 'default');
}

function typed(schema: Fields, walk: Walk, level: Level): void {
  const type = textOf(schema['type']);
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  if (type !== '') within(walk, 'type', type, types);
  else if (!isFree || isEmbedded || level === 'root') say(walk, 'is required', 'say what it is', 'type');
  if (level === 'root' && type !== 'object' && type !== '') say(walk, 'must be object at the root', undefined, 'type');
  if (isEmbedded && type !== 'object' && type !== '')
    say(walk, 'must be object for an embedded resource', undefined, 'type');
  if (
    isEmbedded &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true &&
    Object.keys(mapOf(schema['properties'])).length === 0
  )
    say(walk, 'is required for an embedded resource', 'add its fields', 'properties');
  if (schema['x-kubernetes-int-or-string'] === true)
    for (const key of ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'])
      if (schema[key] === true) say(walk, 'excludes x-kubernetes-int-or-string', 'remove it', key);
  if (schema['x-kubernetes-preserve-unknown-fields'] === false)
    say(walk, 'must be true or absent', 'remove it', 'x-kubernetes-preserve-unknown-fields');
  if (level !== 'root' && !isEmbedded) return;
  for (const name of ['apiVersion', 'kind']) {
    const field = mapOf(schema['properties'])[name];
    if (field !== undefined && mapOf(field)['type'] !== 'string')
      say(walk, 'must be a string', undefined, 'properties', name, 'type');
  }
}

function lists(schema: Fields, walk: Walk): void {
  const kind = schema['x-kubernetes-list-type'];
  const keys = listOf(schema['x-kubernetes-list-map-keys']);
  const items = mapOf(schema['items']);
  const mapType = schema['x-kubernetes-map-type'];
  if (!isAbsent(mapType)) {
    within(walk, 'x-kubernetes-map-type', textOf(mapType), choice('atomic', 'granular'));
    if (schema['type'] !== 'object') say(walk, 'must be object with x-kubernetes-map-type', undefined, 'type');
  }
  if (schema['type'] === 'array' && isAbsent(schema['items']))
    say(walk, 'is required for an array', 'say what its entries are', 'items');
  if (keys.length > 0 && kind !== 'map')
    say(walk, 'must be map with x-kubernetes-list-map-keys', undefined, 'x-kubernetes-list-type');
  if (isAbsent(kind)) return;
  within(walk, 'x-kubernetes-list-type', textOf(kind), choice('atomic', 'set', 'map'));
  if (schema['type'] !== 'array') say(walk, 'must be array with x-kubernetes-list-type', undefined, 'type');
  if ((kind === 'set' || kind === 'map') && items['nullable'] === true)
    say(walk, `must not be true in a ${kind}`, undefined, 'items', 'nullable');
  if (kind === 'set' && items['type'] === 'object' && items['x-kubernetes-map-type'] !== 'atomic')
    say(walk, 'must be atomic in a set', undefined, 'items', 'x-kubernetes-map-type');
  if (
    kind === 'set' &&
    items['type'] === 'array' &&
    !['atomic', undefined].includes(textOf(items['x-kubernetes-list-type']) || undefined)
  )
    say(walk, 'must be atomic in a set', undefined, 'items', 'x-kubernetes-list-type');
  if (kind === 'map') mapKeys(keys, items, walk);
}

function mapKeys(keys: readonly unknown[], items: Fields, walk: Walk): void {
  if (keys.length === 0)
    say(walk, 'is required with x-kubernetes-list-type: map', 'name the keys', 'x-kubernetes-list-map-keys');
  if (new Set(keys).size < keys.length) say(walk, 'has an entry twice', 'remove one', 'x-kubernetes-list-map-keys');
  if (items['type'] !== 'object') say(walk, 'must be object in a list of type map', undefined, 'items', 'type');
  for (const key of keys.map(textOf)) {
    const field = mapOf(items['properties'])[key];
    const where = ['items', 'properties', key];
    if (field === undefined)
      say(walk, `there is no field ${shown(key)} in the entries`, 'correct it', 'x-kubernetes-list-map-keys');
    const { type, nullable, default: fallback } = mapOf(field);
    if (type === 'array' || type === 'object') say(walk, 'must be a scalar: it is a key', undefined, ...where, 'type');
    if (nullable === true) say(walk, 'must not be true: it is a key', undefined, ...where, 'nullable');
    if (field !== undefined && !listOf(items['required']).includes(key) && isAbsent(fallback))
      say(walk, 'is a key, and must be required or have a default', 'add it to required', ...where);
  }
}

function children(schema: Fields, walk: Walk, level: Level, insideMeta: boolean): void {
  const { properties, additionalProperties, items } = schema;
  const isRoot = level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  if (!isAbsent(additionalProperties)) {
    if (isRoot)
      say(
        walk,
        level === 'root' ? 'must not be used at the root' : 'must not be used in an embedded resource',
        'remove it',
        'additionalProperties',
      );
    if (additionalProperties !== true && Object.keys(mapOf(properties)).length > 0)
      say(walk, 'excludes properties', 'remove one of the two', 'additionalProperties');
    if (typeof additionalProperties === 'object')
      within(walk, 'additionalProperties', additionalProperties, () =>
        structural(mapOf(additionalProperties), walk, 'field', insideMeta),
      );
  }
  if (Array.isArray(items)) say(walk, 'must be one schema', 'write a map', 'items');
  else if (!isAbsent(items)) within(walk, 'items', items, () => structural(mapOf(items), walk, 'items', insideMeta));
  within(walk, 'properties', properties, () => {
    const found = mapOf(properties);
    for (const name in found)
      within(walk, name, found[name], (field) => {
        if (name === 'metadata' && isRoot) metadata(mapOf(field), walk, level === 'root');
        else
          structural(mapOf(field), walk, 'field', insideMeta || (isRoot && (name === 'apiVersion' || name === 'kind')));
      });
  });
}

/** Nothing can be said of metadata but how names look. */
function metadata(schema: Fields, walk: Walk, isRoot: boolean): void {
  if (schema['type'] !== 'object') say(walk, 'must be object', undefined, 'type');
  if (!isRoot) return;
  const names = Object.keys(mapOf(schema['properties']));
  for (const name of names)
    if (name !== 'name' && name !== 'generateName')
      say(walk, 'cannot be said of metadata', 'remove it', 'properties', name);
  for (const key of ['required', 'additionalProperties', 'default', 'nullable', 'description'])
    if (!isEmpty(schema[key]) && schema[key] !== false) say(walk, 'cannot be said of metadata', 'remove it', key);
}
