/**
 * Reads the schema data: one custom resource at a time, so that a run pays only for the kinds that it meets. `root` is always the
 * project's folder: this code runs bundled, from elsewhere.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keywords of a structural schema; `Child` is what stands where another schema is meant. */
export interface SchemaOf<Child> {
  type?: string;
  format?: string;
  nullable?: boolean;
  default?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  required?: string[];
  properties?: Record<string, Child>;
  additionalProperties?: Child | boolean;
  items?: Child;
  not?: Child;
  allOf?: Child[] | null;
  anyOf?: Child[] | null;
  oneOf?: Child[] | null;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
  'x-kubernetes-validations'?: CelRule[];
}

/** A rule in CEL over the value that its schema describes (`self`). */
export interface CelRule {
  rule: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
  fieldPath?: string;
  optionalOldSelf?: boolean;
}

/** A schema as an API server takes it. */
export interface Schema extends SchemaOf<Schema> {}

/** A schema whose children are indices into the definition's `nodes`. */
export type SchemaNode = SchemaOf<number>;

export type Scope = 'Namespaced' | 'Cluster';

export interface Version {
  /** Objects are stored in this version; exactly one of a kind's is. */
  storage: boolean;
  deprecated: boolean;
  /** `false`: known, but an API server no longer accepts it. */
  served?: false;
  /** Where its schema starts in `nodes`. */
  schema: number;
}

/** One custom resource: all its versions, each distinct schema once. Children come before their parents. */
export interface Definition {
  group: string;
  kind: string;
  plural: string;
  scope: Scope;
  versions: Record<string, Version>;
  nodes: SchemaNode[];
}

/** A line of the index of custom resources. */
export interface CustomResource {
  group: string;
  kind: string;
  plural: string;
  scope: Scope;
  /** Sorted by name. */
  versions: string[];
  /** Whose release the definition was taken from. */
  component: string;
}

/** A kind of Kubernetes' own. `since` and `until` (inclusive) are absent where the first and last known minor have it. */
export interface KubernetesKind {
  apiVersion: string;
  kind: string;
  namespaced: boolean;
  since?: string;
  until?: string;
}

export interface KubernetesKinds {
  /** Oldest first: `1.32` … */
  minors: string[];
  kinds: KubernetesKind[];
}

/**
 * One of Kubernetes' own kinds: all its versions over all minors, each distinct schema once. Children come before their parents, but
 * where a schema contains itself (CustomResourceDefinition: JSONSchemaProps); so a child's index may also be its parent's, or higher.
 */
export interface KubernetesDefinition {
  /** `''` is the core group. */
  group: string;
  kind: string;
  namespaced: boolean;
  /** Version → minor → where the schema starts in `nodes`. A minor that does not have the version is absent. */
  versions: Record<string, Record<string, number>>;
  nodes: SchemaNode[];
}

/** The schema of `metadata`, which an API server also holds custom resources to. */
export interface ObjectMeta {
  /** Minor → where the schema starts in `nodes`. */
  minors: Record<string, number>;
  nodes: SchemaNode[];
}

/** Anything else would let the group or kind of somebody's manifest name a file outside the folder. */
const groupName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const kindName = /^[A-Za-z][A-Za-z0-9]*$/;

/** `apps` has no dot. */
const kubernetesGroupName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** @returns undefined where the file that it reads is not there */
function ifThere<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.has(error.code)) return undefined;
    throw error;
  }
}

/** A name that no file system takes is no file's. */
const absent: ReadonlySet<unknown> = new Set(['ENOENT', 'ENAMETOOLONG']);

const text = (root: string, ...path: string[]) => readFileSync(join(root, 'scripts/schemas', ...path), 'utf8');

const sharedBy = new Map<string, readonly SchemaNode[]>();

/** What the kinds of a group have in common, read once. */
function sharedNodes(root: string, group: string): readonly SchemaNode[] {
  const key = `${group} ${root}`;
  const nodes: readonly SchemaNode[] = sharedBy.get(key) ?? JSON.parse(text(root, 'crds', group, '_shared.json'));
  sharedBy.set(key, nodes);
  return nodes;
}

/**
 * Reads one custom resource from disk, each time it is called: whoever asks again keeps the answer.
 * @returns undefined where we have no definition of that kind
 * @throws Error where the files are damaged, or of different runs
 */
export function definition(root: string, group: string, kind: string): Definition | undefined {
  if (!groupName.test(group) || !kindName.test(kind)) return undefined;
  return ifThere(() => {
    const { shared, nodes, ...read }: Definition & { shared: number } = JSON.parse(
      text(root, 'crds', group, `${kind}.json`),
    );
    // On a file system that ignores case, `clusterissuer` finds the file of `ClusterIssuer`.
    if (read.kind !== kind) return undefined;
    const first = shared > 0 ? sharedNodes(root, group) : [];
    if (first.length !== shared)
      throw new Error(`${group}/${kind} counts on ${shared} shared nodes, there are ${first.length}`);
    return { ...read, nodes: [...first, ...nodes] };
  });
}

/**
 * Reads one of Kubernetes' own kinds from disk, each time it is called: whoever asks again keeps the answer.
 * @param group `''` for the core group
 * @returns undefined where no minor that we know has that kind
 * @throws Error where the file is damaged
 */
export function kubernetesDefinition(root: string, group: string, kind: string): KubernetesDefinition | undefined {
  if (!(group === '' || kubernetesGroupName.test(group)) || !kindName.test(kind)) return undefined;
  const read = ifThere(
    (): KubernetesDefinition => JSON.parse(text(root, 'kubernetes', group === '' ? 'core' : group, `${kind}.json`)),
  );
  return read?.group === group && read.kind === kind ? read : undefined;
}

/** The schema of `metadata`, over the minors that we know. */
export function objectMeta(root: string): ObjectMeta {
  return JSON.parse(text(root, 'kubernetes/ObjectMeta.json'));
}

/** Every custom resource that `definition` knows, sorted by group and kind. */
export function customResources(root: string): CustomResource[] {
  return JSON.parse(text(root, 'crds/index.json'));
}

/** Which kinds Kubernetes has, over the minors that we know; sorted by `apiVersion/kind`. */
export function kubernetesKinds(root: string): KubernetesKinds {
  return JSON.parse(text(root, 'kubernetes/kinds.json'));
}
