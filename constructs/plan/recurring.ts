import { isMap } from '../model/json.ts';
import { difference } from './difference.ts';
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
    const own = twin === undefined ? document : unified(twin, document);
    if (own === twin && document !== twin) Object.freeze(own);
    found.push(own);
    differences.push(own === twin ? undefined : difference(twin, own));
    isAlike &&= twin !== undefined && twin === others[at];
    isSame &&= own === others[at];
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

/** A value in which whatever equals the same part of `before` is that part itself: all of it, or a copy where only some does. */
export function unified<Value>(before: unknown, value: Value): Value;
export function unified(before: unknown, value: unknown): unknown {
  if (before === value || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.isArray(before) ? unifiedList(before, value) : value;
  return isMap(value) && isMap(before) ? unifiedMap(before, value) : value;
}

function unifiedList(before: readonly unknown[], list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  let isSame = before.length === list.length;
  for (let at = 0; at < list.length; at++) {
    const own = list[at];
    const other = before[at];
    if (own === other) continue;
    const found = unified(other, own);
    if (found !== other) isSame = false;
    if (found === own) continue;
    copy ??= [...list];
    copy[at] = found;
  }
  return isSame ? before : (copy ?? list);
}

type Fields = Readonly<Record<string, unknown>>;

function unifiedMap(before: Fields, map: Fields): Fields {
  let copy: Record<string, unknown> | undefined;
  let isSame = true;
  let keys = 0;
  for (const key in map) {
    keys++;
    const own = map[key];
    const other = before[key];
    // A key without a value is none, and seldom enough to count as a difference.
    if (own === undefined) isSame = false;
    if (own === other) continue;
    const found = unified(other, own);
    if (found !== other) isSame = false;
    if (found === own) continue;
    copy ??= { ...map };
    copy[key] = found;
  }
  if (isSame) for (const _ in before) keys--;
  return isSame && keys === 0 ? before : (copy ?? map);
}
