import { RE2JS } from 're2js';

/** Whether a text matches. */
export type Matches = (text: string) => boolean;

/** What JavaScript reads differently or not at all: inline flags, POSIX classes, a bracket first in a class, `\\s`, and RE2's own escapes. */
const onlyRe2 = /\(\?(?!:)|\[\[:|\[\^?\]|\\(?:[sSAzQEpPCa]|x\{)/;

/** One token of a pattern: an escape, a class, or a dot outside of both. */
const token = /\\.|\[(?:\\.|[^\]\\])*\]|\./gs;

const known = new Map<string, Matches>();

/**
 * A schema's pattern, ready to match anywhere in a text as an API server does (Go's regexp, which is RE2). JavaScript's own engine
 * takes those that mean the same in both, which most do, and is several times as fast.
 * @throws Error where the pattern is none
 */
export function patternOf(pattern: string): Matches {
  const found = known.get(pattern);
  if (found) return found;
  const made = native(pattern) ?? re2(pattern);
  known.set(pattern, made);
  return made;
}

function native(pattern: string): Matches | undefined {
  if (onlyRe2.test(pattern)) return undefined;
  try {
    // To JavaScript a dot is no line separator at all, to RE2 only no line feed.
    const compiled = new RegExp(
      pattern.replace(token, (found) => (found === '.' ? '[^\\n]' : found)),
      'u',
    );
    return (text) => compiled.test(text);
  } catch {
    // An escape that only RE2 takes.
    return undefined;
  }
}

function re2(pattern: string): Matches {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.matcher(text).find();
}
