import { ours } from './words.ts';

/** Errors of the library that cel-go v0.26.0 has other words for. */
const inItsWords: readonly (readonly [RegExp, string])[] = [
  [/^No such key: index out of bounds, index (-?\d+).*/, 'index out of bounds: $1'],
  [/^No such key: /, 'no such key: '],
  [/^Optional value is not present$/, 'optional.none() dereference'],
  [/^integer overflow: .*/, 'integer overflow'],
  [/^modulo by zero$/, 'modulus by zero'],
  [
    /^(?:found no matching overload|Logical operator requires|Ternary condition must be|.* predicate must return bool).*/,
    'no such overload',
  ],
  [/^Unknown variable: (.*)/, "undeclared reference to '$1'"],
];

/** What went wrong, in one line, in the words of an API server where it has its own. */
export function messageOf(thrown: unknown): string {
  const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).replaceAll(ours, '').split('\n');
  const found = inItsWords.find(([pattern]) => pattern.test(line));
  return found ? line.replace(...found) : line;
}
