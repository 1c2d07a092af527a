/** Finds the shapes of charts' values. `root` is always the project's folder: this code runs bundled, from elsewhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Named } from '../../constructs/model/fleet.ts';
import { nameOf } from './files.ts';
import { Judge } from './judge.ts';
import { known } from './known.ts';
import { isShape, type Shape } from './shape.ts';
import { open } from './tree.ts';

/** Shapes that a fleet has imported: texts by file name. */
export type OwnShapes = ReadonlyMap<string, Named<string>>;

/** A shape, ready to judge values; or the file that should hold one and does not. */
export type Found =
  | { readonly shape: Shape; readonly judge: Judge }
  | { readonly damaged: string; readonly shape?: undefined };

/** By file, with the text that it was read from: a fleet's may change while somebody watches. */
const found = new Map<string, { readonly text: string | undefined; readonly found: Found | undefined }>();

/**
 * The shape of a chart's values: the fleet's own, or else the one that comes with Millwright. Read once.
 *
 * @returns nothing where nobody has made it
 */
export function shapeFor(root: string, own: OwnShapes, chart: string, version: string): Found | undefined {
  const name = fileOf(chart, version);
  if (name === undefined) return undefined;
  const imported = own.get(name);
  const file = imported?.file ?? join(root, 'scripts/charts/shapes', name);
  const before = found.get(file);
  if (before && (imported === undefined || before.text === imported.value)) return before.found;
  const text = imported?.value ?? textOf(file);
  const made = text === undefined ? undefined : parsed(text, file);
  found.set(file, { text, found: made });
  return made;
}

const files = new Map<string, Map<string, string | undefined>>();

/** The name of a shape's file. What leads to another folder is no chart, and has none. */
function fileOf(chart: string, version: string): string | undefined {
  const versions = files.get(chart) ?? new Map<string, string | undefined>();
  files.set(chart, versions);
  if (!versions.has(version)) {
    const name = nameOf(chart, version);
    versions.set(version, /^[\w.+-]+$/.test(name) ? name : undefined);
  }
  return versions.get(version);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsed(text: string, file: string): Found {
  try {
    const value: unknown = JSON.parse(text);
    if (isShape(value)) return { shape: value, judge: new Judge(completed(value)) };
  } catch {
    // It is no JSON: the same to whoever reads on.
  }
  return { damaged: file };
}

/** A shape with what is known of its charts by hand. */
export function completed(shape: Shape): Shape {
  for (const { at, chart } of [{ at: [], chart: shape.chart }, ...shape.subcharts])
    for (const { path } of known[chart] ?? []) open(shape.keys, [...at, ...path]);
  return shape;
}
