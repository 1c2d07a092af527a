/** Memory is taken in pieces of this size: asking for each text's own costs more than writing the text. */
const PIECE = 1 << 20;

let piece = Buffer.alloc(0);
let end = 0;

/**
 * The bytes of a text in UTF-8.
 *
 * @param ascii whether its caller knows that it is ASCII, whose bytes need not be counted first
 */
export function encoded(text: string, ascii: boolean): Buffer {
  const length = ascii ? text.length : Buffer.byteLength(text);
  if (end + length > piece.length) {
    piece = Buffer.allocUnsafeSlow(Math.max(PIECE, length));
    end = 0;
  }
  const start = end;
  end += length;
  piece.write(text, start, length, ascii ? 'latin1' : 'utf8');
  return piece.subarray(start, end);
}
