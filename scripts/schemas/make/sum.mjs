// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from './compact.mjs';

/** The folders of data, in `scripts/schemas`. */
const folders = ['crds', 'kubernetes'];

/**
 * One line that changes with any byte of the data, so that a cache of something made from it need not read it all.
 * @param {string} schemas the folder `scripts/schemas`
 * @returns {string} sha256 in hex, over path, length and bytes of every file, by path
 */
export function sumOf(schemas) {
  const paths = folders.flatMap((folder) => filesIn(schemas, folder)).sort(byText);
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = readFileSync(join(schemas, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `${hash.digest('hex')}\n`;
}

/** @param {string} schemas @param {string} folder @returns {string[]} paths with `/`, on every system */
const filesIn = (schemas, folder) =>
  readdirSync(join(schemas, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(schemas, path) : [path];
  });
