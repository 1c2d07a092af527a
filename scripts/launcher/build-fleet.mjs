// @ts-check
// Bundles a fleet. Loaded only when there is no bundle of the present sources.
//
// Everything becomes one file in which each module runs when it is first asked for: definition files fail one by one,
// what they share runs once, and Node opens one file instead of hundreds (0.7 ms each). Packages of the user's are
// bundled too: their bytes are then among the inputs, and nothing in the bundle depends on where it lies.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closest, distance } from 'fastest-levenshtein';
import { ENTRY } from './bundle.mjs';
import { COMMON, exactly, fileOf, REQUIRE, SHARED } from './bundling.mjs';
import { BUNDLE } from './fleet.mjs';
import { FleetError } from './fleet-error.mjs';
import { factsOf, findCycle, relativeTo, trailOf } from './fleet-graph.mjs';
import { sha256 } from './store.mjs';

// By `import`, Node would first search its 90 kB for the names of its exports: 45 ms.
/** @type {typeof import('esbuild')} */
const { build, stop } = createRequire(import.meta.url)('esbuild');

/** @type {Record<string, import('esbuild').Loader>} */
const LOADERS = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.js': 'js', '.mjs': 'js', '.cjs': 'js', '.json': 'json' };

/** What the list of definition files is called in esbuild's messages. */
const LIST = 'fleet:definitions';

/**
 * @typedef {object} Order
 * @property {string} base the fleet's folder, absolute and real
 * @property {readonly string[]} files its definition files
 * @property {string} root Millwright's own folder
 * @property {import('./bundle.mjs').Core} core
 * @property {string} toCore the way from a fleet's bundle to the core's folder
 */

/**
 * @param {Order} order
 * @throws {FleetError} with every file that does not compile and every import that leads nowhere
 */
export async function buildFleet(order) {
  const exported = Object.keys(await import(pathToFileURL(join(order.core.dir, ENTRY)).href));
  const names = exported.filter((name) => name !== 'main' && name !== 'default');
  try {
    return (await buildFast(order, names)) ?? (await buildCarefully(order, names));
  } finally {
    await stop(); // its process would keep its memory until the end of the run
  }
}

/**
 * Lets esbuild find and read the sources by itself, and looks afterwards at what it took: asking us for each file and each
 * import costs as much as all the rest.
 *
 * @param {Order} order
 * @param {readonly string[]} names
 * @returns {Promise<Built | undefined>} nothing if anything is wrong, or was saved meanwhile
 */
async function buildFast(order, names) {
  const { base, root } = order;
  const started = Date.now();
  const result = await build(optionsOf(order, [coreOf(order, names)])).catch(() => undefined);
  if (!result) return undefined;
  const { inputs } = result.metafile;
  /** @type {Map<string, string>} */
  const hashes = new Map();
  for (const [path, { imports }] of Object.entries(inputs)) {
    if (/^[\w-]{2,}:/.test(path)) continue;
    const file = join(base, path);
    if (!(extname(path) in LOADERS) || fs.statSync(file).mtimeMs >= started - CLOCK_MS) return undefined;
    if (imports.some(({ path: to }) => objection(to, join(base, to), base, root) !== undefined)) return undefined;
    hashes.set(path, sha256(fs.readFileSync(file)));
  }
  return builtOf(order, result, hashes);
}

/** How coarse the time of a file can be, in milliseconds. */
const CLOCK_MS = 20;

/**
 * Reads the sources itself, so that the hash of a file is of the bytes that were bundled even if it is being saved, and
 * says what is wrong with an import in the words of this project.
 *
 * @param {Order} order
 * @param {readonly string[]} names
 */
async function buildCarefully(order, names) {
  /** @type {Map<string, string>} */
  const read = new Map();
  const result = await build(optionsOf(order, [coreOf(order, names), sourcesOf(order, read)])).catch((error) => {
    throw asFleetError(error, names);
  });
  const { inputs } = result.metafile;
  return builtOf(order, result, new Map([...read].filter(([path]) => path in inputs)));
}

/**
 * @param {Order} order
 * @param {import('esbuild').Plugin[]} plugins
 */
