/** Fetches charts, makes the shapes of their values, and keeps them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, textOf, writeSum } from '../charts/files.ts';
import type { Shape } from '../charts/shape.ts';
import { mirrored, type PinnedChart, type Tools } from '../helm/index.ts';
import { filesOf } from './archive.ts';
import { shapeOf } from './shape.ts';

/** Fetches a chart and makes the shape of its values. @returns why there is none, in Helm's words or ours */
export async function fetchShape(
  { helm, mirrors }: Tools,
  { repository, chart, version }: PinnedChart,
): Promise<Shape | { readonly failure: string }> {
  const pulled = await helm.pull({ repository: mirrored(repository, mirrors), chart, version });
  if ('failure' in pulled) return pulled;
  try {
    return shapeOf(filesOf(readFileSync(pulled.archive)));
  } catch (error) {
    return { failure: `the archive cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

/** Where shapes are kept. */
export interface Shelf {
  readonly folder: string;
  /** The folder of the sum over all shapes; only those that come with Millwright have one. */
  readonly summed?: string | undefined;
}

/** Keeps a shape. @returns the file's name, and whether it was not there or not the same before */
export function keepShape({ folder, summed }: Shelf, shape: Shape): { name: string; changed: boolean } {
  const name = nameOf(shape.chart, shape.version);
  const file = join(folder, name);
  const text = textOf(shape);
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
  if (changed) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    if (summed) writeSum(summed);
  }
  return { name, changed };
}
