import type { Json } from '../../constructs/model/json.ts';
import type { Change, Difference } from '../../constructs/plan/difference.ts';
import type { Before, TreeFile } from '../../constructs/plan/tree.ts';
import { joined } from './encode.ts';
import { printAtom, printDocuments } from './print.ts';
import { flawOf } from './scalar.ts';

type Atom = null | boolean | number | string;
type Documents = TreeFile['documents'];
type Document = Documents[number];
type Path = readonly (string | number)[];
type Fields = Readonly<Record<string | number, unknown>>;

/** A file's text with blanks where clusters differ: of most files of a fleet, all but one to three lines are common. */
export interface Form {
  /** What stands before each blank, and what stands behind the last. */
  readonly between: readonly Buffer[];
  /** In the order of the text. */
  readonly blanks: readonly Blank[];
}

interface Blank {
  /** Which document of the file. */
  readonly at: number;
  /** The keys and indices that lead to what is printed here. */
  readonly path: Path;
}

/** A form as one cluster has filled it in. */
export interface Filled {
  readonly form: Form;
  /** What stands in each blank, as a value and as it is printed. */
  readonly values: readonly Atom[];
  readonly printed: readonly string[];
}

/**
 * The same form for another cluster's documents.
 *
 * @param filled by the cluster before
 * @returns nothing if they differ from those before in more than the blanks
 */
export function refilled(filled: Filled, documents: Documents, before: Before): Filled | undefined {
  if (!isAligned(documents, before)) return undefined;
  const { form } = filled;
  let changes = 0;
  for (let at = 0; at < documents.length; at++) {
    if (documents[at] === before.twins[at]) continue;
    const difference = before.differences[at];
    if (difference === undefined) return undefined;
    changes += changesIn(difference, documents[at]);
  }
  const values: Atom[] = [];
  const printed: string[] = [];
  for (let index = 0; index < form.blanks.length; index++) {
    const { at, path } = form.blanks[index] as Blank;
    const old = filled.values[index] as Atom;
    const value = documents[at] === before.twins[at] ? old : valueAt(documents[at], path);
    if (value === old) printed.push(filled.printed[index] as string);
    else if (isAtom(value)) {
      printed.push(printAtom(value, path.length - 1));
      changes--;
    } else return undefined;
    values.push(value as Atom);
  }
  // Each blank that has another value is one of the changes, because none lies inside of what has changed as a whole: if no
  // change is left over, nothing else has changed.
  return changes === 0 ? { form, values, printed } : undefined;
}

/**
 * A form with a blank for whatever differs from the cluster before, filled in for these documents.
 *
 * @param known whose blanks the new form has, too: clusters differ now in this and now in that
 * @returns nothing where a difference is more than another value at the same place
 */
export function filledForm(known: Form | undefined, documents: Documents, before: Before): Filled | undefined {
  if (!isAligned(documents, before)) return undefined;
  const places: Blank[] = [...(known?.blanks ?? [])];
  for (const [at, difference] of before.differences.entries()) {
    if (documents[at] === before.twins[at]) continue;
    if (difference === undefined) return undefined;
    for (const path of pathsIn(difference))
      if (!places.some((place) => isPlace(place, at, path))) places.push({ at, path });
  }
  const found = places.map(({ at, path }) => valueAt(documents[at], path));
  if (!found.every(isAtom)) return undefined;
  const skeletons: Document[] = [...documents];
  for (const [index, { at, path }] of places.entries())
    skeletons[at] = withMark(skeletons[at], path, 0, `${mark}${index}`) as Document;
  const parts = printDocuments(skeletons as never).split(marks);
  // What stands between is at the even places, the number of each mark at the odd ones.
  const order = parts.filter((_, index) => index % 2 === 1).map(Number);
  if (order.length !== places.length) return undefined;
  const between = parts.filter((_, index) => index % 2 === 0);
  const blanks = order.map((index) => places[index] as Blank);
  const values = order.map((index) => found[index] as Atom);
  return {
    form: { between: between.map((text) => Buffer.from(text)), blanks },
    values,
    printed: values.map((value, index) => printAtom(value, (blanks[index] as Blank).path.length - 1)),
  };
}

/** The bytes of what has been filled in, behind a header. */
export function bytesOf(header: string, { form, printed }: Filled): Buffer {
  const parts: (string | Uint8Array)[] = [header, form.between[0] as Buffer];
  for (let index = 0; index < printed.length; index++)
    parts.push(printed[index] as string, form.between[index + 1] as Buffer);
  return joined(parts);
}

/** A character that no document has: Unicode leaves it to private agreements. Our printer puts it in quotes. */
const mark = '\ue000';
const marks = /'\ue000(\d+)'/;

/** Whether each document stands where the one of the same name stood. */
function isAligned(documents: Documents, { documents: others, twins }: Before): boolean {
  if (twins === others) return documents.length === others.length;
  if (documents.length !== others.length) return false;
  for (let at = 0; at < twins.length; at++) if (twins[at] !== others[at]) return false;
  return true;
}

/** How many values have changed; infinitely many where one of them is a map or a list. */
function changesIn(difference: Difference, value: unknown): number {
  let count = 0;
  for (let at = 0; at < difference.length; at++) {
    const { key, below } = difference[at] as Change;
    const held = (value as Fields)[key];
    if (below !== undefined) count += changesIn(below, held);
    else count += isAtom(held) ? 1 : Number.POSITIVE_INFINITY;
  }
  return count;
}

const pathsIn = (difference: Difference): Path[] =>
  difference.flatMap(({ key, below }) =>
    below === undefined ? [[key]] : pathsIn(below).map((path) => [key, ...path]),
  );

const isPlace = (place: Blank, at: number, path: Path): boolean =>
  place.at === at && place.path.length === path.length && place.path.every((key, index) => key === path[index]);

/** Whether it can stand in a blank: what cannot be printed is left to who prints whole documents, and names its place. */
const isAtom = (value: unknown): value is Atom => flawOf(value) === undefined;

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (let step = 0; step < path.length; step++) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Fields)[path[step] as string];
  }
  return value;
}

/** A copy in which something else stands at the end of the path. */
function withMark(value: unknown, path: Path, step: number, text: string): unknown {
  const key = path[step];
  if (key === undefined) return text;
  const below = withMark((value as Fields)[key], path, step + 1, text);
  if (!Array.isArray(value)) return { ...(value as Json & object), [key]: below };
  return value.with(Number(key), below);
}
