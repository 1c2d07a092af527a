import { describe, expect, test } from 'vitest';
import { eks, elsewhere, kind, kubeadm, local, vault } from '../../constructs/index.ts';
import { profileNames } from '../../constructs/model/capability.ts';
import type { ClusterDeclaration } from '../../constructs/model/environment.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { checkedOf } from '../../scripts/checks/check.ts';
import { checks } from '../../scripts/checks/index.ts';
import { directoryOf, loadAllComponents } from '../../scripts/pipeline/catalogue.ts';
import { buildCluster } from '../../scripts/pipeline/cluster.ts';
import { onlyCluster, planOf, sampleFleet } from '../plan/sample.ts';
import { settings } from './exceptions.ts';
import { offers, planIn } from './situations.ts';

const catalogue = await loadAllComponents();

/** Every edge leads to something that is rolled out earlier. */
function expectOrdered({ components }: ClusterPlan): void {
  const waves = new Map(components.map(({ id, wave }) => [id, wave]));
  for (const { id, wave, after } of components)
    for (const before of after.keys()) expect(waves.get(before), `${id} after ${before}`).toBeLessThan(wave);
}

describe('the whole catalogue on one cluster', () => {
  const { objectStore, postgresql, redis, gateway, blockStorage } = offers;
  const runs = eks('1.35', { region: 'eu-central-1', account: '123456789012' });
  // The first three are what no component offers; of the others there are two, and the environment's word decides.
  const outside = { objectStore, postgresql, redis, gateway, blockStorage };
  const alone = planOf(sampleFleet({ cluster: { runs, offers: outside } }), catalogue, settings);
  const fed = planIn({ on: 'eks', ha: true, served: 'everything' }, catalogue);

  test.each([
    ['with what no component offers', alone],
    ['with every facility', fed],
  ])('has no finding %s from outside, and passes every check', (_name, plan) => {
    expect(plan.findings).toEqual([]);
    const checked = checkedOf(plan, treeOf(plan), process.cwd());
    expect(checks.flatMap((check) => check.run(checked))).toEqual([]);
    expectOrdered(plan);
  });
});

const distributions = {
  kind: kind('1.35'),
  kubeadm: kubeadm('1.35'),
  eks: eks('1.35', { region: 'eu-central-1', account: '123456789012' }),
};
const stores = { vault: vault({ server: 'https://vault.example.org' }), local: local() };
const cases = profileNames.flatMap((profile) =>
  Object.values(distributions).flatMap((runs) =>
    (['vault', 'local'] as const).flatMap((store) =>
      [true, false].map((planned) => ({ profile, runs, on: runs.name, store, planned })),
    ),
  ),
);

describe("a profile's default components", () => {
  test.each(cases)(
    'run on $on without a finding: $profile, secrets in $store, stateful and dynamic $planned',
    async ({ profile, runs, store, planned }) => {
      const cluster: Partial<ClusterDeclaration> = {
        runs,
        platform: {
          'cluster-lifecycle': elsewhere('the test'),
          ...(planned && { dns: { 'external-dns': { provider: 'aws' } } }),
        },
        offers: { objectStore: offers.objectStore },
      };
      const fleet = sampleFleet({
        cluster,
        environment: { profile, secrets: stores[store], plans: { stateful: planned, dynamic: planned } },
      });
      const built = await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf([]));
      expect(built.findings).toEqual([]);
      expectOrdered(built.plan);
    },
  );
});
