import type { Before, TreeFile } from '../../constructs/plan/tree.ts';
import { encoded } from './encode.ts';
import { bytesOf, type Filled, filledForm, refilled } from './form.ts';
import { yamlHeader } from './header.ts';
import { printDocuments } from './print.ts';

interface Printed {
  readonly from: string;
  readonly bytes: Buffer;
  readonly filled: Filled | undefined;
}

const printed = new WeakMap<TreeFile['documents'], Printed>();

/**
 * The bytes of a file.
 *
 * Three of five bytes of a cluster are in files that recur as they are: they are printed once. Of most others, the text of the
 * cluster before becomes a form, and only its blanks are printed.
 */
export function printedFile({ documents, from, before }: TreeFile): Buffer {
  const known = printed.get(documents);
  if (known?.from === from) return known.bytes;
  const filled = known?.filled ?? (before && filledBy(documents, before));
  const header = yamlHeader(from);
  // Objects of ours are JSON: the checks have seen every one of them.
  const bytes = filled ? bytesOf(header, filled) : encoded(header + printDocuments(documents as never));
  printed.set(documents, { from, bytes, filled });
  return bytes;
}

function filledBy(documents: TreeFile['documents'], before: Before): Filled | undefined {
  const known = printed.get(before.documents)?.filled;
  return (known && refilled(known, documents, before)) ?? filledForm(known?.form, documents, before);
}
