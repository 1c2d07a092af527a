import { kubeadm } from '../../constructs/distributions/kubeadm.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { vault } from '../../constructs/model/secret.ts';
import { sampleFleet } from '../plan/sample.ts';
import press from './fixtures/components/ci/press.ts';

const environment = (name: string, clusters: readonly string[]) => ({
  name,
  file: `environments/${name}.ts`,
  value: {
    type: 'environment' as const,
    profile: 'MBU' as const,
    domain: 'example.org',
    secrets: vault({ server: 'https://vault.example.org' }),
    clusters: Object.fromEntries(clusters.map((cluster) => [cluster, { runs: kubeadm('1.35') }])),
  },
});

/** The fleet whose names the fixtures use. */
export const fixtureFleet: Fleet = {
  ...sampleFleet({
    factories: { shop: { groups: { developers: 'shop-dev' }, quota: { cpu: 1, memory: '1Gi' }, stages: {} } },
    components: [{ id: 'press', capability: 'ci', file: 'environments/components/ci/press.ts', component: press }],
  }),
  environments: [environment('production', ['eu-1', 'eu-2']), environment('staging', ['eu-1'])],
};
