import { Judge } from '../../scripts/charts/judge.ts';
import type { Shape } from '../../scripts/charts/shape.ts';
import { shapeOf } from '../../scripts/import/shape.ts';

/** A chart's files besides Chart.yaml, by path. */
export type Texts = Readonly<Record<string, string>>;

/** The shape of the chart `press` 1.2.0 with these files. */
export const shaped = (
  texts: Texts,
  dependencies: readonly object[] = [],
  find?: Parameters<typeof shapeOf>[1],
): Shape =>
  shapeOf(
    new Map(
      Object.entries({
        'Chart.yaml': JSON.stringify({ apiVersion: 'v2', name: 'press', version: '1.2.0', dependencies }),
        ...texts,
      }),
    ),
    find,
  );

/** A shape of a chart with these values and nothing else. */
export const withDefaults = (defaults: Shape['defaults'], more: Partial<Shape> = {}): Shape => ({
  ...{ chart: 'press', version: '1.2.0', templates: true, subcharts: [], keys: {}, schemas: [] },
  defaults,
  ...more,
});

/** What a judge says of values: the path and the message of each fault. */
export const says = (shape: Shape, values: Parameters<Judge['faults']>[0]): readonly string[] =>
  new Judge(shape).faults(values).map(({ path, message }) => `${path.join('.')}: ${message}`);
