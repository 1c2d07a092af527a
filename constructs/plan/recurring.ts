import { isMap } from '../model/json.ts';
import { compared } from './difference.ts';
import type { Before, TreeFile } from './tree.ts';

type Document = TreeFile['documents'][number];

/** A file of the last cluster that has it. */
interface Held {
  documents: TreeFile['documents'];
  by: TreeFile['by'];
}

/** By group and path. */
const last = new Map<string, Map<string, Held>>();
let remembered = 0;
/** Files remembered, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 5000;

/**
 * The files of a cluster, in which whatever equals what the cluster before had at the same place is the same in memory: with 50
 * clusters, four of five documents and most of each other one. Comparing costs less than printing and checking everything again.
 * A document that recurs as a whole is frozen, so that who prints or judges it may remember the result, and a file that does has
 * the very list of documents that it had before.
 *
 * @param group clusters are compared with others of their group, such as of the same version of Kubernetes
 */
export function recurring(group: string, files: readonly TreeFile[]): readonly TreeFile[] {
  const ofGroup = last.get(group) ?? new Map<string, Held>();
  last.set(group, ofGroup);
  const unique: TreeFile[] = [];
  for (let at = 0; at < files.length; at++) {
    const file = files[at] as TreeFile;
    const held = ofGroup.get(file.path);
    if (held === undefined) {
      rosters.set(file.documents, { by: file.by, roster: {} });
      ofGroup.set(file.path, { documents: file.documents, by: file.by });
      remembered++;
      unique.push(file);
    } else {
      const found =
        isOfSame(file.by, held.by) && hasSame(file.documents, held.documents)
          ? again(file, held)
          : withTwins(file, held);
      held.documents = found.documents;
      held.by = found.by;
      unique.push(found);
    }
  }
  if (remembered >= MOST_REMEMBERED) {
    last.clear();
    remembered = 0;
  }
  return unique;
}

function hasSame(documents: readonly Document[], others: readonly Document[]): boolean {
  if (documents === others) return true;
  if (documents.length !== others.length) return false;
  for (let at = 0; at < documents.length; at++) if (documents[at] !== others[at]) return false;
  return true;
}

/** A file whose documents already are those before. */
function again({ path, from, by }: TreeFile, { documents }: Held): TreeFile {
  return { path, from, by, documents, before: { documents, twins: documents, differences: nothing(documents.length) } };
}

const nothings: Before['differences'][] = [];

/** The differences of so many documents that have none. */
function nothing(length: number): Before['differences'] {
  nothings[length] ??= new Array<undefined>(length).fill(undefined);
  return nothings[length];
}

function withTwins({ path, from, documents, by }: TreeFile, before: Held): TreeFile {
  const others = before.documents;
  const twins = twinsOf(documents, others);
  const found: Document[] = [];
  const differences: Before['differences'][number][] = [];
  let isSame = documents.length === others.length;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] as Document;
    const twin = twins[at];
    if (document === twin || twin === undefined) {
      found.push(document);
      differences.push(undefined);
    } else {
      const { own, difference } = compared(twin, document);
      if (own === twin) Object.freeze(own);
      found.push(own);
      differences.push(own === twin ? undefined : difference);
    }
    isSame &&= found[at] === others[at];
  }
  const kept = isSame ? others : found;
  const isAlike = twins === others && isOfSame(by, before.by);
  rosters.set(kept, { by, roster: (isAlike && rosterOf(before)) || {} });
  return { path, from, by, documents: kept, before: { documents: others, twins, differences } };
}

/** Means something only by its identity. */
export type Roster = object;

const rosters = new WeakMap<TreeFile['documents'], { readonly by: TreeFile['by']; readonly roster: Roster }>();

/**
 * Stands for which objects a file holds, by API, kind, namespace and name, and for who applies them: files that have the same roster
 * hold the same ones. A file that nobody has compared has none.
 */
export function rosterOf({ documents, by }: Pick<TreeFile, 'documents' | 'by'>): Roster | undefined {
  const known = rosters.get(documents);
  return known && isOfSame(known.by, by) ? known.roster : undefined;
}

const isOfSame = (one: TreeFile['by'], other: TreeFile['by']): boolean =>
  one === other || (one !== 'hand' && other !== 'hand' && one.application === other.application);

/**
 * For each document the one of the same name before, if there is one: most stand where they stood, or as much further down as the
 * last.
 *
 * @returns the documents before themselves where each stands where it stood
 */
function twinsOf(documents: readonly Document[], before: readonly Document[]): Before['twins'] {
  const isAligned = (document: Document, at: number): boolean => isTwin(before[at], document);
  if (documents.length === before.length && documents.every(isAligned)) return before;
  let shift = 0;
  return documents.map((document, at) => {
    const near = before[at + shift];
    if (isTwin(near, document)) return near;
    const found = before.findIndex((each) => isTwin(each, document));
    if (found >= 0) shift = found - at;
    return before[found];
  });
}

function isTwin(one: Document | undefined, other: Document): boolean {
  if (one === other) return true;
  if (one === undefined || one['kind'] !== other['kind'] || one['apiVersion'] !== other['apiVersion']) return false;
  const a = one['metadata'];
  const b = other['metadata'];
  if (!isMap(a) || !isMap(b)) return a === b;
  return a['name'] === b['name'] && a['namespace'] === b['namespace'];
}
