import type { Definition, SchemaNode } from '../../scripts/schemas/read.ts';

/** A schema with its children written where they stand; `definitionOf` numbers them. */
export interface Written {
  readonly properties?: Readonly<Record<string, Written>>;
  readonly items?: Written;
  readonly additionalProperties?: Written | boolean;
  readonly not?: Written;
  readonly allOf?: readonly Written[];
  readonly anyOf?: readonly Written[];
  readonly oneOf?: readonly Written[];
  readonly [keyword: string]: unknown;
}

/** A custom resource `example.org/Press`, from the schema of its `spec` in each version. */
export function press(
  versions: Readonly<Record<string, Written>>,
  served: Readonly<Record<string, false>> = {},
): Definition {
  const nodes: SchemaNode[] = [];
  const add = ({ properties, items, additionalProperties, not, allOf, anyOf, oneOf, ...leaves }: Written): number => {
    const node: SchemaNode = {
      ...leaves,
      ...(properties && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, add(child)])),
      }),
      ...(items && { items: add(items) }),
      ...(additionalProperties !== undefined && {
        additionalProperties:
          typeof additionalProperties === 'boolean' ? additionalProperties : add(additionalProperties),
      }),
      ...(not && { not: add(not) }),
      ...(allOf && { allOf: allOf.map(add) }),
      ...(anyOf && { anyOf: anyOf.map(add) }),
      ...(oneOf && { oneOf: oneOf.map(add) }),
    };
    return nodes.push(node) - 1;
  };
  return {
    group: 'example.org',
    kind: 'Press',
    plural: 'presses',
    scope: 'Namespaced',
    versions: Object.fromEntries(
      Object.entries(versions).map(([name, spec], at) => [
        name,
        {
          storage: at === 0,
          deprecated: false,
          ...(served[name] === false && { served: false }),
          schema: add({ type: 'object', properties: { spec, metadata: { type: 'object' } } }),
        },
      ]),
    ),
    nodes,
  };
}
