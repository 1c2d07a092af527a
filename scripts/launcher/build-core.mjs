// @ts-check
// Bundles Millwright's own code. Loaded only when there is no bundle of the present sources.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { build, transform } from 'esbuild';
import { ENTRY } from './bundle.mjs';
import { BESIDE, COMMON, exactly, fileOf, LATE, REQUIRE } from './bundling.mjs';
import { LaunchError } from './install.mjs';

/**
 * @param {string} root Millwright's own folder
 * @param {object} options
 * @param {boolean} options.debug with whole whitespace and a source map
 * @param {string} options.dir where the bundle will lie, for the source map
 * @param {ReadonlySet<string>} options.sources the files that the bundle is named by
 * @returns {Promise<Record<string, string | Uint8Array>>} the bundle's files by name
 * @throws {LaunchError} naming everything that does not compile
 */
export async function buildCore(root, { debug, dir, sources }) {
  /** @type {import('esbuild').BuildOptions} */
  const common = { ...COMMON, absWorkingDir: root, outdir: dir, minifyWhitespace: !debug, lineLimit: debug ? 0 : 160 };
  const beside = BESIDE.filter((name) => resolves(root, name));
  const [main, packages] = await Promise.all([
    build({
      ...common,
      entryPoints: [{ in: './scripts/main.ts', out: ENTRY.replace('.mjs', '') }],
      format: 'esm',
      outExtension: { '.js': '.mjs' }, // told by its name, Node need not guess which kind of module it is
      external: ['esbuild'],
      banner: REQUIRE,
      sourcemap: debug ? 'linked' : false,
      sourcesContent: false,
      metafile: true,
      plugins: [besideCore(beside), narrowText(root), templates],
    }),
    build({
      ...common,
      entryPoints: beside.map((name) => ({ in: name, out: fileOf(name).replace('.cjs', '') })),
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      plugins: [besideOneAnother(beside), lateYaml],
    }),
  ]).catch((error) => {
    throw asLaunchError(error);
  });
  requireKnown(Object.keys(main.metafile?.inputs ?? {}), sources);
  const files = [...(main.outputFiles ?? []), ...(packages.outputFiles ?? [])];
  const named = Object.fromEntries(files.map(({ path, contents }) => [relative(dir, path), contents]));
  // For a debugger the bundle stays a module, with its source map.
  return debug ? named : { ...named, ...(await compilable(main)) };
}

const SCRIPT = ENTRY.replace('.mjs', '.cjs');

/**
 * The bundle as a script, because V8 gives what it compiled of a script out of its hands, and not of a module; and in the
 * place of the bundle a module that runs it and exports the same names.
 *
 * @param {import('esbuild').BuildResult} main
 */
async function compilable({ outputFiles, metafile }) {
  const [bundle] = outputFiles ?? [];
  const [{ exports = [] } = {}] = Object.values(metafile?.outputs ?? {});
  const { code } = await transform(bundle?.text.replace(REQUIRE.js, '') ?? '', {
    format: 'cjs',
    platform: 'node',
    target: COMMON.target,
    minifyWhitespace: true,
    lineLimit: 160,
    define: { 'import.meta.url': '__url' },
    banner: `const __url = require('node:url').pathToFileURL(__filename).href;`,
  });
  const runner = fs
    .readFileSync(new URL('compiled.mjs', import.meta.url), 'utf8')
    .replace('export function', 'function');
  return { [SCRIPT]: code, [ENTRY]: `${runner}\nexport const { ${exports.join(', ')} } = load('${SCRIPT}');\n` };
}

/**
 * @param {string} root
 * @param {string} name
 */
