// @ts-check
// Loads a fleet: its definition files become one bundle, found again by the bytes of every source that went into it.

import fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FleetError, locator, problemsOf } from './fleet-error.mjs';
import { readEntry, readRecord, sha256, writeEntry, writeRecord } from './store.mjs';

/** How many fleets stay: those of the branches, tests and revisions that somebody compares. */
const KEEP = 8;

/** The bundle's code; its source map lies beside it. */
export const BUNDLE = 'fleet.mjs';

/**
 * What is needed to know whether a bundle is still right. Paths are relative to the fleet's folder, with `/`.
 *
 * @typedef {object} Trail
 * @property {string[]} inputs every source in the bundle, sorted
 * @property {string[]} around the package.json files by which imports were resolved, but for those above the fleet
 * @property {string[]} absent files which would have been taken instead, had they been there
 */

/**
 * @typedef {object} Facts
 * @property {Record<string, string[]>} reaches definition file → its sources, itself included, sorted
 * @property {Record<string, string[]>} builtins definition file → Node's modules that it reaches
 */

/**
 * @param {string} root Millwright's own folder
 * @param {import('./bundle.mjs').Core} core
 * @returns {import('./host.ts').LoadFleet}
 */
export function fleetLoader(root, core) {
  return async (dir, files) => {
    const base = fs.realpathSync(dir);
    const entries = readAll(base, files);
    const toCore = relative(join(core.cacheDir, 'fleet'), core.dir).split(sep).join('/');
    const seed = sha256(JSON.stringify([core.hash, toCore, packagesAbove(base), [...entries]]));
    const index = `index-${seed.slice(0, 32)}`;
    const trail = /** @type {Trail | undefined} */ (readRecord(join(core.cacheDir, index)));
    const found = trail && find(base, core.cacheDir, seed, trail, entries);
    const bundle = found ?? (await make());
    return evaluate(files, bundle);

    async function make() {
      const { buildFleet } = await import('./build-fleet.mjs');
      const built = await buildFleet({ base, files, root, core, toCore });
      const key = keyOf(base, seed, built.trail, built.hashes);
      const name = `fleet-${key}`;
      writeEntry(core.cacheDir, name, built.outputs, built.facts, KEEP);
      writeRecord(core.cacheDir, index, built.trail, KEEP * 4);
      return { dir: join(core.cacheDir, name), hashes: built.hashes, facts: built.facts };
    }
  };
}

/** @typedef {{ dir: string, hashes: ReadonlyMap<string, string>, facts: Facts }} Bundle */

/**
 * @param {string} base
 * @param {readonly string[]} files
 * @returns {Map<string, string>} file → sha256 of its bytes
 */
function readAll(base, files) {
  /** @type {Map<string, string>} */
  const hashes = new Map();
  /** @type {import('./host.ts').FleetProblem[]} */
  const problems = [];
  for (const file of files) {
    try {
      hashes.set(file, sha256(fs.readFileSync(join(base, file))));
    } catch (error) {
      problems.push({ file, text: `cannot be read (${/** @type {NodeJS.ErrnoException} */ (error).code})` });
    }
  }
  if (problems.length > 0) throw new FleetError(problems);
  return hashes;
}

/**
 * What package.json files at and above a fleet say (the kind of its modules, aliases of imports). Relative paths tell
 * them apart, so that a fleet with none above is the same at any depth.
 *
 * @param {string} base
 * @returns {[path: string, hash: string][]}
 */
function packagesAbove(base) {
  /** @type {[string, string][]} */
  const found = [];
  for (let dir = base, up = ''; ; dir = dirname(dir), up += '../') {
    const file = join(dir, 'package.json');
    if (fs.existsSync(file)) found.push([`${up}package.json`, sha256(fs.readFileSync(file))]);
    if (dir === dirname(dir)) return found;
  }
}

/**
 * @param {string} base
 * @param {string} cacheDir
 * @param {string} seed
 * @param {Trail} trail
 * @param {ReadonlyMap<string, string>} entries
 * @returns {Bundle | undefined} the bundle of the present sources, if there is one
 */
function find(base, cacheDir, seed, trail, entries) {
  if (trail.absent.some((path) => fs.existsSync(join(base, path)))) return undefined;
  try {
    const hashes = new Map(entries);
    for (const path of trail.inputs) {
      if (!hashes.has(path)) hashes.set(path, sha256(fs.readFileSync(join(base, path))));
    }
    const dir = join(cacheDir, `fleet-${keyOf(base, seed, trail, hashes)}`);
    const facts = /** @type {Facts | undefined} */ (readEntry(dir));
    return facts && { dir, hashes, facts };
  } catch {
    return undefined; // a source is gone: bundling says which, if it is missed
  }
}

/**
 * Names a bundle by everything that made it. No absolute path goes in: the same fleet elsewhere is the same fleet.
 *
 * @param {string} base
 * @param {string} seed
 * @param {Trail} trail
 * @param {ReadonlyMap<string, string>} hashes
 */
function keyOf(base, seed, trail, hashes) {
  const inputs = trail.inputs.map((path) => [path, hashes.get(path)]);
  const around = trail.around.map((path) => [path, sha256(fs.readFileSync(join(base, path)))]);
  return sha256(JSON.stringify([seed, inputs, around, trail.absent])).slice(0, 32);
}

/**
 * @param {readonly string[]} files
 * @param {Bundle} bundle
 * @returns {Promise<import('./host.ts').LoadedFleet>}
 */
async function evaluate(files, { dir, hashes, facts }) {
  const real = fs.realpathSync(dir); // as Node names it in stacks
  const url = pathToFileURL(join(real, BUNDLE)).href;
  const locate = locator({ url, mapFile: join(real, `${BUNDLE}.map`) });
  const { load } = /** @type {{ load: Loaders }} */ (await import(url));
  const { modules, failures } = await runAll(files, load);
  if (failures.size > 0) throw new FleetError(problemsOf(failures, locate));
  return {
    modules,
    inputs: new Map(files.map((file) => [file, inputsOf(facts.reaches[file] ?? [], hashes)])),
    builtins: new Map(files.map((file) => [file, facts.builtins[file] ?? []])),
    locate,
  };
}

/** @typedef {Record<string, () => Promise<import('./host.ts').FleetModule>>} Loaders */

/**
 * Runs every definition file, also after one has failed.
 *
 * @param {readonly string[]} files
 * @param {Loaders} load
 */
async function runAll(files, load) {
  /** @type {Map<string, import('./host.ts').FleetModule>} */
  const modules = new Map();
  /** @type {Map<string, unknown>} */
  const failures = new Map();
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 50; // the fleet's own line may stand far below the check that threw
  for (const file of files) {
    try {
      modules.set(file, (await load[file]?.()) ?? {});
    } catch (error) {
      failures.set(file, error);
    }
  }
  Error.stackTraceLimit = usual;
  return { modules, failures };
}

/**
 * @param {readonly string[]} paths
 * @param {ReadonlyMap<string, string>} hashes
 */
const inputsOf = (paths, hashes) => paths.map((path) => ({ path, hash: hashes.get(path) ?? '' }));
