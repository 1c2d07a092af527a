// @ts-check
// What bundling the core and bundling a fleet must agree on. Loaded only when there is something to bundle.

/**
 * Packages that lie beside the core as files of their own, loaded when their first importer is. Measured with 123
 * components: cdk8s-plus-27 and the two parsers cost 13 ms of a start inside of the core, and esbuild's own splitting
 * 0.7 ms for each of its many chunks.
 */
export const BESIDE = ['constructs', 'cdk8s', 'cdk8s-plus-27', '@babel/parser', '@marcbachmann/cel-js', 're2js'];

/** Those of them that wait longer, until one of their exports is read: most runs have no pattern that only RE2 understands. */
export const LATE = ['@marcbachmann/cel-js', 're2js'];

/** Those of them that a fleet shares with the core: a second copy of a class would not be the same class. */
export const SHARED = ['constructs', 'cdk8s', 'cdk8s-plus-27'];

/** @param {string} name of a package beside the core */
export const fileOf = (name) => `${name.replace('@', '').replace('/', '-')}.cjs`;

/** @type {import('esbuild').BuildOptions} */
export const COMMON = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  tsconfigRaw: { compilerOptions: { target: 'es2023', verbatimModuleSyntax: true } },
  nodePaths: [], // not the NODE_PATH of whoever runs this
  legalComments: 'none',
  logLevel: 'silent',
  logLimit: 0,
};

/** Gives an ES module the `require` that bundled CommonJS packages expect. */
export const REQUIRE = {
  js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
};

/** @param {readonly string[]} names of packages */
export const exactly = (names) => new RegExp(`^(?:${names.join('|')})$`);
