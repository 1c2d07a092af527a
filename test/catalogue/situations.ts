import { eks, elsewhere, kind, kubeadm, secret } from '../../constructs/index.ts';
import type { KubernetesVersion } from '../../constructs/model/capability.ts';
import type { Distribution, DistributionName } from '../../constructs/model/cluster.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import type { Offers } from '../../constructs/model/facility.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { planOf, sampleFleet } from '../plan/sample.ts';
import { settings } from './exceptions.ts';
import { definitions } from './known.ts';

/** A cluster that a component must stand: what it is, and whether everything else of the catalogue serves or nothing does. */
export interface Situation {
  readonly on: DistributionName;
  readonly ha: boolean;
  readonly served: 'everything' | 'nothing';
}

export const situations: readonly Situation[] = (['kind', 'kubeadm', 'eks'] as const).flatMap((on) =>
  [true, false].flatMap((ha) => (['everything', 'nothing'] as const).map((served) => ({ on, ha, served }))),
);

const distributions: Readonly<Record<DistributionName, (kubernetes: KubernetesVersion) => Distribution>> = {
  kind: (kubernetes) => kind(kubernetes),
  kubeadm: (kubernetes) => kubeadm(kubernetes),
  eks: (kubernetes) => eks(kubernetes, { region: 'eu-central-1', account: '123456789012' }),
};

/** Every facility, from outside of the cluster. */
export const offers: Required<Offers> = {
  objectStore: {
    bucket: 'platform',
    region: 'eu-central-1',
    endpoint: 'https://s3.example.org',
    secret: secret('object-store', { keys: ['access-key', 'secret-key'] }),
  },
  searchStore: {
    host: 'search.example.org',
    port: 9200,
    tls: true,
    secret: secret('search-store', { keys: ['username', 'password'] }),
  },
  logStore: { host: 'logs.example.org', port: 3100 },
  postgresql: {
    host: 'postgresql.example.org',
    port: 5432,
    database: 'platform',
    secret: secret('postgresql', { keys: ['username', 'password'] }),
  },
  redis: { host: 'redis.example.org', port: 6379 },
  oidcIssuer: { url: 'https://login.example.org' },
  smtp: {
    host: 'mail.example.org',
    port: 587,
    from: 'platform@example.org',
    secret: secret('smtp', { keys: ['username', 'password'] }),
  },
  gateway: { name: 'platform', namespace: 'gateway', section: 'https' },
  certificateIssuer: { name: 'platform', kind: 'ClusterIssuer', wildcards: true },
  blockStorage: { storageClass: 'fast' },
  imageRegistry: { host: 'images.example.org' },
  metricsStore: { url: 'http://metrics.example.org' },
};

/** A cluster that runs these components in a situation. */
export function planIn(
  { on, ha, served }: Situation,
  entries: readonly CatalogueEntry[],
  kubernetes: KubernetesVersion = '1.35',
): ClusterPlan {
  const runs = distributions[on](kubernetes);
  const all = served === 'everything';
  const groups = all ? [...new Set(definitions.map(({ group }) => group))] : [];
  const fleet = sampleFleet({
    environment: { plans: { stateful: true, dynamic: true } },
    cluster: {
      runs: { ...runs, defines: [...runs.defines, ...groups], offers: all ? runs.offers : {} },
      ha,
      api: 'https://api.example.org:6443',
      offers: all ? offers : {},
      platform: { 'cluster-lifecycle': elsewhere('the test') },
    },
  });
  return planOf(fleet, entries, settings);
}