function optionsOf({ base, files }, plugins) {
  const loaders = files.map((file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)}),\n`);
  return {
    ...COMMON,
    stdin: { contents: `export const load = {\n${loaders.join('')}};`, resolveDir: base, sourcefile: LIST },
    absWorkingDir: base,
    outfile: join(base, BUNDLE), // never written there: it makes the map's sources relative to the fleet's folder
    format: /** @type {const} */ ('esm'),
    ignoreAnnotations: true, // a helper runs because it is imported, whatever a package.json says of side effects
    banner: REQUIRE,
    sourcemap: /** @type {const} */ ('external'),
    sourcesContent: false,
    metafile: /** @type {const} */ (true),
    plugins,
  };
}

/** @typedef {ReturnType<typeof builtOf>} Built */

/**
 * @param {Order} order
 * @param {import('esbuild').BuildResult<{ metafile: true }>} result
 * @param {ReadonlyMap<string, string>} hashes of the sources
 */
function builtOf({ base, files }, { metafile: { inputs }, outputFiles }, hashes) {
  const cycle = findCycle(inputs, base);
  if (cycle) throw new FleetError([cycle]);
  const [map, code] = /** @type {[import('esbuild').OutputFile, import('esbuild').OutputFile]} */ (outputFiles);
  return {
    outputs: { [BUNDLE]: code.contents, [`${BUNDLE}.map`]: map.contents },
    hashes,
    trail: trailOf(inputs, base),
    facts: factsOf(inputs, files),
  };
}

/**
 * Leads `millwright`, and the packages whose classes it shares, to the core that is running already. Naming each export
 * lets esbuild say which import of it does not exist, with its line.
 *
 * @param {Order} order
 * @param {readonly string[]} names what `millwright` exports
 * @returns {import('esbuild').Plugin}
 */
function coreOf({ core, toCore }, names) {
  const shared = SHARED.filter((name) => fs.existsSync(join(core.dir, fileOf(name))));
  return {
    name: 'core',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: exactly(['millwright', ...shared]) }, ({ path }) => ({ path, namespace: 'core' }));
      onResolve({ filter: /./, namespace: 'core' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
        contents:
          path === 'millwright'
            ? `export { ${names.join(', ')} } from '${toCore}/${ENTRY}';`
            : `module.exports = require('${toCore}/${fileOf(path)}');`,
      }));
    },
  };
}

/**
 * Reads the sources, so that the hash of a file is of the bytes that were bundled even if it is being saved.
 *
 * @param {Order} order
 * @param {Map<string, string>} read is given path → sha256
 * @returns {import('esbuild').Plugin}
 */
const sourcesOf = ({ base, root }, read) => ({
  name: 'sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:\.\.?\/|https?:)/, namespace: 'file' }, ({ path, resolveDir }) => {
      const text = objection(path, resolve(resolveDir, path), base, root);
      return text === undefined ? undefined : { errors: [{ text }] };
    });
    onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
      const loader = LOADERS[extname(path)];
      if (!loader) return { errors: [{ text: `${path} cannot be bundled; ${ONLY}` }] };
      const contents = fs.readFileSync(path);
      read.set(relativeTo(base, path), sha256(contents));
      return { contents, loader };
    });
  },
});

const ONLY = 'a definition can import TypeScript, JavaScript and JSON';

/**
 * @param {string} spec what an import says
 * @param {string} path what that means, absolute
 * @param {string} base
 * @param {string} root
 * @returns {string | undefined} why it may not be imported
 */
function objection(spec, path, base, root) {
  if (/^https?:/.test(spec)) return `"${spec}" cannot be imported: a fleet is read from files only`;
  for (const folder of ['constructs', 'scripts']) {
    const own = join(root, folder) + sep;
    if (path.startsWith(own) && !base.startsWith(own)) {
      return `"${spec}" is a part of Millwright: import it from "millwright", a second copy would not be recognised`;
    }
  }
  if (extname(path) in LOADERS || !fs.statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return `"${spec}" cannot be imported: ${ONLY}`;
}

/**
 * @param {unknown} error
 * @param {readonly string[]} names what `millwright` exports
 */
function asFleetError(error, names) {
  const { errors } = /** @type {Partial<import('esbuild').BuildFailure>} */ (error);
  if (!errors) return error;
  const problems = errors.map(({ text, location }) => {
    if (!location) return { file: '', text };
    const { file, line, column, lineText } = location;
    // The list of definition files is ours; a person knows the file that it names.
    if (file === LIST) return { file: /^"(.*?)":/.exec(lineText)?.[1] ?? file, text };
    return { file, line, column: column + 1, text: rephrase(text, names) };
  });
  return new FleetError(problems.sort((a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0)));
}

/**
 * @param {string} a
 * @param {string} b
 */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param {string} text esbuild's
 * @param {readonly string[]} names what `millwright` exports
 */
function rephrase(text, names) {
  const [, missing] = /^No matching export in "core:millwright" for import "(.*)"$/.exec(text) ?? [];
  if (missing === undefined) return text.replace(/^Could not resolve /, 'cannot find ');
  const near = names.length > 0 ? closest(missing, names) : '';
  const hint =
    distance(missing, near) <= missing.length / 3 ? `did you mean "${near}"?` : 'types are imported with "import type"';
  return `"millwright" exports no "${missing}"; ${hint}`;
}
