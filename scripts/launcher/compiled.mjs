// @ts-check
// Runs the core's files with what V8 compiled of them in an earlier run. Otherwise V8 compiles each function when it is
// first called, which is a tenth of a whole run.
//
// This text becomes the beginning of the core's main.mjs, so it imports nothing of ours: the core does not know where
// Millwright lies. What V8 compiled lies beside each file, under a name that says for which V8. The file itself cannot
// have changed: its folder is named by what it was made from.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import vm from 'node:vm';

const folder = fileURLToPath(new URL('.', import.meta.url));
const ofNode = createRequire(import.meta.url);
const HASH_BYTES = 32;

/** @type {[name: string, script: vm.Script][]} */
const scripts = [];
let incomplete = false;

/** @param {Uint8Array} data */
const hashOf = (data) => createHash('sha256').update(data).digest();

/** @param {string} name */
const compiledFile = (name) => `${folder}${name}.v8-${cachedDataVersionTag()}`;

/**
 * @param {string} name of a file beside this one
 * @returns what V8 compiled of it, if every byte is as it was written
 */
function compiledOf(name) {
  try {
    const bytes = fs.readFileSync(compiledFile(name));
    const data = bytes.subarray(HASH_BYTES);
    return hashOf(data).equals(bytes.subarray(0, HASH_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a CommonJS file beside this one, once; `require` of the same file gives the same exports.
 *
 * @param {string} name
 * @returns {any} its exports
 */
export function load(name) {
  const filename = folder + name;
  const known = ofNode.cache[filename];
  if (known) return known.exports;
  const cachedData = compiledOf(name);
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const text = Module.wrap(fs.readFileSync(filename, 'utf8'));
  const script = new vm.Script(text, { filename, cachedData, importModuleDynamically });
  incomplete ||= cachedData === undefined || script.cachedDataRejected === true;
  scripts.push([name, script]);
  const module = Object.assign(new Module(filename), { filename });
  ofNode.cache[filename] = module;
  const require = (/** @type {string} */ path) => (path.startsWith('./') ? load(path.slice(2)) : ofNode(path));
  script.runInThisContext()(module.exports, require, module, filename, folder);
  module.loaded = true;
  return module.exports;
}

process.on('exit', () => {
  // Everything once more, because only now it is known which functions a run of this kind needs.
  if (incomplete) for (const [name, script] of scripts) keep(name, script.createCachedData());
});

/**
 * @param {string} name
 * @param {Buffer} data
 */
function keep(name, data) {
  const temporary = `${folder}${name}.${process.pid}`;
  try {
    fs.writeFileSync(temporary, Buffer.concat([hashOf(data), data]));
    fs.renameSync(temporary, compiledFile(name));
  } catch {
    // The next run compiles it again.
  }
}
