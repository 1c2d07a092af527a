import { expect, test } from 'vitest';
import { encoded, joined } from '../../scripts/pipeline/encode.ts';

test('a text is its bytes, however long it is and whatever stands before it', () => {
  const texts = ['', 'plain', 'Gr\u00fc\u00dfe', 'x'.repeat(200_000), '\u{1f680}'];
  expect(texts.map(encoded).map(String)).toEqual(texts);
  expect(String(joined(['one\n', Buffer.from('Grüße'), '', '\u{1f680}\n']))).toBe('one\nGrüße\u{1f680}\n');
});

test('a short text that is kept does not keep much of what was printed beside it', () => {
  expect(encoded('short').buffer.byteLength).toBeLessThanOrEqual(100_000);
});
