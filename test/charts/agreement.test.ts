import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Values } from '../../constructs/model/manifest.ts';
import { mergeValues } from '../../constructs/plan/merge.ts';
import { JsonSchema } from '../../scripts/charts/json-schema.ts';
import type { ChartSchema, Shape } from '../../scripts/charts/shape.ts';
import { isFilled, isTree } from '../../scripts/charts/tree.ts';
import { findHelm, type Helm } from '../../scripts/helm/index.ts';
import { projectRoot } from '../catalogue/known.ts';
import { helmProgram } from '../helm/program.ts';

/**
 * Helm judges values by the schemas of our shapes as we do. One chart has all charts with a schema as its subcharts, so that Helm
 * judges random values of all of them at once.
 */
const ROUNDS = 8;

interface Judged {
  readonly name: string;
  readonly shape: Shape;
  readonly own: ChartSchema;
}

const folder = join(projectRoot, 'scripts/charts/shapes');
const judged: readonly Judged[] = readdirSync(folder)
  .map((file): Shape => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  .flatMap((shape, index) => {
    const own = shape.schemas.find(({ at }) => at.length === 0);
    return own ? [{ name: `chart-${index}`, shape, own }] : [];
  });

/** A generator of Park and Miller: the same values in every run. */
let state = 20260822;
const random = (below: number): number => {
  state = (state * 48271) % 2147483647;
  return state % below;
};
const pick = <T>(from: readonly T[]): T | undefined => from[random(from.length)];

const samples: readonly Values[string][] = [
  ...['x', '', '5', 'IfNotPresent', 3, -1, 2.5, 100000, true, false],
  ...[[], ['a'], [{ name: 'a' }], {}, { a: 1 }, { enabled: true }, { name: 'x' }],
];

/** A path of the defaults or of the schema, now and then one that is nowhere. */
function randomPath({ shape, own }: Judged): readonly string[] {
  const path: string[] = [];
  let here: unknown = random(2) === 0 ? shape.defaults : own.schema;
  for (let depth = 0; depth < 6; depth++) {
    const properties: unknown = isTree(here) ? (here['properties'] ?? here) : undefined;
    const names = isFilled(properties) ? Object.keys(properties).filter((name) => !/^[$_]|^type$/.test(name)) : [];
    const name = pick(names);
    if (name === undefined || !isTree(properties)) break;
    path.push(random(12) === 0 ? `${name}X` : name);
    here = properties[name];
    if (random(3) === 0) break;
  }
  return path.length > 0 ? path : ['nowhere'];
}

const randomValues = (each: Judged): Values =>
  randomPath(each).reduceRight<Values[string]>((below, key) => ({ [key]: below }), pick(samples)) as Values;

let helm: Helm;
let chart: string;

beforeAll(async () => {
  chart = mkdtempSync(join(tmpdir(), 'millwright-agreement-'));
  const found = await findHelm({ given: helmProgram(), cacheDir: join(chart, '.cache'), environment: process.env });
  if ('missing' in found) throw new Error(found.missing);
  helm = found;
  const write = (path: string, value: unknown) => writeFileSync(join(chart, path), JSON.stringify(value));
  const dependencies = judged.map(({ name }) => ({ name, version: '1.0.0' }));
  write('Chart.yaml', { apiVersion: 'v2', name: 'all', version: '1.0.0', dependencies });
  for (const { name, shape, own } of judged) {
    mkdirSync(join(chart, 'charts', name), { recursive: true });
    write(`charts/${name}/Chart.yaml`, { apiVersion: 'v2', name, version: '1.0.0' });
    write(`charts/${name}/values.yaml`, shape.defaults);
    write(`charts/${name}/values.schema.json`, own.schema);
  }
});
afterAll(() => rmSync(chart, { recursive: true, force: true }));

/** The charts whose values Helm refuses. */
async function refusedByHelm(values: Values): Promise<ReadonlySet<string>> {
  const { failure } = await helm.run(['template', chart, '--values', '-'], { input: JSON.stringify(values) });
  if (failure !== '' && !failure.includes("values don't meet the specifications")) throw new Error(failure);
  return new Set(judged.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}:`).test(failure)));
}

describe('Helm and we', () => {
  test('have enough schemas to compare', () => {
    expect(judged.length).toBeGreaterThan(20);
  });

  test('refuse the same of random values', async () => {
    const counts = { refused: 0, taken: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const values = Object.fromEntries(judged.map((each) => [each.name, round === 0 ? {} : randomValues(each)]));
      const theirs = await refusedByHelm(values);
      for (const { name, shape, own } of judged) {
        const given = values[name] ?? {};
        // Helm gives every subchart the `global` of its parent.
        const merged = { global: {}, ...mergeValues(shape.defaults, given) };
        const faults = new JsonSchema(own.schema, own.fits ? shape.defaults : undefined).faults(merged);
        expect({ chart: shape.chart, given, refused: faults.length > 0 }).toEqual({
          chart: shape.chart,
          given,
          refused: theirs.has(name),
        });
        counts[faults.length > 0 ? 'refused' : 'taken']++;
      }
    }
    // A generator that makes only one sort of values would show nothing.
    expect(Math.min(counts.refused, counts.taken)).toBeGreaterThan(judged.length * 2);
  }, 120_000);
});
