import { isMap } from '../../constructs/model/json.ts';

/** A map whose values nobody has looked at: objects that others wrote may be wrong in any way. */
export type Fields = Readonly<Record<string, unknown>>;

/** Keys and indices from an object's root. */
export type Path = readonly (string | number)[];

const none: Fields = Object.freeze({});

/** A value if it is a map; an empty one if it is anything else. */
export const asMap = (value: unknown): Fields => (isMap(value) ? value : none);

/** The map that a key holds; an empty one where it holds anything else. */
export const mapAt = (value: unknown, key: string): Fields => (isMap(value) ? asMap(value[key]) : none);

/** The items of the list that a key holds; none where it holds anything else. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const held = isMap(value) ? value[key] : undefined;
  return Array.isArray(held) ? held : [];
}

/** The text that a key holds; nothing where it holds anything else. */
export function textAt(value: unknown, key: string): string | undefined {
  const held = isMap(value) ? value[key] : undefined;
  return typeof held === 'string' ? held : undefined;
}
