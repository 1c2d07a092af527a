import { RE2JS } from 're2js';
import { patternOf } from '../validate/pattern.ts';
import type { Library } from './library.ts';
import { ours } from './words.ts';

const known = new Map<string, RE2JS>();

/** @throws Error where it is no pattern of RE2 */
function compiled(pattern: string): RE2JS {
  const found = known.get(pattern) ?? RE2JS.compile(pattern);
  known.set(pattern, found);
  return found;
}

/** Parts of a text that match, from left to right. @param count at most so many; all of them where it is negative */
function findAll(text: string, pattern: string, count: bigint): string[] {
  const matcher = compiled(pattern).matcher(text);
  const parts: string[] = [];
  while ((count < 0n || parts.length < count) && matcher.find()) parts.push(matcher.group() ?? '');
  return parts;
}

const matches = (text: string, pattern: string): boolean => patternOf(pattern)(text);

/** Patterns are RE2's. Source: k8s.io/apiserver v0.36.1 pkg/cel/library/regex.go. */
export const regexps: Library = {
  functions: {
    [`matches${ours}(string, string): bool`]: matches,
    [`string.matches${ours}(string): bool`]: matches,
    'string.find(string): string': (text: string, pattern: string) => findAll(text, pattern, 1n)[0] ?? '',
    'string.findAll(string): list<string>': (text: string, pattern: string) => findAll(text, pattern, -1n),
    'string.findAll(string, int): list<string>': findAll,
  },
};
