import { isMap } from '../../../constructs/model/json.ts';
import { nearest } from '../../../constructs/model/suggest.ts';
import type { Fault } from '../../checks/object.ts';

/** A walk through one object. */
export interface Walk {
  /** The Kubernetes minor that the object is for: 36 for `1.36`. */
  readonly minor: number;
  /** Where we are; grows and shrinks on the way. */
  readonly path: (string | number)[];
  readonly faults: Fault[];
}

/**
 * Says what is wrong with a value. What is of the wrong type is none of its business: the schema has refused that already. `null`
 * counts as absent, as it does to an API server.
 */
export type Rule = (value: unknown, walk: Walk) => void;

export type Fields = Readonly<Record<string, unknown>>;

/** Notes a fault at the place where the walk is, or below it. */
export function say(walk: Walk, message: string, hint?: string, ...below: readonly (string | number)[]): void {
  walk.faults.push({ path: [...walk.path, ...below], message, ...(hint && { hint }) });
}

/** Notes what a server takes, and what nobody can have meant. */
export function warn(walk: Walk, message: string, hint: string, ...below: readonly (string | number)[]): void {
  walk.faults.push({ path: [...walk.path, ...below], message, hint, severity: 'warning' });
}

/** Judges what stands under a key. */
export function within(walk: Walk, key: string | number, value: unknown, rule: Rule): void {
  walk.path.push(key);
  rule(value, walk);
  walk.path.pop();
}

/** Judges what stands further below. */
export function below(walk: Walk, path: readonly (string | number)[], value: unknown, rule: Rule): void {
  walk.path.push(...path);
  rule(value, walk);
  walk.path.length -= path.length;
}

/** Rules by field, for those fields that are there. */
export function fields(table: Readonly<Record<string, Rule>>): Rule {
  const rules = new Map(Object.entries(table));
  return (value, walk) => {
    if (!isMap(value)) return;
    for (const key in value) {
      const field = value[key];
      if (field === undefined || field === null) continue;
      const rule = rules.get(key);
      if (rule !== undefined) within(walk, key, field, rule);
    }
  };
}

/** A field that counts as empty where it is absent: a struct in Go, and not a pointer to one. */
export const part =
  (key: string, rule: Rule): Rule =>
  (value, walk) => {
    if (isMap(value)) within(walk, key, value[key] ?? {}, rule);
  };

/** Every entry of a list. */
export const each =
  (rule: Rule): Rule =>
  (value, walk) => {
    if (!Array.isArray(value)) return;
    for (let at = 0; at < value.length; at++) within(walk, at, value[at], rule);
  };

/** Every entry of a list of maps, where `null` stands for an empty one. */
export const entries = (rule: Rule): Rule => each((value, walk) => rule(value === null ? {} : value, walk));

export const all =
  (...rules: readonly Rule[]): Rule =>
  (value, walk) => {
    for (const rule of rules) rule(value, walk);
  };

/** A rule over the fields of a map. */
export const map =
  (rule: (value: Fields, walk: Walk) => void): Rule =>
  (value, walk) => {
    if (isMap(value)) rule(value, walk);
  };

export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Nothing at all, an empty string or an empty list. */
export const isEmpty = (value: unknown): boolean =>
  isAbsent(value) || value === '' || (Array.isArray(value) && value.length === 0);

/** A string as it stands; empty where there is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A map as it stands; empty where there is none. */
export const mapOf = (value: unknown): Fields => (isMap(value) ? value : {});

/** A number as it stands; what an API server takes for none otherwise. */
export const numberOf = (value: unknown, otherwise = 0): number => (typeof value === 'number' ? value : otherwise);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Fields that have to be there and not empty. */
export const required =
  (...keys: readonly string[]): Rule =>
  (value, walk) => {
    if (!isMap(value)) return;
    for (const key of keys) if (isEmpty(value[key])) say(walk, 'is required', 'add it', key);
  };

/** Fields that may not be there, with the reason. */
export const forbidden =
  (because: string, ...keys: readonly string[]): Rule =>
  (value, walk) => {
    if (!isMap(value)) return;
    for (const key of keys) if (!isAbsent(value[key])) say(walk, because, 'remove it', key);
  };

/** A text that is not empty. */
export const unlessEmpty =
  (rule: Rule): Rule =>
  (value, walk) => {
    if (!isEmpty(value)) rule(value, walk);
  };

/** A text out of a few. */
export function choice(...allowed: readonly string[]): Rule {
  return (value, walk) => {
    const text = value === null ? '' : value;
    if (typeof text !== 'string' || allowed.includes(text)) return;
    if (text === '') return say(walk, 'is required', `write ${allowed.join(' or ')}`);
    if (allowed.length === 1) return say(walk, `must be ${allowed[0]}, and is ${shown(text)}`);
    const list = allowed.map((each) => each || '""').join(', ');
    const near = nearest(text, allowed);
    say(walk, `${shown(text)} is not one of ${list}`, near ? `write ${near}` : undefined);
  };
}

/** A number from `least` to `most`. */
export const range =
  (least: number, most: number): Rule =>
  (value, walk) => {
    if (typeof value === 'number' && (value < least || value > most))
      say(walk, `must be from ${least} to ${most}, and is ${value}`);
  };

export const atLeast =
  (least: number): Rule =>
  (value, walk) => {
    if (typeof value === 'number' && value < least) say(walk, `must be at least ${least}, and is ${value}`);
  };

/** How many entries or characters there may be. */
export const atMost =
  (most: number, of: 'entries' | 'characters'): Rule =>
  (value, walk) => {
    if ((Array.isArray(value) || typeof value === 'string') && value.length > most)
      say(walk, `may have at most ${most} ${of}, and has ${value.length}`);
  };

/** Which of some fields are there. */
export const given = (value: Fields, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => !isAbsent(value[key]));

/** Exactly one of some fields: a union. */
export const oneOf =
  (...keys: readonly string[]): Rule =>
  (value, walk) => {
    if (!isMap(value)) return;
    const found = given(value, keys);
    if (found.length === 0) say(walk, `needs one of ${keys.join(', ')}`, 'add one of them');
    if (found.length > 1) say(walk, `has ${found.join(' and ')}, of which only one may be given`, 'remove the others');
  };

/** Entries that must not be there twice, by what `keyOf` takes of them; empty keys do not count. */
export const unique =
  (key: string): Rule =>
  (value, walk) => {
    if (!Array.isArray(value) || value.length < 2) return;
    const seen = new Set<string>();
    for (let at = 0; at < value.length; at++) {
      const name = textOf(mapOf(value[at])[key]);
      if (name !== '' && seen.has(name)) say(walk, `${shown(name)} is there twice`, 'rename or remove one', at, key);
      seen.add(name);
    }
  };

/** A text as messages quote it. */
export const shown = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** A map in which none of these fields holds anything. */
export const isMapOfNothing = (value: unknown, ...keys: readonly string[]): boolean =>
  isMap(value) &&
  keys.every((key) => {
    const field = value[key];
    return isEmpty(field) || (isMap(field) && Object.keys(field).length === 0);
  });
