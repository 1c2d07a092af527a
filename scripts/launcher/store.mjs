// @ts-check
// The folder of caches. An entry is a folder that is written once under a name that says what it was made from, and is
// read only if all its bytes are as written: whatever happens to a cache costs time, never a result.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

const MANIFEST = 'manifest';

/** How long a name stays safe from pruning after its last use: another process may be about to read it. */
const GRACE_MS = 10 * 60_000;

/**
 * @param {string | NodeJS.ArrayBufferView} bytes
 * @returns {string} sha256 in hex
 */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * The folders that caches may lie in, best first: beside the packages, or where that is read-only, the temporary folder.
 *
 * @param {string} root Millwright's own folder
 * @returns {Generator<string>} absolute, existing, writable
 */
export function* cacheFolders(root) {
  const beside = join(root, 'node_modules', '.cache', 'millwright');
  if (isWritable(beside)) yield beside;
  // What lies here is run as code, so a folder that somebody else could have prepared is not taken.
  const temporary = join(os.tmpdir(), `millwright-${process.getuid?.() ?? 'user'}`);
  yield isOurs(temporary) ? temporary : fs.mkdtempSync(`${temporary}-`);
}

/** @param {string} dir */
function isWritable(dir) {
  try {
    fs.mkdirSync(dir, { recursive: true });
    fs.accessSync(dir, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} dir */
function isOurs(dir) {
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    const stat = fs.lstatSync(dir);
    return (
      stat.isDirectory() && (process.getuid === undefined || (stat.uid === process.getuid() && !(stat.mode & 0o022)))
    );
  } catch {
    return false;
  }
}

/**
 * Reads the data of an entry after comparing every file of it with its hash.
 *
 * @param {string} dir the entry
 * @returns {unknown} what `writeEntry` was given; undefined if anything is missing or changed
 */
export function readEntry(dir) {
  const manifest = readRecord(join(dir, MANIFEST));
  if (!manifest) return undefined;
  const { files, data } = /** @type {{ files: Record<string, string>, data: unknown }} */ (manifest);
  try {
    for (const [name, hash] of Object.entries(files)) {
      if (sha256(fs.readFileSync(join(dir, name))) !== hash) return undefined;
    }
    const now = Date.now() / 1000;
    fs.utimesSync(dir, now, now); // pruning goes by the last use
  } catch (error) {
    // A read-only folder is as good as any for reading.
    if (/** @type {NodeJS.ErrnoException} */ (error).syscall !== 'utime') return undefined;
  }
  return data;
}

/**
 * Writes an entry, whole or not at all, and removes the oldest of its kind.
 *
 * @param {string} cacheDir
 * @param {string} name `<kind>-<hash>`
 * @param {Record<string, string | Uint8Array>} files by name, without folders
 * @param {unknown} data anything JSON
 * @param {number} keep how many entries of the kind stay
 */
export function writeEntry(cacheDir, name, files, data, keep) {
  const temporary = fs.mkdtempSync(join(cacheDir, 'tmp-'));
  try {
    /** @type {Record<string, string>} */
    const hashes = {};
    for (const [file, bytes] of Object.entries(files)) {
      fs.writeFileSync(join(temporary, file), bytes);
      hashes[file] = sha256(bytes);
    }
    fs.writeFileSync(join(temporary, MANIFEST), record({ files: hashes, data }));
    putInPlace(temporary, join(cacheDir, name));
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  prune(cacheDir, name, keep);
}

/**
 * @param {string} temporary
 * @param {string} dir
 */
function putInPlace(temporary, dir) {
  for (let attempt = 1; ; attempt++) {
    try {
      return fs.renameSync(temporary, dir);
    } catch (error) {
      // Another process was faster, or what lies there is broken; a third answer is an error.
      if (readEntry(dir) !== undefined) return;
      if (attempt === 3 || !fs.existsSync(dir)) throw error;
      const aside = fs.mkdtempSync(`${temporary}-old-`);
      try {
        fs.renameSync(dir, join(aside, 'entry'));
      } catch {
        // Another process moved it away; the next attempt shows.
      }
      fs.rmSync(aside, { recursive: true, force: true });
    }
  }
}

/**
 * @param {string} cacheDir
 * @param {string} name the entry just written
 * @param {number} keep
 */
function prune(cacheDir, name, keep) {
  const kind = name.slice(0, name.indexOf('-') + 1);
  const limit = Date.now() - GRACE_MS;
  try {
    const entries = fs
      .readdirSync(cacheDir)
      .filter((entry) => entry !== name)
      .map((entry) => ({ entry, used: fs.statSync(join(cacheDir, entry)).mtimeMs }))
      .filter(({ used }) => used < limit)
      .sort((a, b) => b.used - a.used);
    const old = entries.filter(({ entry }) => entry.startsWith(kind)).slice(keep - 1);
    const left = entries.filter(({ entry }) => entry.startsWith('tmp-')); // by a process that was killed
    for (const { entry } of [...old, ...left]) fs.rmSync(join(cacheDir, entry), { recursive: true, force: true });
  } catch {
    // Another process prunes as well. What is left is pruned next time.
  }
}

/**
 * Writes a small file that is replaced as a whole, and removes the oldest of its kind.
 *
 * @param {string} cacheDir
 * @param {string} name `<kind>-<hash>`
 * @param {unknown} value anything JSON
 * @param {number} keep how many of the kind stay
 */
export function writeRecord(cacheDir, name, value, keep) {
  const temporary = join(cacheDir, `tmp-${process.pid}-${name}`);
  fs.writeFileSync(temporary, record(value));
  fs.renameSync(temporary, join(cacheDir, name));
  prune(cacheDir, name, keep);
}

/**
 * A JSON text that knows when it was damaged.
 *
 * @param {unknown} value
 */
function record(value) {
  const json = JSON.stringify(value);
  return `${sha256(json)}\n${json}\n`;
}

/**
 * @param {string} file
 * @returns {unknown} what `record` was given; undefined if the file is missing or changed
 */
export function readRecord(file) {
  try {
    const [hash, json = ''] = fs.readFileSync(file, 'utf8').split('\n');
    return hash === sha256(json) ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}
