// @ts-check
// What is wrong with a fleet, and where: in the line that a person wrote, not in the bundle that runs.

import fs from 'node:fs';
import { SourceMap } from 'node:module';

/** Everything for which a fleet cannot be loaded; the message lists it, a line each. */
export class FleetError extends Error {
  /** @param {readonly import('./host.ts').FleetProblem[]} problems */
  constructor(problems) {
    super(problems.map(oneLine).join('\n'));
    this.name = 'FleetError';
    this.problems = problems;
  }
}

/** @param {import('./host.ts').FleetProblem} problem */
function oneLine({ file, line, column, text }) {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${text}`;
}

/** @typedef {(error: unknown) => import('./host.ts').FleetPlace | undefined} Locate */

/**
 * @param {object} bundle
 * @param {string} bundle.url of its code, as Node writes it in stacks
 * @param {string} bundle.mapFile its source map, with sources relative to the fleet's folder
 * @returns {Locate} the innermost place of an error's stack in the fleet's own sources
 */
export function locator({ url, mapFile }) {
  /** @type {SourceMap | undefined} */
  let map;
  return (error) => {
    if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
    for (const frame of error.stack.split('\n')) {
      const start = frame.lastIndexOf(url);
      const [, line, column] = (start >= 0 && /^:(\d+):(\d+)/.exec(frame.slice(start + url.length))) || [];
      if (line === undefined) continue;
      map ??= new SourceMap(JSON.parse(fs.readFileSync(mapFile, 'utf8')));
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      // A bundled package may have thrown it; whoever called that stands further out.
      if (!('originalSource' in entry) || /(?:^|\/)node_modules\/|^[\w-]{2,}:/.test(entry.originalSource)) continue;
      return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    }
    return undefined;
  };
}

/**
 * @param {ReadonlyMap<string, unknown>} failures definition file → what was thrown while it ran
 * @param {Locate} locate
 * @returns {import('./host.ts').FleetProblem[]} one for each error: a helper that throws fails all of its importers with the same
 */
export function problemsOf(failures, locate) {
  /** @type {Map<unknown, import('./host.ts').FleetProblem>} */
  const problems = new Map();
  for (const [file, cause] of failures) {
    const text = cause instanceof Error ? cause.message || cause.name : `${String(cause)} was thrown`;
    if (!problems.has(cause)) problems.set(cause, { file, ...locate(cause), text, cause });
  }
  return [...problems.values()];
}
