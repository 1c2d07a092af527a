/** Makes the shape of a chart's values from the chart's files: those of its archive, or what `helm show` tells. */
import { load } from 'js-yaml';
import { JsonSchema } from '../charts/json-schema.ts';
import type { ChartSchema, Shape, Tree } from '../charts/shape.ts';
import { at, isFilled, isTree, merged, note, open } from '../charts/tree.ts';
import { documented } from './comments.ts';
import { withoutProse } from './prose.ts';
import { used } from './templates.ts';

/** Texts by their path in the chart: Chart.yaml, values.yaml, and what else there is. */
export type ChartFiles = ReadonlyMap<string, string>;

/** Finds the shape of a subchart that is not among its parent's files. */
export type FindShape = (chart: string, version: string) => Shape | undefined;

interface Dependency {
  readonly name: string;
  readonly alias?: string;
  readonly version?: string;
  readonly condition?: string;
}

/** Charts of Istio take values at the root, and keep their defaults below a key that nobody is to set. */
const lifted = '_internal_defaults_do_not_set';

/** @throws Error where the files are no chart, or one of them cannot be read */
export function shapeOf(files: ChartFiles, find: FindShape = () => undefined): Shape {
  const { name, version, dependencies } = chartOf(files);
  const text = files.get('values.yaml') ?? '';
  const templates = [...files].filter(([path]) => isTemplate.test(path)).map(([, template]) => template);
  const shape: Shape = { ...alone(name, version, text), templates: templates.length > 0 };
  const schema = files.get('values.schema.json');
  const schemas: Omit<ChartSchema, 'fits'>[] = schema ? [{ at: [], schema: withoutProse(JSON.parse(schema)) }] : [];
  for (const dependency of dependencies)
    schemas.push(...withSubchart(shape, dependency, subchart(files, dependency, find)));
  const { named, whole } = used(templates);
  for (const path of [...documented(text), ...named]) note(shape.keys, shape.defaults, path);
  for (const path of whole) if (isFilled(at(shape.defaults, path))) open(shape.keys, path);
  const judged = schemas.map((each) => ({
    ...each,
    fits: new JsonSchema(each.schema).faults(at(shape.defaults, each.at) ?? {}).length === 0,
  }));
  return { ...shape, schemas: judged };
}

const isTemplate = /^templates\/.+\.(ya?ml|tpl|txt)$/;

/** The shape of a chart as if it had neither templates nor schema nor subcharts. */
function alone(chart: string, version: string, values: string): Shape {
  const { [lifted]: inner, ...outer } = treeOf(values, 'values.yaml');
  const defaults = isTree(inner) ? merged(inner, outer) : outer;
  return { chart, version, templates: false, subcharts: [], keys: {}, defaults, schemas: [] };
}

/** Adds a subchart's values to its parent's. @returns its schemas, with their places in the parent */
function withSubchart(
  shape: Shape,
  { name, alias = name, condition }: Dependency,
  sub: Shape | undefined,
): Omit<ChartSchema, 'fits'>[] {
  shape.subcharts.push({ at: [alias], chart: name, known: sub !== undefined });
  if (!sub) {
    open(shape.keys, [alias]);
    return [];
  }
  shape.defaults = merged({ [alias]: sub.defaults }, shape.defaults);
  if (isFilled(sub.keys)) shape.keys[alias] = sub.keys;
  for (const each of sub.subcharts) shape.subcharts.push({ ...each, at: [alias, ...each.at] });
  for (const path of condition?.split(',') ?? []) note(shape.keys, shape.defaults, path.trim().split('.'));
  return sub.schemas.map(({ at: path, schema }) => ({ at: [alias, ...path], ...(condition && { condition }), schema }));
}

function subchart(files: ChartFiles, { name, version = '' }: Dependency, find: FindShape): Shape | undefined {
  const folder = `charts/${name}/`;
  const inside = [...files].filter(([path]) => path.startsWith(folder));
  if (inside.length === 0) return find(name, version);
  return shapeOf(new Map(inside.map(([path, text]) => [path.slice(folder.length), text])), find);
}

function chartOf(files: ChartFiles): { name: string; version: string; dependencies: readonly Dependency[] } {
  const { name, version, dependencies = [] } = treeOf(files.get('Chart.yaml') ?? '', 'Chart.yaml');
  if (typeof name !== 'string' || typeof version !== 'string')
    throw new Error('there is no Chart.yaml with a name and a version');
  // Whoever packed the chart has checked them; only the fields that are needed here are named.
  return { name, version, dependencies: dependencies as unknown as readonly Dependency[] };
}

function treeOf(text: string, file: string): Tree {
  const tree = /^\s*$/.test(text) ? {} : (load(text) ?? {});
  if (!isTree(tree)) throw new Error(`${file} holds no map`);
  return tree;
}
