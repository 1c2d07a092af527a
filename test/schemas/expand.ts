import type { Definition, Schema, SchemaNode, Scope } from '../../scripts/schemas/read.ts';

/** What an API server needs to serve a custom resource. */
export interface CustomResourceDefinition {
  apiVersion: 'apiextensions.k8s.io/v1';
  kind: 'CustomResourceDefinition';
  metadata: { name: string; annotations?: Record<string, string> };
  spec: {
    group: string;
    scope: Scope;
    names: { kind: string; listKind: string; plural: string; singular: string };
    versions: {
      name: string;
      served: boolean;
      storage: boolean;
      deprecated: boolean;
      subresources: { status: Record<string, never> };
      schema: { openAPIV3Schema: Schema };
    }[];
  };
}

/**
 * The openAPIV3Schema of a version, without descriptions. Its leaves are shared with the definition: read it, do not change it.
 * @throws Error where the kind has no such version
 */
export function expand({ group, kind, versions, nodes }: Definition, version: string): Schema {
  const found = versions[version];
  if (!found) throw new Error(`${group}/${kind} has no version ${version}; it has ${Object.keys(versions).join(', ')}`);
  return schemaAt(nodes, found.schema);
}

function schemaAt(nodes: readonly SchemaNode[], index: number): Schema {
  const node = nodes[index];
  if (!node) throw new Error(`no schema node ${index}`);
  const { properties, additionalProperties, items, not, allOf, anyOf, oneOf, ...leaves } = node;
  const child = (at: number) => schemaAt(nodes, at);
  const schema: Schema = leaves;
  if (properties)
    schema.properties = Object.fromEntries(Object.entries(properties).map(([name, at]) => [name, child(at)]));
  if (typeof additionalProperties === 'number') schema.additionalProperties = child(additionalProperties);
  else if (additionalProperties !== undefined) schema.additionalProperties = additionalProperties;
  if (items !== undefined) schema.items = child(items);
  if (not !== undefined) schema.not = child(not);
  if (allOf !== undefined) schema.allOf = allOf?.map(child) ?? null;
  if (anyOf !== undefined) schema.anyOf = anyOf?.map(child) ?? null;
  if (oneOf !== undefined) schema.oneOf = oneOf?.map(child) ?? null;
  return schema;
}

/**
 * The definition to install on an API server, so that it judges our custom resources. Names other than kind and plural are the usual
 * ones, every version has a status subresource, and there is no conversion: for tests, not for a cluster that runs the component.
 */
export function customResourceDefinition(of: Definition): CustomResourceDefinition {
  const { group, kind, plural, scope } = of;
  // Without it, an API server refuses to serve groups that belong to the Kubernetes project.
  const guarded = /(^|\.)(k8s|kubernetes)\.io$/.test(group);
  const approved = { annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes/kubernetes/pull/1' } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...(guarded ? approved : {}) },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: Object.entries(of.versions).map(([name, { storage, deprecated, served = true }]) => ({
        ...{ name, served, storage, deprecated, subresources: { status: {} } },
        schema: { openAPIV3Schema: expand(of, name) },
      })),
    },
  };
}
