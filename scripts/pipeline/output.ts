import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isOurs } from './header.ts';
import type { Lister } from './read.ts';

/** How a folder differs from what it should hold. Paths are from that folder. */
export interface Difference {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  /** Ours, and no longer wanted. */
  readonly stale: readonly string[];
  /** Not ours, and in the way of a file that we would write. */
  readonly blocked: readonly string[];
}

/** What a file that is being written is called until it is whole. */
const unfinished = '.millwright-new';

/** Every file below a folder, in no particular order. Links are not followed. */
export const filesBelow = (folder: string, list: Lister): string[] => contentsOf(folder, list).files;

/** Every file and every folder below a folder. */
export interface Contents {
  readonly files: string[];
  readonly folders: string[];
}

export function contentsOf(folder: string, list: Lister): Contents {
  const contents: Contents = { files: [], folders: [] };
  collect(folder, list, '', contents);
  return contents;
}

function collect(folder: string, list: Lister, below: string, into: Contents): void {
  for (const { name, isDirectory } of list(below === '' ? folder : `${folder}/${below}`)) {
    if (name === '.git') continue;
    const path = below === '' ? name : `${below}/${name}`;
    if (!isDirectory) into.files.push(path);
    else {
      into.folders.push(path);
      collect(folder, list, path, into);
    }
  }
}

/**
 * Compares a folder that is ours with what it should hold.
 *
 * @param present what is there, so that nothing is opened in vain
 */
export function compare(folder: string, texts: ReadonlyMap<string, Buffer>, present: Contents): Difference {
  const there = new Set(present.files);
  const folders = new Set(present.folders);
  const missing: string[] = [];
  const changed: string[] = [];
  const blocked: string[] = [];
  for (const [path, text] of texts) {
    if (!there.has(path)) {
      (folders.has(path) || isBelowFile(path, there) ? blocked : missing).push(path);
      continue;
    }
    const bytes = readIfFile(join(folder, path));
    if (bytes?.equals(text)) continue;
    // A write that was cut off leaves the beginning of what it should be.
    const ours = bytes && (isOurs(bytes.toString('utf8')) || text.subarray(0, bytes.length).equals(bytes));
    (ours ? changed : blocked).push(path);
  }
  return { missing, changed, stale: staleOf(folder, present.files, (path) => texts.has(path)), blocked };
}

/** Whether a file stands where one of the folders above a path should be. */
function isBelowFile(path: string, files: ReadonlySet<string>): boolean {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (files.has(path.slice(0, at))) return true;
  return false;
}

/** A file's bytes; nothing for a link that leads nowhere or to a folder, a socket and the like. */
const readIfFile = (path: string): Buffer | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;

/** Files of ours that nobody wants. */
export const staleOf = (folder: string, present: readonly string[], wanted: (path: string) => boolean): string[] =>
  present.filter(
    (path) =>
      !wanted(path) && (path.endsWith(unfinished) || isOurs(readIfFile(join(folder, path))?.toString('utf8') ?? '')),
  );

/** Makes files, replacing those that exist by renaming a new one over them. */
export function writeFiles(
  folder: string,
  paths: readonly string[],
  exist: boolean,
  text: (path: string) => Buffer,
): void {
  const made = new Set<string>();
  for (const path of paths) {
    // `join` costs as much as the file.
    const target = `${folder}/${path}`;
    if (exist) {
      writeFileSync(target + unfinished, text(path));
      renameSync(target + unfinished, target);
      continue;
    }
    const parent = target.slice(0, target.lastIndexOf('/'));
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    writeFileSync(target, text(path));
  }
}

/** Deletes files, and the folders that this leaves empty. */
export function deleteFiles(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    unlinkSync(join(folder, path));
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
      if (readdirSync(join(folder, parent)).length > 0) break;
      rmdirSync(join(folder, parent));
    }
  }
}
