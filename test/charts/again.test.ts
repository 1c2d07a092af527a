import { expect, test } from 'vitest';
import { isMap } from '../../constructs/model/json.ts';
import type { Values } from '../../constructs/model/manifest.ts';
import { Judge } from '../../scripts/charts/judge.ts';
import { completed, shapeFor } from '../../scripts/charts/read.ts';
import { realClusters } from '../checks/real.ts';
import { root } from '../fleet/run.ts';

/** What the reference fleet gives to its charts, each once. */
const uses = [
  ...new Map(
    (await realClusters())
      .flatMap(({ plan }) => plan.components)
      .flatMap(({ id, values, candidate: { source } }) =>
        source.kind === 'helm' && values
          ? [[id, { chart: source.chart, version: source.version, values }] as const]
          : [],
      ),
  ),
];

const others: readonly unknown[] = [null, 7, true, 'other', [], {}];

/** The value with another one at each of its places in turn, and with one more key in each of its maps. */
function* changes(value: unknown): Generator<unknown> {
  if (isMap(value)) {
    for (const [key, held] of Object.entries(value))
      for (const other of changes(held)) yield { ...value, [key]: other };
    yield { ...value, unheardOf: 1 };
  } else if (Array.isArray(value))
    for (const [at, item] of value.entries()) for (const other of changes(item)) yield value.with(at, other);
  yield* others;
}

let faulty = 0;
let asked = 0;

test.each(uses)('values of %s that differ from fine ones are judged as they are by themselves', (_, use) => {
  const found = shapeFor(root, new Map(), use.chart, use.version);
  if (!found?.shape) throw new Error(`no shape of ${use.chart} ${use.version}`);
  const judge = new Judge(completed(structuredClone(found.shape)));
  expect(judge.faults(use.values, 'fine')).toEqual([]);
  for (const change of changes(use.values)) {
    if (!isMap(change)) continue;
    // What comes from another cluster has nothing in memory in common with it.
    const values = structuredClone(change) as Values;
    const alone = judge.faults(values, `alone ${asked++}`);
    if (alone.length > 0) faulty++;
    expect(judge.faults(structuredClone(values), 'fine')).toEqual(alone);
    expect(judge.faults(use.values, 'fine')).toEqual([]);
  }
});

test('and many of them are not fine', () => {
  expect(faulty).toBeGreaterThan(1000);
});