function resolves(root, name) {
  try {
    createRequire(join(root, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Stands a one-line module in for each package beside the core. It is CommonJS: that is evaluated with its first
 * importer, where an `import` of the file would be lifted to the start of the bundle.
 *
 * @param {readonly string[]} names
 * @returns {import('esbuild').Plugin}
 */
const besideCore = (names) => ({
  name: 'beside-core',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: exactly(names), namespace: 'file' }, ({ path }) => ({ path, namespace: 'beside' }));
    onResolve({ filter: /^\.\//, namespace: 'beside' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'beside' }, async ({ path }) => ({
      contents: LATE.includes(path) ? await lateText(path) : `module.exports = require('./${fileOf(path)}')`,
    }));
  },
});

/** A module with a getter for each export of a package. @param {string} name */
async function lateText(name) {
  const exports = Object.keys(await import(name)).filter((each) => /^\w+$/.test(each));
  const getters = exports.map((each) => `get ${each}() { return load().${each}; }`);
  return `let loaded; const load = () => (loaded ??= require('./${fileOf(name)}')); module.exports = { ${getters} };`;
}

/**
 * @param {readonly string[]} names
 * @returns {import('esbuild').Plugin}
 */
const besideOneAnother = (names) => ({
  name: 'beside-one-another',
  setup({ onResolve }) {
    onResolve({ filter: exactly(names) }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${fileOf(path)}`, external: true },
    );
  },
});

/**
 * Compiles templates here, once: handlebars' compiler costs 30 ms of every run that writes a README, its runtime 3.
 *
 * @type {import('esbuild').Plugin}
 */
const templates = {
  name: 'templates',
  setup({ onLoad }) {
    onLoad({ filter: /\.hbs$/ }, async ({ path }) => {
      const { default: handlebars } = await import('handlebars');
      const compiled = handlebars.precompile(fs.readFileSync(path, 'utf8'), { strict: true });
      return { contents: `import { template } from 'handlebars/runtime'; export default template(${compiled});` };
    });
  },
};

/**
 * cdk8s loads a parser of YAML at its start, 10 ms, and none of ours asks it to read or print any: the parser is left
 * until somebody does.
 *
 * @type {import('esbuild').Plugin}
 */
const lateYaml = {
  name: 'late-yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$/, namespace: 'file' }, ({ resolveDir }) => ({
      path: 'yaml',
      namespace: 'late-yaml',
      pluginData: resolveDir,
    }));
    onLoad({ filter: /./, namespace: 'late-yaml' }, ({ pluginData }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' || require('yaml')[name] })`,
      resolveDir: pluginData,
    }));
  },
};

/**
 * Replaces the measure of text in yargs' help: the real one loads ICU's segmenter and tables of emoji, 20 ms of every
 * start, to lay out words that have none.
 *
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
const narrowText = (root) => ({
  name: 'narrow-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: 'narrow-text' }));
    onLoad({ filter: /./, namespace: 'narrow-text' }, () => ({
      contents: `import { stripVTControlCharacters } from 'node:util';
        export default (text) => Array.from(stripVTControlCharacters(text)).length;`,
      resolveDir: root,
    }));
  },
});

/**
 * Refuses code that the bundle's name does not speak of: a change of it would go unnoticed.
 *
 * @param {readonly string[]} inputs
 * @param {ReadonlySet<string>} sources
 */
function requireKnown(inputs, sources) {
  for (const input of inputs) {
    const path = input.split(sep).join('/');
    if (sources.has(path) || /(?:^|\/)node_modules\/|^[\w-]{2,}:/.test(path)) continue;
    throw new LaunchError(
      `${path} is bundled, but not among the sources that a bundle is named by (scripts/launcher/bundle.mjs)`,
    );
  }
}

/** @param {unknown} error */
function asLaunchError(error) {
  const { errors } = /** @type {Partial<import('esbuild').BuildFailure>} */ (error);
  if (!errors) return error;
  const lines = errors.map(({ text, location }) => `${location ? `${location.file}:${location.line}: ` : ''}${text}`);
  return new LaunchError(`Millwright's own code does not compile:\n${lines.join('\n')}`);
}
