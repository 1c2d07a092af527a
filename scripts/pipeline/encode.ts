/**
 * Memory is taken in pieces of this size: asking for each text's own costs more than writing the text. A text that `--watch` keeps
 * keeps its piece, so they are small.
 */
const PIECE = 1 << 16;

let piece = Buffer.alloc(0);
let end = 0;

/** @returns where the next so many bytes begin in `piece` */
function reserved(length: number): number {
  if (end + length > piece.length) {
    piece = Buffer.allocUnsafeSlow(Math.max(PIECE, length));
    end = 0;
  }
  end += length;
  return end - length;
}

/** The bytes of a text in UTF-8. */
export function encoded(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = reserved(length);
  piece.write(text, start, length);
  return piece.subarray(start, end);
}

/** The bytes of texts of ASCII, one behind the other. Put together as a text, they would be copied once more. */
export function encodedAscii(texts: readonly string[]): Buffer {
  let length = 0;
  for (let index = 0; index < texts.length; index++) length += (texts[index] as string).length;
  const start = reserved(length);
  let at = start;
  for (let index = 0; index < texts.length; index++) at += piece.write(texts[index] as string, at, 'latin1');
  return piece.subarray(start, end);
}

/** Whether a text is ASCII, as far as one can tell at a glance: without control characters but for line feeds. */
export const isAscii = (text: string): boolean => !/[^ -~\n]/.test(text);
