import { didYouMean } from '../../../../constructs/model/suggest.ts';
import { patternOf } from '../../pattern.ts';
import { type Fields, isAbsent, isEmpty, say, shown, textOf, type Walk, warn } from '../rule.ts';

type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'list' | 'map' | 'texts' | 'any';

const of = (kind: Kind, ...names: readonly string[]): readonly (readonly [string, Kind])[] =>
  names.map((name) => [name, kind]);

/** The keywords of JSONSchemaProps with their types (Kubernetes v1.36, apiextensions-apiserver, types_jsonschema.go). */
const kinds = new Map<string, Kind>([
  ...of(
    'string',
    'id',
    '$schema',
    '$ref',
    'description',
    'type',
    'format',
    'title',
    'pattern',
    'x-kubernetes-list-type',
    'x-kubernetes-map-type',
  ),
  ...of('number', 'maximum', 'minimum', 'multipleOf'),
  ...of('integer', 'maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties'),
  ...of(
    'boolean',
    'exclusiveMaximum',
    'exclusiveMinimum',
    'uniqueItems',
    'nullable',
    'x-kubernetes-preserve-unknown-fields',
    'x-kubernetes-embedded-resource',
    'x-kubernetes-int-or-string',
  ),
  ...of('list', 'enum', 'allOf', 'oneOf', 'anyOf', 'x-kubernetes-validations'),
  ...of('texts', 'required', 'x-kubernetes-list-map-keys'),
  ...of('map', 'properties', 'patternProperties', 'dependencies', 'definitions', 'not', 'externalDocs'),
  ...of('any', 'default', 'items', 'additionalProperties', 'additionalItems', 'example'),
]);

const fits: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  any: () => true,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 63,
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  texts: (value) => Array.isArray(value) && value.every((each) => each === null || typeof each === 'string'),
  map: (value) => typeof value === 'object' && !Array.isArray(value),
};

const words: Readonly<Record<Kind, string>> = {
  any: 'anything',
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
  list: 'a list',
  texts: 'a list of strings',
  map: 'a map',
};

/** OpenAPI does not say what stands below `items`: there, keywords and their types have to be looked at, too. */
export function typesOfKeywords(schema: Fields, walk: Walk): void {
  for (const key in schema) {
    const value = schema[key];
    const kind = kinds.get(key);
    if (kind === undefined)
      warn(walk, `unknown keyword, which says nothing${didYouMean(key, kinds.keys())}`, 'correct or remove it', key);
    else if (!isAbsent(value) && !fits[kind](value)) say(walk, `must be ${words[kind]}`, undefined, key);
  }
}

const never = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref'];

/** Keywords that Kubernetes does not take, or takes only so. */
export function values(schema: Fields, walk: Walk): void {
  for (const key of never) if (!isEmpty(schema[key])) say(walk, 'is not supported', 'remove it', key);
  if (schema['uniqueItems'] === true)
    say(walk, 'takes too long to check', 'use x-kubernetes-list-type: set', 'uniqueItems');
  const pattern = textOf(schema['pattern']);
  if (pattern === '') return;
  try {
    patternOf(pattern);
  } catch {
    say(walk, `${shown(pattern)} is not a regular expression of RE2`, 'correct it', 'pattern');
  }
}
