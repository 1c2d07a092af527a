import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../constructs/model/finding.ts';

/** What is remembered of one cluster, so that an unchanged one need not be made again. */
export interface ClusterState {
  /** Of the bytes of everything that it was made from. */
  readonly key: string;
  /** Of the bytes of every file that it has. */
  readonly digest: string;
  readonly paths: readonly string[];
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** Of everything that a verdict on a single file depends on besides the file; left out where something was wrong with one. */
  readonly judgedBy?: string;
}

/** What is remembered between two runs over the same folders. Losing it costs time and nothing else. */
export type State = ReadonlyMap<string, ClusterState>;

const version = 3;

/** Where the state of a pair of folders is kept. */
export const stateFile = (cacheDir: string, fleet: string, out: string): string =>
  join(cacheDir, 'state', `${hashOf([fleet, out]).slice(0, 24)}.json`);

/** Reads the state; whatever is wrong with it, it counts as empty. */
export function readState(file: string): State {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== `${version} ${hashOf([body])}`) return new Map();
    return new Map(Object.entries(JSON.parse(body) as Record<string, ClusterState>));
  } catch {
    return new Map();
  }
}

/** Keeps the state for the next run. A folder that cannot be written to is no reason to fail. */
export function writeState(file: string, state: State): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const body = JSON.stringify(Object.fromEntries(state));
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, `${version} ${hashOf([body])}\n${body}`);
    renameSync(temporary, file);
  } catch {
    // The next run takes longer.
  }
}

/** A hash over texts, with their borders. */
export function hashOf(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** Where files are read to, one behind the other: a buffer for each would cost as much as reading it. */
let scratch = Buffer.allocUnsafeSlow(1 << 20);

/** A hash over files, as they are on the disk; nothing if one of them cannot be read. */
export function digestOfFiles(folder: string, paths: readonly string[]): string | undefined {
  const lengths = readAll(folder, paths);
  return lengths && digestOfScratch(paths, lengths);
}

/** The bytes of files, by path, if they are those of which this is the hash. */
export function filesOfDigest(
  folder: string,
  paths: readonly string[],
  digest: string,
): ReadonlyMap<string, Buffer> | undefined {
  const lengths = readAll(folder, paths);
  if (!lengths || digestOfScratch(paths, lengths) !== digest) return undefined;
  const found = new Map<string, Buffer>();
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const bytes = Buffer.from(scratch.subarray(0, all));
  let end = 0;
  for (const [at, path] of paths.entries()) {
    const start = end;
    end += lengths[at] ?? 0;
    found.set(path, bytes.subarray(start, end));
  }
  return found;
}

/** Reads files into `scratch`. @returns how long each is; nothing if one cannot be read */
function readAll(folder: string, paths: readonly string[]): readonly number[] | undefined {
  const lengths: number[] = [];
  let end = 0;
  try {
    for (const path of paths) {
      // `join` costs as much as the hash.
      const length = readTo(end, `${folder}/${path}`);
      lengths.push(length);
      end += length;
    }
  } catch {
    return undefined;
  }
  return lengths;
}

function digestOfScratch(paths: readonly string[], lengths: readonly number[]): string {
  let borders = '';
  let end = 0;
  for (let at = 0; at < paths.length; at++) {
    const length = lengths[at] ?? 0;
    borders += `${paths[at]}\0${length}\0`;
    end += length;
  }
  return createHash('sha256').update(borders).update(scratch.subarray(0, end)).digest('hex');
}

/** Reads a file into `scratch`. @returns how long it is */
function readTo(start: number, file: string): number {
  const descriptor = openSync(file, 'r');
  try {
    for (let end = start; ; ) {
      if (end === scratch.length) scratch = Buffer.concat([scratch], scratch.length * 2);
      const read = readSync(descriptor, scratch, end, scratch.length - end, null);
      end += read;
      // A file ends where less is read than there was room for.
      if (end < scratch.length) return end - start;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The same hash over files that are yet to be written. */
export function digestOfTexts(paths: readonly string[], texts: ReadonlyMap<string, Buffer>): string {
  const files = paths.map((path) => ({ path, bytes: texts.get(path) ?? Buffer.alloc(0) }));
  const hash = createHash('sha256').update(files.map(({ path, bytes }) => `${path}\0${bytes.length}\0`).join(''));
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest('hex');
}
