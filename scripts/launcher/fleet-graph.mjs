// @ts-check
// What esbuild's metafile tells about a fleet: who imports what, and by which files an import was resolved.

import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** @typedef {import('esbuild').Metafile['inputs']} Inputs by path, relative to the fleet's folder */

/** @param {string} path of an input; virtual ones have a namespace before a colon */
const isFile = (path) => !/^[\w-]{2,}:/.test(path);

/** @param {string} path of an input */
const isLocal = (path) => isFile(path) && !/(?:^|\/)node_modules\//.test(path);

/**
 * @param {string} base
 * @param {string} path
 */
export const relativeTo = (base, path) => relative(base, path).split(sep).join('/');

/**
 * @param {Inputs} inputs
 * @param {readonly string[]} files
 * @returns {import('./fleet.mjs').Facts} what each definition file reaches
 */
export function factsOf(inputs, files) {
  /** @type {import('./fleet.mjs').Facts} */
  const facts = { reaches: {}, builtins: {} };
  for (const file of files) {
    /** @type {Set<string>} */
    const seen = new Set([file]);
    /** @type {Set<string>} */
    const builtins = new Set();
    for (const path of seen) {
      for (const to of inputs[path]?.imports ?? []) {
        if (to.path in inputs) seen.add(to.path);
        else if (isBuiltin(to.path)) builtins.add(to.path);
      }
    }
    facts.reaches[file] = [...seen].filter(isFile).sort();
    facts.builtins[file] = [...builtins].sort();
  }
  return facts;
}

/**
 * Finds files that import each other. In a bundle the one that runs first would read `undefined` where it should fail.
 *
 * @param {Inputs} inputs
 * @param {string} base
 * @returns {import('./host.ts').FleetProblem | undefined}
 */
export function findCycle(inputs, base) {
  /** @type {Set<string>} */
  const done = new Set();
  for (const start of Object.keys(inputs).filter(isLocal)) {
    const cycle = cycleFrom(start, inputs, done, []);
    if (!cycle) continue;
    const [file, next] = /** @type {[string, string]} */ (/** @type {unknown} */ (cycle));
    const spec = inputs[file]?.imports.find(({ path }) => path === next)?.original ?? next;
    const text = `${cycle.join(' imports ')}: in a circle no file can run before the other`;
    return { file, line: lineOf(join(base, file), spec), text };
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {Inputs} inputs
 * @param {Set<string>} done files that are known to lead into no circle
 * @param {readonly string[]} above
 * @returns {string[] | undefined} the circle, its first file again at the end
 */
function cycleFrom(path, inputs, done, above) {
  if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
  if (done.has(path)) return undefined;
  for (const to of inputs[path]?.imports ?? []) {
    if (to.kind === 'dynamic-import' || !isLocal(to.path)) continue;
    const cycle = cycleFrom(to.path, inputs, done, [...above, path]);
    if (cycle) return cycle;
  }
  done.add(path);
  return undefined;
}

/**
 * @param {string} file
 * @param {string} spec what it imports, as written
 * @returns {number | undefined}
 */
function lineOf(file, spec) {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const names = (/** @type {string} */ line) => line.includes(`'${spec}'`) || line.includes(`"${spec}"`);
  const index = lines.findIndex((line) => names(line) && !/^\s*import type /.test(line));
  return index < 0 ? undefined : index + 1;
}

/**
 * What decided where the imports lead, besides the sources themselves.
 *
 * @param {Inputs} inputs
 * @param {string} base
 * @returns {import('./fleet.mjs').Trail}
 */
export function trailOf(inputs, base) {
  /** @type {Set<string>} */
  const around = new Set();
  /** @type {Set<string>} */
  const absent = new Set();
  const paths = Object.keys(inputs).filter(isFile).sort();
  for (const path of paths) {
    const file = join(base, path);
    climb(dirname(file), 'package.json', around, absent, base);
    if (!isLocal(path)) continue;
    for (const { original, path: to } of inputs[path]?.imports ?? []) {
      if (original === undefined || !isFile(to)) continue;
      if (/^\.\.?\//.test(original)) shadows(resolve(dirname(file), original), join(base, to), absent);
      else climb(dirname(file), join('node_modules', packageOf(original)), undefined, absent);
    }
  }
  const listed = (/** @type {Set<string>} */ set) => [...set].map((path) => relativeTo(base, path)).sort();
  return { inputs: paths, around: listed(around), absent: listed(absent) };
}

/**
 * Looks for a name in a folder and in those above it, as module resolution does.
 *
 * @param {string} dir
 * @param {string} name
 * @param {Set<string> | undefined} found is given the first that exists
 * @param {Set<string>} absent is given those that do not
 * @param {string} [known] the search ends at this folder and at those above it
 */
function climb(dir, name, found, absent, known) {
  for (let at = dir; ; at = dirname(at)) {
    if (known !== undefined && isWithin(known, at)) return;
    const path = join(at, name);
    if (fs.existsSync(path)) {
      found?.add(path);
      return;
    }
    absent.add(path);
    if (at === dirname(at)) return;
  }
}

/**
 * @param {string} path
 * @param {string} dir
 */
const isWithin = (path, dir) => path === dir || path.startsWith(dir.endsWith(sep) ? dir : dir + sep);

/**
 * @param {string} wanted what an import says, absolute
 * @param {string} taken the file that it led to
 * @param {Set<string>} absent is given the files that would be taken first, once they exist
 */
function shadows(wanted, taken, absent) {
  if (wanted === taken) return;
  const stem = wanted.replace(/\.[cm]?js$/, '');
  const names = [
    wanted,
    ...['.tsx', '.ts', '.jsx', '.js', '.css', '.json', '/package.json'].map((end) => wanted + end),
  ];
  for (const name of [...names, ...['.ts', '.tsx', '.mts', '.cts'].map((end) => stem + end)]) {
    if (!fs.existsSync(name)) absent.add(name);
  }
}

/** @param {string} spec `name/path` or `@scope/name/path` */
const packageOf = (spec) => spec.split('/', spec.startsWith('@') ? 2 : 1).join('/');
