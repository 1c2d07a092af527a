import { below, type Fields, isAbsent, isEmpty, listOf, mapOf, say, type Walk, within } from '../rule.ts';
import { typesOfKeywords, values } from './keywords.ts';

// Kubernetes v1.36, apiextensions-apiserver, pkg/apiserver/schema/validation.go (value validations) and complete.go.

const logical = ['allOf', 'anyOf', 'oneOf'];

/** Keywords that say what a value is, which only the outer schema can. */
const outer = [
  'type',
  'default',
  'title',
  'description',
  'nullable',
  'additionalProperties',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
];

const isIntOrString = (list: unknown): boolean =>
  JSON.stringify(listOf(list).map((each) => Object.entries(mapOf(each)))) ===
  '[[["type","integer"]],[["type","string"]]]';

/** The conditions of a schema. */
export function nested(schema: Fields, walk: Walk): void {
  for (const key of logical)
    listOf(schema[key]).forEach((each, at) => {
      if (schema['x-kubernetes-int-or-string'] === true && key === 'anyOf' && isIntOrString(schema[key])) return;
      below(walk, [key, at], each, () =>
        condition(mapOf(each), walk, key === 'allOf' && at === 0 && schema['x-kubernetes-int-or-string'] === true),
      );
    });
  if (!isAbsent(schema['not'])) within(walk, 'not', schema['not'], () => condition(mapOf(schema['not']), walk, false));
}

/** A schema below `allOf`, `not` and the like: it says more of values whose type is known. */
function condition(schema: Fields, walk: Walk, mayBeIntOrString: boolean): void {
  typesOfKeywords(schema, walk);
  values(schema, walk);
  for (const key of outer)
    if (!isEmpty(schema[key]) && schema[key] !== false) say(walk, 'belongs into the schema outside', 'move it', key);
  if (!(mayBeIntOrString && isIntOrString(schema['anyOf']))) nested(schema, walk);
  const { properties, items } = schema;
  if ('metadata' in mapOf(properties)) say(walk, 'cannot be said of metadata', 'remove it', 'properties', 'metadata');
  if (!isAbsent(items)) within(walk, 'items', items, () => condition(mapOf(items), walk, false));
  within(walk, 'properties', properties, () => {
    const found = mapOf(properties);
    for (const name in found) within(walk, name, found[name], (field) => condition(mapOf(field), walk, false));
  });
}

/** What a condition speaks of has to be there outside. */
export function complete(schema: Fields, outside: Fields, walk: Walk): void {
  const conditions = [
    ...logical.flatMap((key) => listOf(schema[key])),
    ...(isAbsent(schema['not']) ? [] : [schema['not']]),
  ];
  for (const each of conditions) speaks(mapOf(each), outside, walk);
  for (const [name, field] of Object.entries(mapOf(schema['properties'])))
    if (schema === outside) below(walk, ['properties', name], field, () => complete(mapOf(field), mapOf(field), walk));
  if (schema === outside && !isAbsent(schema['items']))
    within(walk, 'items', schema['items'], () => complete(mapOf(schema['items']), mapOf(schema['items']), walk));
}

function speaks(condition: Fields, outside: Fields, walk: Walk): void {
  const known = mapOf(outside['properties']);
  for (const [name, field] of Object.entries(mapOf(condition['properties']))) {
    if (known[name] === undefined) say(walk, 'is spoken of, and is not there', 'add it', 'properties', name);
    else speaks(mapOf(field), mapOf(known[name]), walk);
  }
  if (!isAbsent(condition['items'])) speaks(mapOf(condition['items']), mapOf(outside['items']), walk);
  complete(condition, outside, walk);
}
