// @ts-check
// Installs the packages when they are missing or not those of package-lock.json. Also a program of its own.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An expected failure: its message is all that the user needs. */
export class LaunchError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'LaunchError';
  }
}

/**
 * Decides whether packages must be installed.
 *
 * @param {object} state
 * @param {number | undefined} state.installed when the packages were installed (mtime of npm's own copy of the lock, which it writes last)
 * @param {number | undefined} state.locked mtime of package-lock.json
 * @param {() => boolean} state.agree whether both locks name the same packages; asked only if the times leave it open
 * @returns {string | undefined} the reason; undefined if nothing is to be done
 */
export function installReason({ installed, locked, agree }) {
  if (installed === undefined) return 'no packages are installed yet';
  if (locked === undefined || installed >= locked) return undefined;
  // git gives a file a new time on every checkout, so the time alone proves nothing.
  return agree() ? undefined : 'package-lock.json has changed';
}

/**
 * Whether what npm says it has installed is what a lock file asks for. npm's own copy serves as the stamp: it is also
 * right after somebody ran npm by hand.
 *
 * @param {string} wanted the text of package-lock.json
 * @param {string} installed the text of node_modules/.package-lock.json
 */
export function locksAgree(wanted, installed) {
  try {
    const want = packagesOf(wanted);
    const have = packagesOf(installed);
    return (
      Object.keys(have).every((path) => path in want) &&
      Object.entries(want).every(([path, entry]) => path === '' || isSame(entry, have[path]))
    );
  } catch {
    return false;
  }
}

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry */

/**
 * @param {string} text
 * @returns {Record<string, LockEntry>}
 */
const packagesOf = (text) => JSON.parse(text).packages;

/**
 * @param {LockEntry} want
 * @param {LockEntry | undefined} have
 */
function isSame(want, have) {
  // npm leaves out the optional packages of other platforms.
  if (!have) return want.optional === true || want.devOptional === true;
  if (want.version !== have.version || want.integrity !== have.integrity) return false;
  // A package from git has no integrity: its commit is in the address.
  return want.integrity !== undefined || want.resolved === undefined || want.resolved === have.resolved;
}

/**
 * Installs the packages of a project if need be, with npm's output on standard error.
 *
 * @param {string} root the folder of package-lock.json
 * @throws {LaunchError} when npm fails
 */
export async function install(root) {
  if (reasonFor(root) === undefined) return;
  const release = takeTurn(root);
  try {
    const reason = reasonFor(root); // another process may have done it meanwhile
    if (reason !== undefined) await npmCi(root, reason);
  } finally {
    release();
  }
}

/** @param {string} root */
function reasonFor(root) {
  const lock = join(root, 'package-lock.json');
  const copy = join(root, 'node_modules', '.package-lock.json');
  return installReason({
    installed: fs.statSync(copy, { throwIfNoEntry: false })?.mtimeMs,
    locked: fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs,
    agree: () => locksAgree(fs.readFileSync(lock, 'utf8'), fs.readFileSync(copy, 'utf8')),
  });
}

/**
 * @param {string} root
 * @param {string} reason
 */
async function npmCi(root, reason) {
  process.stderr.write(`millwright: ${reason}; running npm ci\n`);
  const { spawnSync } = await import('node:child_process'); // rarely needed, and not free to load
  // Standard output belongs to the verb that runs afterwards.
  const shell = process.platform === 'win32'; // npm is a script there
  const { status, signal, error } = spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  const why = error ? `npm could not be started (${error.message})` : `npm ci ended with ${signal ?? `code ${status}`}`;
  throw new LaunchError(`packages could not be installed: ${why}; run "npm ci" in ${root} and see what it says`);
}

/**
 * Waits until no other process installs the same project: npm itself does not, and two at once destroy each other's work.
 *
 * @param {string} root
 * @returns {() => void} to be called afterwards
 */
function takeTurn(root) {
  const file = join(os.tmpdir(), `millwright-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      // Where no turn can be taken at all, installing without one is better than not at all.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return () => {};
    }
    if (isAlive(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    else fs.rmSync(file, { force: true });
  }
}

/** @param {string} file */
function isAlive(file) {
  try {
    const age = Date.now() - fs.statSync(file).mtimeMs;
    const pid = Number(fs.readFileSync(file, 'utf8'));
    if (pid === 0) return age < 1000; // made, but not yet filled
    if (age > 15 * 60_000) return false; // the number belongs to another program by now
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await install(fileURLToPath(new URL('../..', import.meta.url)));
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    process.stderr.write(`millwright: ${error.message}\n`);
    process.exitCode = 1;
  }
}
