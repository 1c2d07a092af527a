import { isMap } from '../model/json.ts';
import { compared } from './difference.ts';
import type { Before, TreeFile } from './tree.ts';

type Document = TreeFile['documents'][number];

/** Of the last cluster that has a file, by group and path. */
const last = new Map<string, Held>();
type Held = Pick<TreeFile, 'documents' | 'by'>;
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
  return files.map((file) => {
    const key = `${group} ${file.path}`;
    const before = last.get(key);
    const found = before ? withTwins(file, before) : file;
    if (!before) rosters.set(file.documents, { by: file.by, roster: {} });
    if (last.size >= MOST_REMEMBERED) last.clear();
    last.set(key, { documents: found.documents, by: found.by });
    return found;
  });
}

function withTwins({ path, from, documents, by }: TreeFile, before: Held): TreeFile {
  const others = before.documents;
  const twins = twinsOf(documents, others);
  const found: Document[] = [];
  const differences: Before['differences'][number][] = [];
  let isAlike = documents.length === others.length && isOfSame(by, before.by);
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
    isAlike &&= twin !== undefined && twin === others[at];
    isSame &&= found[at] === others[at];
  }
  const kept = isSame ? others : found;
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
export function rosterOf({ documents, by }: Held): Roster | undefined {
  const known = rosters.get(documents);
  return known && isOfSame(known.by, by) ? known.roster : undefined;
}

const isOfSame = (one: TreeFile['by'], other: TreeFile['by']): boolean =>
  one === other || (one !== 'hand' && other !== 'hand' && one.application === other.application);

/** For each document the one of the same name before, if there is one: most stand where they stood, or as much further down as the last. */
function twinsOf(documents: readonly Document[], before: readonly Document[]): Before['twins'] {
  const twins: (Document | undefined)[] = [];
  let shift = 0;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] as Document;
    const near = before[at + shift];
    if (near === document || (near && isTwin(near, document))) twins.push(near);
    else {
      const found = before.findIndex((each) => isTwin(each, document));
      if (found >= 0) shift = found - at;
      twins.push(before[found]);
    }
  }
  return twins;
}

function isTwin(one: Document, other: Document): boolean {
  if (one['kind'] !== other['kind'] || one['apiVersion'] !== other['apiVersion']) return false;
  const a = one['metadata'];
  const b = other['metadata'];
  if (!isMap(a) || !isMap(b)) return a === b;
  return a['name'] === b['name'] && a['namespace'] === b['namespace'];
}
