import { describe, expect, test } from 'vitest';
import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { difference, unified } from '../../constructs/plan/difference.ts';
import { objectChecks } from '../../scripts/checks/index.ts';
import { realClusters } from './real.ts';

const [cluster] = await realClusters();
if (!cluster) throw new Error('the reference fleet has no cluster');
const { objects, around } = cluster;

/** One object of each kind, and what is largest of it. */
const samples = [
  ...new Map(
    objects
      .map(({ object }) => object)
      .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
      .map((object) => [`${object.apiVersion} ${object.kind}`, object]),
  ).values(),
];

const secret = ['ghp', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5'].join('_');
const values: readonly unknown[] = [undefined, null, 0, -1, true, '', 'Not a name!', secret, [], {}, 'x'.repeat(300)];

/** The value with another one at each of its places in turn, and with one more key in each of its maps. */
function* changes(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const other of changes(item)) yield value.with(at, other);
    yield [...value, ...value.slice(0, 1)];
  } else if (isMap(value)) {
    for (const [key, held] of Object.entries(value))
      for (const other of changes(held)) yield { ...value, [key]: other };
    yield { ...value, password: 'hunter-2-and-3' };
  }
  yield* values;
}

/** Checks that find something wrong in one of these. */
const faulty = new Set<string>();

describe('beside an object that is fine, every other one is judged as it is by itself', () => {
  test.each(objectChecks.map((check) => [check.name, check] as const))('by the check %s', (_, check) => {
    for (const sample of samples) {
      expect(check.faults(sample, around)).toEqual([]);
      for (const change of changes(sample)) {
        // What is not even a map with a kind never comes so far.
        if (!isMap(change) || typeof change['kind'] !== 'string' || typeof change['apiVersion'] !== 'string') continue;
        const object = structuredClone(change) as KubernetesObject;
        const alone = check.faults(object, around);
        if (alone.length > 0) faulty.add(check.name);
        const beside = unified(sample, object);
        const known = { fine: sample, difference: difference(sample, beside) };
        expect(check.faults(beside, around, known)).toEqual(alone);
      }
    }
  });

  test('and many of the others are not fine', () => {
    for (const name of ['schema', 'policy', 'pod-security', 'secret', 'source', 'hook']) expect(faulty).toContain(name);
  });
});
