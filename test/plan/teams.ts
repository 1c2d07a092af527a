import type { FactoryPlan } from '../../constructs/factories/fba/factory.ts';
import { component, own } from '../../constructs/index.ts';
import type { FbaDeclaration } from '../../constructs/model/fba.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { entry, one, planOf, type Sample, sampleFleet } from './sample.ts';

/** A team with a stage that it may change by itself and one that is reviewed, both on the only cluster. */
export const shop: FbaDeclaration<'test' | 'prod'> = {
  groups: { developers: 'shop-dev', approvers: 'shop-leads' },
  quota: { cpu: 8, memory: '16Gi' },
  stages: {
    test: { on: one, promote: 'automatic', quota: { cpu: 2, memory: '4Gi' } },
    prod: { on: [one], promote: 'review' },
  },
  egress: [{ cidr: '198.51.100.0/24', ports: [443, 5432] }],
  apps: {
    web: { kind: 'web', port: 8080, host: 'shop', secrets: { orders: ['DATABASE_URL'] } },
    cache: { kind: 'helm', repository: 'https://charts.example.org', chart: 'cache', version: '1.4.2' },
    mail: { kind: 'kustomize', repository: 'https://github.com/acme/mail.git', path: 'deploy' },
  },
};

const around = [
  entry(
    'gate',
    component({
      summary: 'Lets traffic in',
      source: own('1.0.0'),
      namespace: { podSecurity: 'restricted' },
      offers: { gateway: ({ namespace }) => ({ name: 'platform', namespace, section: 'https' }) },
    }),
    'ingress',
  ),
  entry(
    'kube-prometheus-stack',
    component({
      summary: 'Watches',
      source: own('1.0.0'),
      namespace: { name: 'monitoring', podSecurity: 'privileged' },
    }),
    'monitoring',
  ),
];

/** The factories of a fleet with one team. */
export const teams = (declaration: Partial<FbaDeclaration> = {}): Fleet['factories'] =>
  sampleFleet({ factories: { shop: { ...shop, ...declaration } } }).factories;

/** A team's factory on the only cluster, and the cluster's plan. */
export const planTeam = (
  declaration: Partial<FbaDeclaration> = {},
  sample: Sample = {},
): { plan: ClusterPlan; factory: FactoryPlan } => planTeams(teams(declaration), sample);

/** The same for factories that other clusters have too. */
export function planTeams(factories: Fleet['factories'], sample: Sample): { plan: ClusterPlan; factory: FactoryPlan } {
  const plan = planOf({ ...sampleFleet(sample), factories }, around);
  const [factory] = plan.factories;
  if (!factory) throw new Error('the team has a stage on the cluster');
  return { plan, factory };
}

/** Objects of a kind in a namespace. */
export const inNamespace = (
  objects: readonly KubernetesObject[],
  kind: string,
  namespace: string,
): readonly KubernetesObject[] =>
  objects.filter((object) => object.kind === kind && (object.metadata.namespace ?? object.metadata.name) === namespace);
