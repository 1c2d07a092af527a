// @ts-check
// Finds the bundle of Millwright's own code, or makes it. The bundle is named by a hash of every source, so that a run
// without changes only reads files: loading them one by one through a TypeScript loader costs three times as much.

import fs from 'node:fs';
import { join } from 'node:path';
import { refreshCatalogue } from './catalogue.mjs';
import { contentsOf } from './digest.mjs';
import { cacheFolders, readEntry, writeEntry } from './store.mjs';

/** Folders of source code, and files that decide what it becomes. */
const FOLDERS = ['constructs', 'scripts'];
const FILES = ['package-lock.json', 'package.json', 'scripts/charts/sum.txt', 'scripts/schemas/sum.txt'];

/** Folders of data that is read at run time, never bundled; only code at their top is code. Their `sum.txt` speaks for the data. */
const DATA = ['scripts/charts', 'scripts/schemas'];

const SOURCE = /^[^.].*\.(?:[cm]?[jt]s|json|hbs)$/;

/** How many bundles of the core stay: those of the branches that somebody changes between. */
const KEEP = 4;

/**
 * @typedef {object} Core
 * @property {string} hash sha256 over all sources
 * @property {string} dir the folder of the bundle, absolute
 * @property {string} cacheDir the folder of caches that it lies in, absolute
 */

/** The file of the bundle that exports `main` and everything that `millwright` means in a fleet. */
export const ENTRY = 'main.mjs';

/**
 * Finds the core's bundle, or makes it.
 *
 * @param {string} root Millwright's own folder, absolute
 * @param {object} [options]
 * @param {boolean} [options.debug] with whole whitespace and a source map
 * @returns {Promise<Core>}
 * @throws {import('./install.mjs').LaunchError} when the core does not compile
 */
export async function openCore(root, { debug = false } = {}) {
  /** @type {unknown} */
  let failure;
  for (const cacheDir of cacheFolders(root)) {
    try {
      return await openIn(cacheDir, root, debug);
    } catch (error) {
      // A folder that turns out not to be writable, or full, has no say in whether Millwright runs.
      if (!isOfFiles(error)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** @param {unknown} error */
const isOfFiles = (error) =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '');

/**
 * @param {string} cacheDir
 * @param {string} root
 * @param {boolean} debug
 * @returns {Promise<Core>}
 */
async function openIn(cacheDir, root, debug) {
  for (let refreshed = false; ; refreshed = !refreshed) {
    const paths = sourcesOf(root);
    const hash = contentsOf(root, paths).digest;
    const name = `core-${hash.slice(0, 32)}${debug ? '-debug' : ''}`;
    const core = { hash, dir: join(cacheDir, name), cacheDir };
    if (readEntry(core.dir)) return core;
    if (!refreshed) {
      // Sources, too: where there is a bundle of them, they were right when it was made.
      refreshCatalogue(root);
      continue;
    }
    const { buildCore } = await import('./build-core.mjs');
    const files = await buildCore(root, { debug, dir: core.dir, sources: new Set(paths) });
    // A source that was saved while esbuild read would leave new code under an old name for good.
    if (contentsOf(root, sourcesOf(root)).digest !== hash) continue;
    writeEntry(cacheDir, name, files, {}, KEEP);
    return core;
  }
}

/**
 * The files whose bytes make the core what it is.
 *
 * @param {string} root
 * @returns {string[]} relative to the root, with `/`, sorted
 */
export function sourcesOf(root) {
  const paths = FILES.filter((file) => fs.existsSync(join(root, file)));
  for (const folder of FOLDERS) collect(root, folder, paths);
  return paths.sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string[]} into
 */
function collect(root, folder, into) {
  const isData = DATA.includes(folder);
  for (const entry of fs.readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!isData) collect(root, path, into);
    } else if (SOURCE.test(entry.name) && !(isData && entry.name.endsWith('.json'))) into.push(path);
  }
}
