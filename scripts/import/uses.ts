import type { Finding } from '../../constructs/model/finding.ts';
import type { ClusterPlan, PlannedComponent } from '../../constructs/plan/cluster.ts';
import { Judge } from '../charts/judge.ts';
import { completed } from '../charts/read.ts';
import type { Shape } from '../charts/shape.ts';
import { misfits } from '../checks/values.ts';
import type { PinnedChart } from '../helm/index.ts';

/** A component that gives values to a chart, on one cluster. */
export interface Use {
  readonly plan: ClusterPlan;
  readonly component: PlannedComponent;
  readonly chart: PinnedChart;
}

/** The uses of charts on a cluster. */
export const usesOn = (plan: ClusterPlan): readonly Use[] =>
  plan.components.flatMap((component) => {
    const { source } = component.candidate;
    return source.kind === 'helm' ? [{ plan, component, chart: source }] : [];
  });

/** Each chart once. */
export function chartsOf(uses: readonly Use[]): readonly PinnedChart[] {
  const charts = uses.map(({ chart: { repository, chart, version } }) => ({ repository, chart, version }));
  return [...new Map(charts.map((chart) => [JSON.stringify(chart), chart])).values()];
}

/** What is given to a chart and does not fit its shape. */
export function misfitsOf(shape: Shape, uses: readonly Use[]): readonly Finding[] {
  const judge = new Judge(completed(structuredClone(shape)));
  return uses.flatMap(({ plan, component }) => misfits(plan, component, judge));
}
