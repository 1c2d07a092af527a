/** What a JSON schema says of the value itself, apart from its type. Each gives a message, or nothing where all is well. */
import type { Json, Tree } from './shape.ts';

const patterns = new Map<string, RegExp | undefined>();

function patternOf(text: string): RegExp | undefined {
  if (!patterns.has(text)) patterns.set(text, compiled(text));
  return patterns.get(text);
}

/** Helm's patterns are those of Go, which JavaScript does not always understand. */
function compiled(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 'u');
  } catch {
    return undefined;
  }
}

/** Whether a text matches; any does where the pattern is not understood. */
export const matches = (pattern: string, text: string): boolean => patternOf(pattern)?.test(text) ?? true;

const numberIn = (schema: Tree, keyword: string): number | undefined => {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
};

function between(
  schema: Tree,
  size: number,
  names: readonly [least: string, most: string],
  unit: string,
): string | undefined {
  const [least, most] = names.map((name) => numberIn(schema, name));
  if (least !== undefined && size < least) return `must have at least ${least} ${unit}, not ${size}`;
  return most !== undefined && size > most ? `must have at most ${most} ${unit}, not ${size}` : undefined;
}

export function ofTexts(schema: Tree, text: string): string | undefined {
  const { pattern } = schema;
  if (typeof pattern === 'string' && !matches(pattern, text)) return `must match ${pattern}`;
  return between(schema, [...text].length, ['minLength', 'maxLength'], 'characters');
}

export function ofLists(schema: Tree, list: readonly unknown[]): string | undefined {
  if (schema['uniqueItems'] === true && new Set(list.map((item) => JSON.stringify(item))).size < list.length)
    return 'has an item twice';
  return between(schema, list.length, ['minItems', 'maxItems'], 'items');
}

export const ofMaps = (schema: Tree, map: Readonly<Record<string, Json | undefined>>): string | undefined =>
  between(
    schema,
    Object.values(map).filter((value) => value !== undefined).length,
    ['minProperties', 'maxProperties'],
    'keys',
  );

export function ofNumbers(schema: Tree, value: number): string | undefined {
  const above = numberIn(schema, 'exclusiveMinimum');
  const below = numberIn(schema, 'exclusiveMaximum');
  const least = numberIn(schema, 'minimum');
  const most = numberIn(schema, 'maximum');
  const step = numberIn(schema, 'multipleOf');
  // In draft 4, the exclusive ones say how the others are meant.
  if ((above !== undefined && value <= above) || (schema['exclusiveMinimum'] === true && value === least))
    return `must be more than ${above ?? least}, not ${value}`;
  if ((below !== undefined && value >= below) || (schema['exclusiveMaximum'] === true && value === most))
    return `must be less than ${below ?? most}, not ${value}`;
  if (least !== undefined && value < least) return `must be at least ${least}, not ${value}`;
  if (most !== undefined && value > most) return `must be at most ${most}, not ${value}`;
  return step !== undefined && !Number.isInteger(value / step)
    ? `must be a multiple of ${step}, not ${value}`
    : undefined;
}
