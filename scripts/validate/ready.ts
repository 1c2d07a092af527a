import type { SchemaNode } from '../schemas/read.ts';
import { ANYTHING, bitsOf, FRACTION, INTEGER, MAP, NULL, STRING } from './kinds.ts';

/** A schema node made ready to judge values. */
export interface Ready {
  readonly index: number;
  readonly node: SchemaNode;
  /** The JSON kinds that it takes, as bits. */
  readonly kinds: number;
  readonly properties: ReadonlyMap<string, number> | undefined;
  /** What unnamed fields are: a node, anything, or not allowed. */
  readonly others: number | 'any' | 'none';
  /** A list whose entries keep fields that nobody named (apiextensions-apiserver, pkg/apiserver/schema/pruning, skipPrune). */
  readonly keeps: boolean;
  /** Properties with a default, which the server fills in before it judges. */
  readonly defaults: readonly (readonly [name: string, value: unknown])[];
  /** A Kubernetes object of any kind, inside of another. */
  readonly embedded: boolean;
  /** Whether a value of the right kind whose fields are fine can still be wrong. */
  readonly constrained: boolean;
}

/** The nodes of one definition, each made ready when it is first asked for. */
export interface Nodes {
  readonly nodes: readonly SchemaNode[];
  /** Kubernetes' own kinds, where `null` means absent, and custom resources differ in how they are judged. */
  readonly native: boolean;
  /** Whether `required` counts. For most of Kubernetes' own kinds it says how Go prints a field, and not what the server asks for. */
  readonly requires: boolean;
  at(index: number): Ready;
  /** Whether a default stands somewhere at or below a node. */
  hasDefaults(index: number): boolean;
}

/** Prepares the nodes of a definition, lazily: of a large definition a run meets only a part. */
export function nodesOf(nodes: readonly SchemaNode[], native: boolean, requires = true): Nodes {
  const ready: Ready[] = [];
  const withDefaults = new Map<number, boolean>();
  const hasDefaults = (index: number): boolean => {
    const known = withDefaults.get(index);
    if (known !== undefined) return known;
    withDefaults.set(index, false); // while its children are looked at: nodes may be recursive
    const node = nodes[index] ?? {};
    const found =
      Object.values(node.properties ?? {}).some((at) => nodes[at]?.default !== undefined) ||
      childrenOf(node).some(hasDefaults);
    withDefaults.set(index, found);
    return found;
  };
  const at = (index: number): Ready => {
    const known = ready[index];
    if (known !== undefined) return known;
    const made = readyOf(nodes, index, native);
    ready[index] = made;
    return made;
  };
  return { nodes, native, requires, at, hasDefaults };
}

const childrenOf = ({ properties, additionalProperties, items }: SchemaNode): number[] => [
  ...Object.values(properties ?? {}),
  ...(typeof additionalProperties === 'number' ? [additionalProperties] : []),
  ...(items === undefined ? [] : [items]),
];

function readyOf(nodes: readonly SchemaNode[], index: number, native: boolean): Ready {
  const node = nodes[index];
  if (node === undefined) throw new Error(`no schema node ${index}`);
  const { properties } = node;
  const embedded = node['x-kubernetes-embedded-resource'] === true;
  return {
    index,
    node,
    kinds: kindsOf(node),
    properties: properties && new Map(Object.entries(properties)),
    others: othersOf(node),
    keeps: node.items !== undefined && node['x-kubernetes-preserve-unknown-fields'] === true,
    defaults: native
      ? []
      : Object.entries(properties ?? {}).flatMap(([name, at]) => {
          const value = nodes[at]?.default;
          return value === undefined ? [] : [[name, value] as const];
        }),
    embedded,
    constrained: node.type === 'integer' || Object.keys(node).some((keyword) => constraints.has(keyword)),
  };
}

/** Keywords that say more than which fields there are, and of what type. */
const constraints: ReadonlySet<string> = new Set([
  'enum',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'not',
  'allOf',
  'anyOf',
  'oneOf',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-validations',
]);

function kindsOf(node: SchemaNode): number {
  // A type beside it narrows it.
  if (node['x-kubernetes-int-or-string'])
    return withNull(node, (INTEGER | STRING) & (bitsOf[node.type ?? ''] ?? ANYTHING));
  // A quantity is a string in the schema, and a number is taken too (apimachinery, pkg/api/resource/quantity.go).
  if (node.format === 'quantity') return withNull(node, INTEGER | FRACTION | STRING);
  if (node.type === undefined) return node['x-kubernetes-embedded-resource'] ? MAP : ANYTHING;
  return withNull(node, bitsOf[node.type] ?? ANYTHING);
}

/** The same node as an entry of a list that keeps unnamed fields. */
export const kept = (of: Ready): Ready => ({
  ...of,
  others: of.others === 'none' ? 'any' : of.others,
  keeps: of.node.items !== undefined,
});

const withNull = ({ nullable }: SchemaNode, kinds: number): number => (nullable ? kinds | NULL : kinds);

function othersOf(node: SchemaNode): Ready['others'] {
  const { additionalProperties, properties, type } = node;
  if (typeof additionalProperties === 'number') return additionalProperties;
  if (node['x-kubernetes-preserve-unknown-fields']) return 'any';
  if (additionalProperties === true) return 'any';
  if (type === undefined && properties === undefined && node['x-kubernetes-embedded-resource'] !== true) return 'any';
  return 'none';
}
