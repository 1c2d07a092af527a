import { describe, expect, test } from 'vitest';
import { kubernetesVersions } from '../../constructs/model/capability.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { checkedOf } from '../../scripts/checks/check.ts';
import { objectChecks } from '../../scripts/checks/index.ts';
import { overTree } from '../../scripts/checks/object.ts';
import { loadAllComponents } from '../../scripts/pipeline/catalogue.ts';
import { projectRoot } from './known.ts';
import { planIn, situations } from './situations.ts';

/** The Kubernetes versions that a component says it runs on. */
function claimed({ component: { kubernetes: { from, to } = {} } }: CatalogueEntry) {
  const first = from ? kubernetesVersions.indexOf(from) : 0;
  const last = to ? kubernetesVersions.indexOf(to) : kubernetesVersions.length;
  return kubernetesVersions.slice(first, last + 1);
}

describe.each(await loadAllComponents())('$id', (entry) => {
  test.each(claimed(entry))('writes objects that Kubernetes %s takes, in every situation', (kubernetes) => {
    let objects = 0;
    for (const situation of situations) {
      const plan = planIn(situation, [entry], kubernetes);
      const checked = checkedOf(plan, treeOf(plan), projectRoot);
      expect(checked.around.kubernetes).toBe(kubernetes);
      for (const check of objectChecks) expect(overTree(check).run(checked)).toEqual([]);
      objects += checked.objects.length;
    }
    expect(objects).toBeGreaterThan(situations.length);
  });
});
