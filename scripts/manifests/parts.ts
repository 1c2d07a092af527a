/** What one file of manifests holds: objects, mistakes, and what was never meant for an API server. */
import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { findingOf, pathText } from '../checks/object.ts';
import type { Fields, Path } from '../checks/read.ts';
import { type Document, isMistake, type Mistake, readDocument } from './document.ts';
import type { Input } from './input.ts';
import type { Located } from './judge.ts';
import { isRejected, objectsIn } from './object.ts';
import { type Piece, pieces } from './split.ts';
import { NotText, textOf } from './text.ts';

/** One of the three. */
export interface Part {
  readonly object?: Located;
  readonly mistake?: Finding;
  /** A document that no API server would take for an object, in a file that nobody named. */
  readonly foreign?: true;
}

/** Reads a file document by document. */
export function* partsOf(input: Input): Generator<Part> {
  const { name } = input;
  let template = false;
  const mistaken = (piece: Piece | undefined, { line, path = [], message, hint }: Mistake): Part => ({
    mistake: problem('load', where(name, documentText(piece), pathText(path)), message, {
      at: { file: name, path: [], line: (piece?.line ?? 1) + line - 1 },
      hint,
    }),
  });
  try {
    for (const piece of pieces(textOf(input.chunks()))) {
      if (piece.mistake) yield mistaken(piece, piece.mistake);
      const read = readDocument(piece.text);
      if (!isMistake(read)) {
        for (const mistake of read.mistakes) yield mistaken(piece, mistake);
        yield* objectParts(input, piece, read);
      } else if (!(read.template && template)) {
        template ||= read.template === true;
        yield mistaken(piece, read);
      }
    }
  } catch (error) {
    yield mistaken(undefined, unreadable(error));
  }
}

const documentText = (piece: Piece | undefined): string | undefined => piece && `document ${piece.index}`;

/** What keeps a file from being read. @throws what is thrown for another reason */
export function unreadable(error: unknown): Mistake {
  if (error instanceof NotText) return error.mistake;
  // An error of the system, such as EACCES; Node's own begin with ERR_.
  if (error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code)))
    return { line: 1, message: `cannot be read (${error.code})`, hint: 'make it readable, or leave it out' };
  throw error;
}

function* objectParts({ name, folder }: Input, piece: Piece, document: Document): Generator<Part> {
  if (document.value === undefined) return;
  for (const found of objectsIn(document.value)) {
    const { prefix } = found;
    const at = (path: Path) => ({ file: name, path: [], line: piece.line + document.line([...prefix, ...path]) - 1 });
    const place = where(name, documentText(piece), pathText(prefix));
    if (!isRejected(found)) {
      const { object } = found;
      yield { object: { object, where: (path) => where(place, nameText(object), pathText(path)), at, together: name } };
    } else if (found.foreign && folder !== undefined) yield { foreign: true };
    else {
      const { fault } = found;
      yield { mistake: findingOf('schema', fault, where(place, pathText(fault.path)), at(fault.path)) };
    }
  }
}

/** How findings name an object, which need not have a name. */
function nameText({ kind, metadata }: KubernetesObject): string {
  const { name, generateName, namespace }: Fields = metadata;
  const text = name ?? (generateName && `${generateName}…`);
  return text === undefined ? kind : `${kind} ${namespace ? `${namespace}/` : ''}${text}`;
}
