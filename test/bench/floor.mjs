// @ts-check
// The floor: what a bare script costs that prints the same files, without a model and without a check. make-floor.mjs
// puts a tree's objects in front of this text, as functions that return literals; the two together are one script.
//
// The printer is as small as these objects allow. Keys stand in the order of the literals and never need quotes; a
// string gets them if it is empty, if a reader could take it for something else, or if YAML gives one of its characters
// a meaning there. It knows no blocks that begin with a blank, no control characters and no numbers with an exponent.
// test/bench/floor.test.ts shows that the files are the same, byte for byte.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** @typedef {string | number | boolean | null | readonly any[] | { readonly [key: string]: any }} Data */
/** @typedef {readonly [environment: string, name: string, contact: string]} Place */
/** @typedef {readonly [path: string, content: (...place: Place) => string | readonly [header: string, ...documents: Data[]]]} File */

const QUOTED =
  /^$|^[^A-Za-z0-9_/$^(;.-]|[: ]$|: | #|^-(?!-?[a-z])|^[-+]?[\d_,]*\.?[\d_]*(e[-+_]*\d[\d_]*)?$|^\d+(:\d+)+$|^\d{4}-\d\d?-\d\d?|^(true|false|yes|no|on|off|null|y|n)$/i;
const starts = Array.from({ length: 60 }, (_, depth) => `\n${'  '.repeat(depth)}`);

/** @param {string | number | boolean | null} atom @param {number} depth of a block */
function atomText(atom, depth) {
  if (typeof atom !== 'string') return String(atom);
  if (atom.includes('\n')) return blockText(atom, starts[depth] ?? '');
  return QUOTED.test(atom) ? `'${atom.replaceAll("'", "''")}'` : atom;
}

/** @param {string} text @param {string} start */
const blockText = (text, start) =>
  text.endsWith('\n')
    ? `|${`\n${text.slice(0, -1)}`.replace(/\n(?!\n|$)/g, start)}`
    : `|-${`\n${text}`.replace(/\n(?!\n|$)/g, start)}`;

/** @param {{ readonly [key: string]: any }} map @param {number} depth @param {string | undefined} first what the first key follows */
function mapText(map, depth, first) {
  let out = '';
  let lead = first;
  const start = starts[depth];
  for (const key in map) {
    const value = map[key];
    out += lead + key;
    if (typeof value !== 'object' || value === null) out += `: ${atomText(value, depth + 1)}`;
    else if (Array.isArray(value)) out += `:${listText(value, depth + 1, starts[depth + 1]) || ' []'}`;
    else out += `:${mapText(value, depth + 1, starts[depth + 1]) || ' {}'}`;
    lead = start;
  }
  return out;
}

/** @param {readonly any[]} list @param {number} depth @param {string | undefined} first what the first dash follows @returns {string} */
function listText(list, depth, first) {
  let out = '';
  let lead = `${first}- `;
  for (const value of list) {
    if (typeof value !== 'object' || value === null) out += lead + atomText(value, depth + 1);
    else if (Array.isArray(value)) out += listText(value, depth + 1, lead) || `${lead}[]`;
    else out += mapText(value, depth + 1, lead) || `${lead}{}`;
    lead = `${starts[depth]}- `;
  }
  return out;
}

/** @param {ReturnType<File[1]>} content */
function fileText(content) {
  if (typeof content === 'string') return content;
  const [header, ...documents] = content;
  return `${header}${documents.map((document) => mapText(/** @type {object} */ (document), 0, '')).join('\n---\n')}\n`;
}

/**
 * The program: `node SCRIPT OUT [--compare [CONTACT]]` writes the files of every cluster, or those that differ from what
 * is there; another contact is an edit of the first cluster.
 *
 * @param {readonly File[]} files
 * @param {readonly string[]} folders
 * @param {readonly Place[]} places
 */
export function run(files, folders, places) {
  const [out = '', mode, contact] = process.argv.slice(2);
  for (const [index, [environment, name, usual]] of places.entries()) {
    /** @type {Place} */
    const place = [environment, name, index === 0 ? (contact ?? usual) : usual];
    const folder = `${out}/${place[0]}/${place[1]}`;
    if (mode !== '--compare') for (const each of folders) mkdirSync(`${folder}/${each}`, { recursive: true });
    for (const [path, content] of files) {
      const text = fileText(content(...place));
      const file = `${folder}/${path}`;
      if (mode !== '--compare' || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
    }
  }
}
