/** What a file of `shapes/` holds. README.md says it in words. */
import type { Json } from '../../constructs/model/json.ts';
import { isMap } from '../../constructs/model/json.ts';
import type { Values } from '../../constructs/model/manifest.ts';

export type { Json };
export type Tree = Values;

/** Keys that a chart knows, beside those of its defaults. Below one without keys of its own, anything goes. */
export interface Keys {
  [key: string]: Keys;
}

/** What the values of a chart look like. */
export interface Shape {
  readonly chart: string;
  readonly version: string;
  /** Whether the chart's templates were at hand, which name more of what it knows. */
  readonly templates: boolean;
  readonly subcharts: Subchart[];
  readonly keys: Keys;
  /** Of the chart, with those of the subcharts that are known below. */
  defaults: Tree;
  readonly schemas: ChartSchema[];
}

export interface Subchart {
  /** Where its values stand. */
  readonly at: readonly string[];
  readonly chart: string;
  /** Whether its own values are known; anything goes below one whose are not. */
  readonly known: boolean;
}

/** The JSON schema that a chart or subchart comes with, without its prose. */
export interface ChartSchema {
  /** Where its values stand. */
  readonly at: readonly string[];
  /** The value that switches the subchart on: paths with commas between, of which the first that is set counts. */
  readonly condition?: string;
  /** Whether the defaults fit, so that only what differs from them need be judged. */
  readonly fits: boolean;
  readonly schema: Json;
}

/** Whether what a file holds is a shape, as far as its outline says. */
export const isShape = (value: unknown): value is Shape =>
  isMap(value) &&
  typeof value['chart'] === 'string' &&
  typeof value['version'] === 'string' &&
  isMap(value['keys']) &&
  isMap(value['defaults']) &&
  Array.isArray(value['subcharts']) &&
  Array.isArray(value['schemas']);
