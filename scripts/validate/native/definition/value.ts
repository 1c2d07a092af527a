import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../../../constructs/model/json.ts';
import { formatFault } from '../../formats.ts';
import { patternOf } from '../../pattern.ts';
import { type Fields, isAbsent, listOf, mapOf, numberOf, shown, textOf } from '../rule.ts';

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isMap,
};

/** What is wrong with a default, which has to be a value that its own schema takes. */
export function defaultFault(schema: Fields, value: unknown): string | undefined {
  if (value === null) return schema['nullable'] === true ? undefined : 'must not be null';
  const type = textOf(schema['type']);
  if (type !== '' && !(kinds[type]?.(value) ?? true)) return `must be of the type ${type}`;
  if (schema['x-kubernetes-int-or-string'] === true && typeof value !== 'string' && !Number.isInteger(value))
    return 'must be an integer or a string';
  const allowed = schema['enum'];
  if (Array.isArray(allowed) && allowed.length > 0 && !allowed.some((each) => isDeepStrictEqual(each, value)))
    return `is not one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}`;
  if (typeof value === 'string') return textFault(schema, value);
  if (typeof value === 'number') return numberFault(schema, value);
  if (Array.isArray(value)) return listFault(schema, value);
  return isMap(value) ? mapFault(schema, value) : undefined;
}

function textFault(schema: Fields, text: string): string | undefined {
  if (text.length < numberOf(schema['minLength'])) return 'is too short for its schema';
  if (text.length > numberOf(schema['maxLength'], Number.POSITIVE_INFINITY)) return 'is too long for its schema';
  const pattern = textOf(schema['pattern']);
  try {
    if (pattern !== '' && !patternOf(pattern)(text)) return `does not match ${shown(pattern)}`;
  } catch {
    return undefined;
  }
  return formatFault(textOf(schema['format']), text, false);
}

const isWhole = (bound: unknown): boolean =>
  isAbsent(bound) || (Number.isInteger(bound) && Math.abs(Number(bound)) < 2 ** 63);

function numberFault(schema: Fields, value: number): string | undefined {
  const least = numberOf(schema['minimum'], Number.NEGATIVE_INFINITY);
  const most = numberOf(schema['maximum'], Number.POSITIVE_INFINITY);
  if (schema['type'] === 'integer' && ![schema['minimum'], schema['maximum']].every(isWhole))
    return 'has a range that is not of integers';
  const isLess = schema['exclusiveMinimum'] === true ? value <= least : value < least;
  const isMore = schema['exclusiveMaximum'] === true ? value >= most : value > most;
  if (isLess || isMore) return 'is not in the range of its schema';
  const step = numberOf(schema['multipleOf'], 1);
  return schema['multipleOf'] !== undefined && value % step !== 0 ? `is not a multiple of ${step}` : undefined;
}

function listFault(schema: Fields, list: readonly unknown[]): string | undefined {
  if (list.length < numberOf(schema['minItems'])) return 'has too few entries for its schema';
  if (list.length > numberOf(schema['maxItems'], Number.POSITIVE_INFINITY))
    return 'has too many entries for its schema';
  const items = mapOf(schema['items']);
  return list.map((each) => defaultFault(items, each)).find((fault) => fault !== undefined);
}

function mapFault(schema: Fields, map: Fields): string | undefined {
  const properties = mapOf(schema['properties']);
  const others = schema['additionalProperties'];
  const missing = listOf(schema['required']).find(
    (name) => map[textOf(name)] === undefined && mapOf(properties[textOf(name)])['default'] === undefined,
  );
  if (missing !== undefined) return `lacks ${textOf(missing)}`;
  for (const name in map) {
    const field = properties[name] ?? (isMap(others) ? others : undefined);
    if (field === undefined && others !== true && schema['x-kubernetes-preserve-unknown-fields'] !== true)
      return `has the unknown field ${name}`;
    const fault = field === undefined ? undefined : defaultFault(mapOf(field), map[name]);
    if (fault !== undefined) return `${name}: ${fault}`;
  }
  return undefined;
}
