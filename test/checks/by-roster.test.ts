import { describe, expect, test } from 'vitest';
import { recurring } from '../../constructs/plan/recurring.ts';
import { byRoster } from '../../scripts/checks/by-roster.ts';
import type { Checked } from '../../scripts/checks/check.ts';
import { checkedOf } from '../../scripts/checks/check.ts';
import { owner } from '../../scripts/checks/owner.ts';
import { checkedFiles, configMap, type Files } from './checked.ts';

/** A cluster whose files have been compared with those of the clusters before. */
function cluster(group: string, files: Files): Checked {
  const { plan, files: tree, around } = checkedFiles(files);
  return checkedOf(plan, recurring(group, tree), around.root);
}
const once = { 'platform/a/manifests.yaml': [configMap('x', 'n')], 'platform/b/manifests.yaml': [configMap('y', 'n')] };

describe('a check that goes by which objects files hold', () => {
  test('does not look at a cluster that holds what a fine one held', () => {
    let looks = 0;
    const check = byRoster({
      name: 'owner',
      run: () => {
        looks++;
        return [];
      },
    });
    for (let times = 0; times < 3; times++) check.run(cluster('same', once));
    expect(looks).toBe(1);
  });

  test.each<[string, Files]>([
    ['has an object more', { ...once, 'platform/b/manifests.yaml': [configMap('y', 'n'), configMap('x', 'n')] }],
    ['has another object in its place', { ...once, 'platform/b/manifests.yaml': [configMap('x', 'n')] }],
    ['has a file more', { ...once, 'platform/c/manifests.yaml': [configMap('x', 'n')] }],
  ])('looks at one that %s', (name, files) => {
    const check = byRoster(owner);
    expect(check.run(cluster(name, once))).toEqual([]);
    expect(check.run(cluster(name, files))).toHaveLength(1);
    expect(check.run(cluster(name, files))).toHaveLength(1);
    expect(check.run(cluster(name, once))).toEqual([]);
  });

  test('looks at every cluster whose files nobody has compared', () => {
    const check = byRoster(owner);
    const twice = { 'platform/a/manifests.yaml': [configMap('x', 'n'), configMap('x', 'n')] };
    expect(check.run(checkedFiles(once))).toEqual([]);
    expect(check.run(checkedFiles(twice))).toHaveLength(1);
  });
});
