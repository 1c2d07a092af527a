import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, Shape } from './shape.ts';
import { isFilled } from './tree.ts';

/**
 * The name of a shape's file. The repository is no part of it, so that a mirror needs no shapes of its own; neither is the `v`
 * that some repositories put before a version, and that Helm does not insist on.
 */
export const nameOf = (chart: string, version: string): string => `${chart}-${version.replace(/^v(?=\d)/, '')}.json`;

/** The text of a shape's file: one key of the chart a line, so that git shows what changed. */
export function textOf({ chart, version, templates, subcharts, keys, defaults, schemas }: Shape): string {
  const lines = [
    ...Object.entries({ chart, version, templates, subcharts }).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    ),
    `"keys":${printed(keys, 1)}`,
    `"defaults":${printed(defaults, 1)}`,
    `"schemas":[${schemas.map((schema) => printed({ ...schema }, 3)).join(',')}]`,
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** JSON whose maps have a line a key, down to a depth. */
function printed(value: Json | undefined, depth: number): string {
  if (depth === 0 || !isFilled(value)) return JSON.stringify(value);
  const lines = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => `${JSON.stringify(key)}:${printed(each, depth - 1)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

/** Writes the sum over all shapes, by which caches are named; `charts` is the folder that holds `shapes/`. */
export const writeSum = (charts: string): void => writeFileSync(join(charts, 'sum.txt'), sumOf(charts));

/** What sum.txt must hold. */
export function sumOf(charts: string): string {
  const hash = createHash('sha256');
  const folder = join(charts, 'shapes');
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return `${hash.digest('hex')}\n`;
}
