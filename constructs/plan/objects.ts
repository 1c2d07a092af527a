import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { clusterScoped } from '../model/cluster-scoped.ts';
import { groupOf, type KubernetesObject, Manifest } from '../model/manifest.ts';

const namespaced = new Map<string, Map<string, boolean>>();

/**
 * Whether objects of this kind live in a namespace. Kinds that nobody has told us of do. Remembered by API and kind: it is
 * asked several times of every object, and joining the two costs more than all the rest.
 */
export function isNamespaced({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  const known = namespaced.get(apiVersion)?.get(kind);
  if (known !== undefined) return known;
  const group = groupOf(apiVersion);
  // Gatekeeper makes a kind of constraints from each template.
  const answer = group !== 'constraints.gatekeeper.sh' && !clusterScoped.has(group === '' ? kind : `${group}/${kind}`);
  const kinds = namespaced.get(apiVersion) ?? new Map<string, boolean>();
  namespaced.set(apiVersion, kinds.set(kind, answer));
  return answer;
}

/**
 * The objects of a chart, in the order they were added, each namespaced one with a namespace.
 *
 * @param clusterScoped kinds outside of namespaces besides those that we know, as `group/Kind`
 */
export function objectsOf(chart: Chart, namespace: string, clusterScoped?: ReadonlySet<string>): KubernetesObject[] {
  const found: KubernetesObject[] = [];
  for (const node of chart.node.findAll()) {
    if (node instanceof Manifest) found.push(placed(whole(node), namespace, clusterScoped));
    else if (ApiObject.isApiObject(node)) found.push(placed(node.toJson(), namespace, clusterScoped));
  }
  return found;
}

/** Its type is checked in an editor only. */
function whole({ node, data }: Manifest): KubernetesObject {
  const { apiVersion, kind, metadata } = data as Partial<KubernetesObject>;
  if (apiVersion && kind && metadata?.name) return data;
  throw new Error(`the object "${node.id}" has no ${apiVersion ? (kind ? 'metadata.name' : 'kind') : 'apiVersion'}`);
}

const placed = (object: KubernetesObject, namespace: string, outside?: ReadonlySet<string>): KubernetesObject =>
  object.metadata.namespace !== undefined ||
  !isNamespaced(object) ||
  (outside && outside.size > 0 && outside.has(`${groupOf(object.apiVersion)}/${object.kind}`))
    ? object
    : { ...object, metadata: { ...object.metadata, namespace } };

/** What every object of ours carries in its metadata. Never in pod templates or selectors, which must not change with a version. */
export interface Marks {
  /** What it is a part of: a component's id or a factory's name. */
  readonly partOf: string;
  readonly version?: string;
  /** The resource wave inside its Application. */
  readonly wave?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

const waveAnnotation = 'argocd.argoproj.io/sync-wave';

const made = new Map<string, readonly KubernetesObject[]>();
/** Sets of objects remembered, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 2000;

/**
 * Objects that are the same on every cluster, made once. They are frozen: who marks or prints one may remember the result.
 *
 * @param what which objects, so that two makers of the same inputs do not get each other's
 * @param from everything that they are made from, as JSON has it
 */
export function shared(
  what: string,
  from: readonly unknown[],
  make: () => readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const key = JSON.stringify([what, from]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const objects = make();
  for (const object of objects) Object.freeze(object);
  if (made.size >= MOST_REMEMBERED) made.clear();
  made.set(key, objects);
  return objects;
}

const markedBefore = new WeakMap<KubernetesObject, { readonly marks: Marks; readonly object: KubernetesObject }>();

/** An object with our labels and its wave added; what it says itself wins. Remembered for one that is shared. */
export function marked(object: KubernetesObject, marks: Marks): KubernetesObject {
  if (!Object.isFrozen(object)) return withMarks(object, marks);
  const known = markedBefore.get(object);
  if (known && known.marks.partOf === marks.partOf && known.marks.wave === marks.wave && !marks.version)
    return known.object;
  const result = Object.freeze(withMarks(object, marks));
  markedBefore.set(object, { marks, object: result });
  return result;
}

/** The same for an object that nobody shares. */
export function withMarks(object: KubernetesObject, marks: Marks): KubernetesObject {
  const { labels, annotations } = object.metadata;
  const added = { ...(marks.wave && { [waveAnnotation]: String(marks.wave) }), ...marks.annotations };
  const all = { ...added, ...annotations };
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        'app.kubernetes.io/managed-by': 'millwright',
        'app.kubernetes.io/part-of': marks.partOf,
        ...(marks.version && { 'app.kubernetes.io/version': labelValue(marks.version) }),
        ...labels,
      },
      ...(Object.keys(all).length > 0 && { annotations: all }),
    },
  };
}

/** A version as a label may carry it: revisions have slashes and plus signs, labels may not. */
const labelValue = (version: string): string =>
  version
    .replace(/^refs\/(tags|heads)\//, '')
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '');

const sortKey = (object: KubernetesObject): string =>
  `${object.kind}\u0000${object.metadata.namespace ?? ''}\u0000${object.metadata.name}`;

const waveOf = (object: KubernetesObject): number => Number(object.metadata.annotations?.[waveAnnotation] ?? 0);

/** Objects in the order a reader expects: as they are applied, then by kind, namespace and name. */
export function sorted(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  if (objects.length < 2) return objects;
  return objects
    .map((object) => ({ object, wave: waveOf(object), key: sortKey(object) }))
    .sort((a, b) => a.wave - b.wave || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ object }) => object);
}
