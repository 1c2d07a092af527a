import { describe, expect, test } from 'vitest';
import { customResources, definition } from '../../scripts/schemas/read.ts';
import { patternOf } from '../../scripts/validate/pattern.ts';

describe('a pattern', () => {
  test.each([
    ['^a.c$', ['abc', 'a\rc', 'a\u2028c'], ['a\nc', 'ac']],
    ['^[.]$', ['.'], ['a']],
    ['^\\.$', ['.'], ['a']],
    ['b', ['abc'], ['ac']],
    ['^(?i)(Drop|Accept)?$', ['drop', 'ACCEPT', ''], ['x']],
    ['^[[:alpha:]]+$', ['abc'], ['1']],
    ['^[^][ ]+$', ['ab'], ['a]', 'a b']],
    ['^\\s$', [' ', '\t'], ['\u00a0']],
    ['\\Aab\\z', ['ab'], ['xab']],
    ['^\\pL+$', ['äb'], ['1']],
    ['^a\\-b$', ['a-b'], ['ab']],
  ])('means what it means to RE2: %s', (pattern, good, bad) => {
    for (const text of good) expect(patternOf(pattern)(text), JSON.stringify(text)).toBe(true);
    for (const text of bad) expect(patternOf(pattern)(text), JSON.stringify(text)).toBe(false);
  });

  test('can be read, of every custom resource', () => {
    const patterns = new Set(
      customResources(process.cwd()).flatMap(({ group, kind }) =>
        (definition(process.cwd(), group, kind)?.nodes ?? []).flatMap(({ pattern }) => pattern ?? []),
      ),
    );
    expect(patterns.size).toBeGreaterThan(100);
    for (const pattern of patterns) expect(() => patternOf(pattern)).not.toThrow();
  });
});
