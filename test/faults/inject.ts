import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { nameOf } from '../../scripts/checks/check.ts';
import type { Addition, Change } from './fault.ts';

/**
 * A cluster's files with a fault in them; those given stay as they are.
 *
 * @throws Error where the fault finds nothing to break, or nothing changes
 */
export const injected = (files: readonly TreeFile[], fault: Change | Addition): readonly TreeFile[] =>
  'change' in fault ? changed(files, fault) : added(files, fault);

function added(files: readonly TreeFile[], { file, add }: Addition): readonly TreeFile[] {
  if (!files.some(({ path }) => path === file)) throw new Error(`there is no file ${file}`);
  return files.map((each) => (each.path === file ? { ...each, documents: [...each.documents, ...add] } : each));
}

function changed(files: readonly TreeFile[], { change, set }: Change): readonly TreeFile[] {
  let found = 0;
  const all = files.map((file) => {
    const at = file.documents.findIndex((document) => titleOf(file, document) === change);
    if (at < 0) return file;
    found++;
    return { ...file, documents: file.documents.with(at, broken(file.documents[at] ?? {}, set)) };
  });
  if (found !== 1) throw new Error(`${found} objects are ${change}`);
  return all;
}

/** What a fault calls an object: its Application and its name. Nothing is broken in what is applied by hand. */
const titleOf = ({ by }: TreeFile, document: TreeFile['documents'][number]): string =>
  // What Argo CD applies is a Kubernetes object.
  by === 'hand' ? '' : `${by.application} › ${nameOf(document as KubernetesObject)}`;

/** A copy in which nothing is shared, with values at their paths. */
function broken(document: object, set: Change['set']): TreeFile['documents'][number] {
  const before = JSON.stringify(document);
  let copy: unknown = JSON.parse(before);
  for (const [path, value] of set) copy = withValue(copy, path, value);
  if (JSON.stringify(copy) === before) throw new Error('the fault changes nothing');
  // What was an object is one still; whether it is a Kubernetes object is what the checks find out.
  return copy as TreeFile['documents'][number];
}

function withValue(holder: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(holder) && typeof key === 'number') {
    const list = [...holder];
    if (rest.length === 0 && value === undefined) list.splice(key, 1);
    else list[key] = withValue(list[key], rest, value);
    return list;
  }
  if (!isMap(holder) && holder !== undefined) throw new Error(`there is nothing below ${key}`);
  const { [key]: below, ...others } = holder ?? {};
  const made = withValue(below, rest, value);
  return made === undefined ? others : { ...others, [key]: made };
}
