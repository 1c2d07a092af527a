import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nameOf, sumOf, textOf } from '../../scripts/charts/files.ts';
import { Judge } from '../../scripts/charts/judge.ts';
import { known } from '../../scripts/charts/known.ts';
import { completed } from '../../scripts/charts/read.ts';
import { isShape, type Shape } from '../../scripts/charts/shape.ts';
import { at, isTree } from '../../scripts/charts/tree.ts';
import { projectRoot } from '../catalogue/known.ts';

const charts = join(projectRoot, 'scripts/charts');
const names = readdirSync(join(charts, 'shapes')).sort();
const read = (name: string): Shape => JSON.parse(readFileSync(join(charts, 'shapes', name), 'utf8'));
const readme = readFileSync(join(charts, 'README.md'), 'utf8');

describe('the shapes of charts', () => {
  test('are summed up in sum.txt, by which caches are named', () => {
    expect(readFileSync(join(charts, 'sum.txt'), 'utf8')).toBe(sumOf(charts));
  });

  test('are small', () => {
    expect(names.reduce((sum, name) => sum + statSync(join(charts, 'shapes', name)).size, 0)).toBeLessThan(1_500_000);
  });

  test('have unknown subcharts only where the README says so', () => {
    const rows = names.map(read).flatMap(({ chart, subcharts }) => {
      const unknown = subcharts.filter((each) => !each.known).map((each) => each.at.join('.'));
      return unknown.length > 0 ? [`| ${chart} | ${unknown.join(', ')} |`] : [];
    });
    expect(
      readme
        .split('\n')
        .filter((line) => /^\| [\w.-]+ \| [^`]*\|$/.test(line) && !/^\| (chart|path) /.test(line))
        .sort(),
    ).toEqual(rows.sort());
  });

  test.each(names)('are of one chart and version each, written as its maker does: %s', (name) => {
    const shape = read(name);
    expect(isShape(shape)).toBe(true);
    expect(nameOf(shape.chart, shape.version)).toBe(name);
    expect(readFileSync(join(charts, 'shapes', name), 'utf8')).toBe(textOf(shape));
  });

  test.each(names)('take their own defaults: %s', (name) => {
    const shape = read(name);
    const judge = new Judge(completed(structuredClone(shape)));
    const unset = judge.faults({});
    // A default of null is how a chart says that there is none.
    const faults = judge.faults(shape.defaults).filter(({ message }) => !message.startsWith('is null'));
    expect(faults).toEqual(unset);
    expect(unset.length > 0).toBe(shape.schemas.some(({ fits, condition }) => !fits && !condition));
  });

  test.each(names)('notice a key that is written wrong: %s', (name) => {
    const shape = read(name);
    const [first] = Object.keys(shape.defaults).filter((key) => key !== 'global');
    if (first === undefined) return;
    const [fault] = new Judge(completed(shape)).faults({ [`${first}X`]: shape.defaults[first] ?? 1 });
    expect(fault).toMatchObject({ path: [`${first}X`], message: expect.stringContaining(`did you mean "${first}"?`) });
  });
});

describe('what is known by hand', () => {
  const entries = Object.entries(known).flatMap(([chart, all]) => all.map((entry) => ({ chart, ...entry })));
  const shapeOf = (chart: string): Shape => {
    const found = names.map(read).find((shape) => shape.chart === chart);
    if (!found) throw new Error(`there is no shape of ${chart}`);
    return found;
  };

  test.each(entries)('is needed, and helps: $chart, $path', ({ chart, path, because, shown }) => {
    const shape = shapeOf(chart);
    expect(isTree(at(shape.defaults, path))).toBe(true);
    const values = path.reduceRight<Shape['defaults']>((below, key) => ({ [key]: below }), { aKeyOfTheUser: 1 });
    expect(new Judge(shape).faults(values)).toHaveLength(1);
    expect(new Judge(completed(shapeOf(chart))).faults(values)).toEqual([]);
    expect(because).toMatch(/\S/);
    expect(shown).toMatch(/^[\w.-]+\/[\w.-]+, \S+$/);
  });
});
