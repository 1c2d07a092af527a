/** Cuts a stream of text into documents without reading them, so that a long stream needs no more memory than its longest document. */
import { detached } from './detached.ts';
import type { Mistake } from './document.ts';

/** The text of one document. */
export interface Piece {
  readonly text: string;
  /** Its place among the documents of the stream, from 1. */
  readonly index: number;
  /** The line of the stream that the text begins on, from 1. */
  readonly line: number;
  /** What is wrong with what comes before it. */
  readonly mistake?: Mistake;
}

/**
 * What separates documents is what apimachinery's decoder takes for it (pkg/util/yaml/decoder.go, v0.36): a line that begins
 * with `---`. Where the stream begins with a brace or bracket it is JSON, whose documents need nothing between them.
 *
 * @param chunks of text, cut anywhere
 */
export function* pieces(chunks: Iterable<string>): Generator<Piece> {
  const stream = chunks[Symbol.iterator]();
  let begin = '';
  while (begin.trim() === '') {
    const { done, value } = stream.next();
    if (done) break;
    begin += value;
  }
  const all = function* (): Generator<string> {
    yield begin;
    for (let next = stream.next(); !next.done; next = stream.next()) yield next.value;
  };
  yield* /^\s*[[{]/.test(begin) ? jsonPieces(all()) : yamlPieces(all());
}

const separator = '---';
const onlyComments = /^\s*(?:#[^\n]*\n\s*)*(?:#[^\n]*)?$/;

/** The offset of the next line that begins with the separator, in a text that begins with a line. */
function separatorIn(text: string, from: number): number {
  if (from === 0 && text.startsWith(separator)) return 0;
  const before = text.indexOf(`\n${separator}`, from);
  return before < 0 ? -1 : before + 1;
}

function* yamlPieces(chunks: Iterable<string>): Generator<Piece> {
  let held = '';
  let line = 1;
  let index = 0;
  /** What stands behind the separator before `held`; nothing at the start of the stream. */
  let opening: string | undefined;
  const pieceOf = (text: string): readonly Piece[] => {
    // Comments before the first separator are no document.
    if (opening === undefined && onlyComments.test(text)) return [];
    index++;
    const mistake = opening === undefined ? undefined : behindSeparator(opening);
    return [{ text: detached(text), index, line, ...(mistake && { mistake }) }];
  };
  const cut = function* (from: number, last: boolean): Generator<Piece> {
    for (let at = separatorIn(held, from); at >= 0; at = separatorIn(held, 0)) {
      const end = held.indexOf('\n', at);
      if (end < 0 && !last) return;
      const text = held.slice(0, at);
      yield* pieceOf(text);
      opening = held.slice(at + separator.length, end < 0 ? held.length : end);
      held = end < 0 ? '' : held.slice(end + 1);
      line += lineBreaks(text) + 1;
    }
  };
  for (const chunk of chunks) {
    const seen = Math.max(0, held.lastIndexOf('\n'));
    held += chunk;
    yield* cut(seen, false);
  }
  yield* cut(0, true);
  yield* pieceOf(held);
}

function behindSeparator(text: string): Mistake | undefined {
  if (/^\s*(?:#.*)?$/.test(text)) return undefined;
  const message = 'something stands behind the separator `---`, where kubectl and Argo CD take nothing';
  return { line: 0, message, hint: 'write the document on the lines after it' };
}

function* jsonPieces(chunks: Iterable<string>): Generator<Piece> {
  let held = '';
  let line = 1;
  let index = 0;
  let at = 0;
  let depth = 0;
  let quoted = false;
  for (const chunk of chunks) {
    held += chunk;
    for (; at < held.length; at++) {
      const character = held[at];
      if (quoted) {
        if (character === '\\') at++;
        else if (character === '"') quoted = false;
      } else if (character === '{' || character === '[') depth++;
      else if (depth === 0) {
        if (character?.trim() === '') continue;
        if (!separator.startsWith(held.slice(at, at + separator.length)))
          return yield { text: '', index: index + 1, line, mistake: between(held, at) };
        if (held.length < at + separator.length) break; // the rest of it comes with the next chunk
        at += separator.length - 1;
      } else if (character === '"') quoted = true;
      else if (character === '}' || character === ']') {
        depth--;
        if (depth > 0) continue;
        const text = held.slice(0, at + 1);
        index++;
        yield { text: detached(text), index, line };
        line += lineBreaks(text);
        held = held.slice(at + 1);
        at = -1;
      }
    }
  }
  if (held.trim() !== '') yield { text: held, index: index + 1, line };
}

const between = (text: string, at: number): Mistake => ({
  line: lineBreaks(text.slice(0, at)) + 1,
  message: 'something stands between two JSON documents',
  hint: 'leave it out',
});

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
