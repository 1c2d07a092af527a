import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Fields, listAt, mapAt, textAt } from '../checks/read.ts';
import type { Definition, SchemaNode, Version } from '../schemas/read.ts';

/** Whether an object defines a kind. Versions of definitions before v1 are gone since Kubernetes 1.22. */
export const isDefinition = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kind === 'CustomResourceDefinition' && apiVersion === 'apiextensions.k8s.io/v1';

/**
 * What a CustomResourceDefinition defines, in the form of our own data.
 * @param object whose own schema has been checked
 * @returns nothing where it names no kind
 */
export function definitionOf(object: KubernetesObject): Definition | undefined {
  const { spec } = object;
  const names = mapAt(spec, 'names');
  const [group, kind, plural] = [textAt(spec, 'group'), textAt(names, 'kind'), textAt(names, 'plural')];
  if (group === undefined || kind === undefined || plural === undefined) return undefined;
  const nodes: SchemaNode[] = [];
  const versions: Record<string, Version> = {};
  for (const each of listAt(spec, 'versions')) {
    const name = textAt(each, 'name');
    if (name === undefined || !isMap(each)) continue;
    const schema = mapAt(each, 'schema')['openAPIV3Schema'];
    versions[name] = {
      storage: each['storage'] === true,
      deprecated: each['deprecated'] === true,
      ...(each['served'] === false && { served: false }),
      schema: add(nodes, isMap(schema) ? schema : anything),
    };
  }
  return {
    group,
    kind,
    plural,
    scope: textAt(spec, 'scope') === 'Cluster' ? 'Cluster' : 'Namespaced',
    versions,
    nodes,
  };
}

const anything: Fields = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Adds a schema after everything that it holds. @returns its index */
function add(nodes: SchemaNode[], schema: Fields): number {
  const child = (value: unknown): unknown => (isMap(value) ? add(nodes, value) : value);
  const node: Record<string, unknown> = { ...schema };
  for (const keyword of ['items', 'additionalProperties', 'not'])
    if (keyword in node) node[keyword] = child(node[keyword]);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = node[keyword];
    if (Array.isArray(list)) node[keyword] = list.map(child);
  }
  const { properties } = schema;
  if (isMap(properties))
    node['properties'] = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, child(value)]));
  // The schema of definitions has been asked: keywords are of the types that a node has.
  nodes.push(node as SchemaNode);
  return nodes.length - 1;
}
