import type { Mistake } from './document.ts';

/** Bytes that are no text. */
export class NotText extends Error {
  readonly mistake: Mistake;

  constructor(message: string, hint: string) {
    super(message);
    this.mistake = { line: 1, message, hint };
  }
}

/**
 * Bytes as text, without a byte order mark.
 * @throws NotText
 */
export function* textOf(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for (const bytes of chunks) {
    // PowerShell redirects output into files of UTF-16.
    if (first && (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)))
      throw new NotText('is written in UTF-16', 'save it as UTF-8');
    first = false;
    yield decoded(() => decoder.decode(bytes, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new NotText('is not text in UTF-8', 'save it as UTF-8, or leave the file out');
  }
}
