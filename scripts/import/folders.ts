/** Makes shapes from folders with charts; scripts/charts/make.mjs runs it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { nameOf, textOf, writeSum } from '../charts/files.ts';
import type { Shape } from '../charts/shape.ts';
import { type ChartFiles, shapeOf } from './shape.ts';

/**
 * Writes the shapes of charts, and the sum over all.
 *
 * @param charts the folder that holds `shapes/`
 * @param folders what `helm pull --untar` leaves, or the files of one by hand; a subchart's among them counts for its parents
 * @returns the shapes, in the order they were made
 */
export function make(charts: string, folders: readonly string[]): readonly Shape[] {
  const to = join(charts, 'shapes');
  mkdirSync(to, { recursive: true });
  const present = (chart: string, version: string): Shape | undefined => {
    const file = join(to, nameOf(chart, version));
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  };
  // Those without subcharts first, since they may be the subcharts of others.
  const all = folders.map(filesBelow).sort((a, b) => Number(hasSubcharts(a)) - Number(hasSubcharts(b)));
  const shapes = all.map((files) => {
    const shape = shapeOf(files, present);
    writeFileSync(join(to, nameOf(shape.chart, shape.version)), textOf(shape));
    return shape;
  });
  writeSum(charts);
  return shapes;
}

const hasSubcharts = (files: ChartFiles): boolean => /^dependencies:/m.test(files.get('Chart.yaml') ?? '');

function filesBelow(folder: string): ChartFiles {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]));
}
