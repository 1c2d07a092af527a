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

/** The bytes of texts, one behind the other; of what stands in many files they are there already. */
export function joined(parts: readonly (string | Uint8Array)[]): Buffer {
  let length = 0;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as string | Uint8Array;
    length += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  }
  const start = reserved(length);
  let at = start;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as string | Uint8Array;
    if (typeof part === 'string') at += piece.write(part, at);
    else {
      piece.set(part, at);
      at += part.length;
    }
  }
  return piece.subarray(start, end);
}
