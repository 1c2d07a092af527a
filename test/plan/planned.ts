import { component, own } from '../../constructs/index.ts';
import type { AnyComponent, CatalogueEntry } from '../../constructs/model/component.ts';
import type { ClusterPlan, PlannedComponent } from '../../constructs/plan/cluster.ts';
import { entry, planOf, type Sample, sampleFleet } from './sample.ts';

/** What every component of these tests is, but for the one thing that a test is about. */
export const base = { summary: 'Is there', source: own('1.0.0'), namespace: { podSecurity: 'restricted' } } as const;

export const external = entry(
  'external-secrets',
  component({ ...base, defines: ['external-secrets.io', 'generators.external-secrets.io'] }),
  'secrets',
);

/** The plan of a cluster that runs these components, by id. */
export const plan = (
  components: Readonly<Record<string, AnyComponent | CatalogueEntry>>,
  sample: Sample = {},
  settings = {},
): ClusterPlan =>
  planOf(
    sampleFleet(sample),
    Object.entries(components).map(([id, each]) => ('id' in each ? each : entry(id, each))),
    settings,
  );

export function of(made: ClusterPlan, id: string): PlannedComponent {
  const found = made.components.find((each) => each.id === id);
  if (!found) throw new Error(`${id} is not in the plan: ${JSON.stringify(made.findings)}`);
  return found;
}

/** What comes before a component, with the reasons. */
export const edges = (made: ClusterPlan, id: string): Readonly<Record<string, string>> =>
  Object.fromEntries(of(made, id).after);

export const messages = (made: ClusterPlan): readonly string[] =>
  made.findings.map(({ where, message }) => `${where}: ${message}`);
