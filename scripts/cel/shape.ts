import { isMap } from '../../constructs/model/json.ts';
import type { SchemaNode } from '../schemas/read.ts';
import { escapeName } from './escape.ts';
import { compile } from './index.ts';
import { fromJson } from './json.ts';

/** Makes CEL's value of a JSON value that fits its schema. */
export type Shape = (value: unknown) => unknown;

/** Texts and truths are CEL's values already. Known by its identity, so that whole objects of them are never copied. */
const asIs: Shape = (value) => value;

const shapes = new WeakMap<readonly SchemaNode[], (Shape | undefined)[]>();

/**
 * How rules see the values of a schema: whole numbers as ints where the schema says integer, times as times, properties by their
 * escaped names, and a property that is null as absent. What the schema does not speak of stays as it is; no rule can name it but
 * `apiVersion`, `kind` and `metadata`. Source: k8s.io/apiserver v0.36.1 pkg/cel/common/valuesunstructured.go.
 */
export function shapeOf(nodes: readonly SchemaNode[], index: number): Shape {
  const known = shapes.get(nodes) ?? [];
  shapes.set(nodes, known);
  const found = known[index] ?? makeShape(nodes, nodes[index] ?? {});
  known[index] = found;
  return found;
}

function makeShape(nodes: readonly SchemaNode[], node: SchemaNode): Shape {
  if (node['x-kubernetes-int-or-string'] || node.type === 'integer') return fromJson;
  if (node.type === 'string') return textShape(node.format);
  if (node.type === 'array') return listShape(nodes, node);
  if (node.type !== 'object') return asIs;
  const { additionalProperties } = node;
  if (node.properties) return objectShape(nodes, node.properties);
  return typeof additionalProperties === 'number' ? mapShape(shapeOf(nodes, additionalProperties)) : asIs;
}

function textShape(format: string | undefined): Shape {
  if (format === 'date-time' || format === 'date') return ofText((text) => new Date(text));
  if (format === 'byte') return ofText((text) => Uint8Array.from(Buffer.from(text, 'base64')));
  return format === 'duration' ? ofText(durationOf) : asIs;
}

const ofText =
  (read: (text: string) => unknown): Shape =>
  (value) =>
    typeof value === 'string' ? read(value) : value;

function durationOf(text: string): unknown {
  const program = compile('duration(text)', ['text']);
  const made = program.unsupported === undefined ? program.evaluate({ text }) : undefined;
  // `1 day`, which the format takes besides what CEL does, stays a text.
  return made === undefined || made.error !== undefined ? text : made.value;
}

function listShape(nodes: readonly SchemaNode[], { items, ...node }: SchemaNode): Shape {
  const item = items === undefined ? asIs : shapeOf(nodes, items);
  const list: Shape = item === asIs ? asIs : (value) => (Array.isArray(value) ? value.map(item) : value);
  // The library compares sets regardless of their order, as Kubernetes compares such lists.
  return node['x-kubernetes-list-type'] === 'set'
    ? (value) => (Array.isArray(value) ? new Set(value.map(item)) : value)
    : list;
}

const mapShape = (values: Shape): Shape =>
  values === asIs
    ? asIs
    : (value) => {
        if (!isMap(value)) return value;
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, values(each)]));
      };

function objectShape(nodes: readonly SchemaNode[], properties: Readonly<Record<string, number>>): Shape {
  const fields = new Map<string, { readonly name: string; readonly shape: Shape }>();
  let changes = false;
  for (const [name, index] of Object.entries(properties)) {
    const shape = shapeOf(nodes, index);
    const escaped = escapeName(name) ?? name;
    fields.set(name, { name: escaped, shape });
    if (shape !== asIs || escaped !== name || nodes[index]?.nullable) changes = true;
  }
  if (!changes) return asIs;
  return (value) => {
    if (!isMap(value)) return value;
    const made: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const field = fields.get(key);
      const each = value[key];
      if (field === undefined) made[key] = each;
      else if (each !== null && each !== undefined) made[field.name] = field.shape(each);
    }
    return made;
  };
}
