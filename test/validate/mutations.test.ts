import { expect, test } from 'vitest';
import { validatorFor } from '../../scripts/validate/index.ts';
import { fleetObjects } from '../agreement/fleet.ts';
import { byKind } from '../agreement/pool.ts';
import { mutationsOf } from '../agreement/round.ts';
import { writtenObjects } from '../agreement/written.ts';

// Without a cluster to compare with: test/cluster/agreement.test.ts has one.

const pool = byKind([...fleetObjects(), ...writtenObjects()]);

test('a seed makes the same mutations each time, and another one others', () => {
  const made = (seed: number) => mutationsOf(pool, seed, 50).map(({ kind, what }) => `${kind}: ${what}`);
  expect(made(1)).toEqual(made(1));
  expect(made(2)).not.toEqual(made(1));
});

test('a mutation leaves the object that it is made from alone', () => {
  const before = structuredClone([...pool]);
  mutationsOf(pool, 3, 200);
  expect([...pool]).toEqual(before);
});

test('the validator judges whatever is made of an object, and finds most of what is wrong', () => {
  const { faults } = validatorFor(process.cwd(), '1.36');
  const mutations = mutationsOf(pool, 4, 3000);
  const refused = mutations.filter(({ object }) => faults(object).length > 0);
  expect(refused.length / mutations.length).toBeGreaterThan(0.5);
  expect(refused.length / mutations.length).toBeLessThan(0.9);
});
