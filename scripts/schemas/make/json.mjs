// @ts-check
import { readFileSync } from 'node:fs';

/** @param {string} file */
export const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** One item a line: a person can count lines to follow an index, and git sees what changed. @param {unknown[]} items */
export const lines = (items) =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;

/** What a file says of its schemas, on a line, and the nodes. @param {object} head @param {unknown[]} nodes */
export const withNodes = (head, nodes) => `${JSON.stringify(head).slice(0, -1)},"nodes":${lines(nodes)}}\n`;
