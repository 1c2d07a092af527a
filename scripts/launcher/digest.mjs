// @ts-check
// A hash over many files. A buffer for each would cost as much as reading it.

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Where files are read to, one behind the other. */
let scratch = Buffer.allocUnsafeSlow(1 << 20);

/**
 * @typedef {object} Contents
 * @property {string} digest sha256 over the paths and the bytes, with their borders
 * @property {Buffer} bytes of all files, one behind the other; only until the next call
 * @property {readonly number[]} lengths how many of them each file has
 */

/**
 * Reads files.
 *
 * @param {string} folder
 * @param {readonly string[]} paths from that folder, with `/`
 * @returns {Contents}
 * @throws {NodeJS.ErrnoException} if one of them cannot be read
 */
export function contentsOf(folder, paths) {
  /** @type {number[]} */
  const lengths = [];
  let end = 0;
  for (const path of paths) {
    // `join` costs as much as the hash.
    const length = readTo(end, `${folder}/${path}`);
    lengths.push(length);
    end += length;
  }
  const bytes = scratch.subarray(0, end);
  return { digest: digestOf(paths, lengths, [bytes]), bytes, lengths };
}

/**
 * The hash over files with these bytes.
 *
 * @param {readonly string[]} paths
 * @param {readonly number[]} lengths
 * @param {Iterable<Buffer>} bytes in pieces of any size
 */
export function digestOf(paths, lengths, bytes) {
  let borders = '';
  for (let at = 0; at < paths.length; at++) borders += `${paths[at]}\0${lengths[at]}\0`;
  const hash = createHash('sha256').update(borders);
  for (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}

/**
 * Reads a file into `scratch`.
 *
 * @param {number} start
 * @param {string} file
 * @returns how long it is
 */
function readTo(start, file) {
  const descriptor = openSync(file, 'r');
  try {
    for (let end = start; ; ) {
      if (end === scratch.length) scratch = Buffer.concat([scratch], scratch.length * 2);
      const read = readSync(descriptor, scratch, end, scratch.length - end, null);
      end += read;
      // A file ends where less is read than there was room for.
      if (end < scratch.length) return end - start;
    }
  } finally {
    closeSync(descriptor);
  }
}
