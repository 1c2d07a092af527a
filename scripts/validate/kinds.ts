/** What a JSON value is, as bits, so that a schema's types are one number and a test of them one operation. */
export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const FRACTION = 8;
export const STRING = 16;
export const LIST = 32;
export const MAP = 64;
export const ANYTHING = 127;

/** The bit of a value. Numbers without a fraction are integers, as JSON makes no difference. */
export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'object':
      return value === null ? NULL : Array.isArray(value) ? LIST : MAP;
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return Number.isInteger(value) ? INTEGER : FRACTION;
    case 'bigint':
      return INTEGER;
    default:
      return 0;
  }
}

const names: readonly [number, string][] = [
  [BOOLEAN, 'a boolean'],
  [INTEGER | FRACTION, 'a number'],
  [INTEGER, 'an integer'],
  [STRING, 'a string'],
  [LIST, 'a list'],
  [MAP, 'a map'],
  [NULL, 'null'],
];

/** Bits in words: `a string`, `an integer or a string`. */
export function kindText(bits: number): string {
  const parts: string[] = [];
  let rest = bits;
  for (const [bit, name] of names)
    if ((rest & bit) === bit) {
      parts.push(name);
      rest &= ~bit;
    }
  return parts.join(' or ');
}

/** The bits that a schema's `type` stands for. */
export const bitsOf: Readonly<Record<string, number>> = {
  null: NULL,
  boolean: BOOLEAN,
  integer: INTEGER,
  number: INTEGER | FRACTION,
  string: STRING,
  array: LIST,
  object: MAP,
};
