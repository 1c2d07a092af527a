import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../constructs/model/finding.ts';
import { type Contents, contentsOf, digestOf } from '../launcher/digest.mjs';

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
  /** The policies beside which nothing was wrong with any object; left out where something was. */
  readonly policies?: string;
}

/** What is remembered between two runs over the same folders. Losing it costs time and nothing else. */
export type State = ReadonlyMap<string, ClusterState>;

const version = 4;

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

/** A hash over files, as they are on the disk; nothing if one of them cannot be read. */
export const digestOfFiles = (folder: string, paths: readonly string[]): string | undefined =>
  readable(folder, paths)?.digest;

/** The bytes of files, by path, if they are those of which this is the hash. */
export function filesOfDigest(
  folder: string,
  paths: readonly string[],
  digest: string,
): ReadonlyMap<string, Buffer> | undefined {
  const read = readable(folder, paths);
  if (read?.digest !== digest) return undefined;
  const bytes = Buffer.from(read.bytes);
  const files = new Map<string, Buffer>();
  let end = 0;
  for (const [at, path] of paths.entries()) {
    const start = end;
    end += read.lengths[at] ?? 0;
    files.set(path, bytes.subarray(start, end));
  }
  return files;
}

function readable(folder: string, paths: readonly string[]): Contents | undefined {
  try {
    return contentsOf(folder, paths);
  } catch {
    return undefined;
  }
}

/** The same hash over files that are yet to be written. */
export function digestOfTexts(paths: readonly string[], texts: ReadonlyMap<string, Buffer>): string {
  const bytes = paths.map((path) => texts.get(path) ?? Buffer.alloc(0));
  return digestOf(
    paths,
    bytes.map(({ length }) => length),
    bytes,
  );
}
