import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { clusterScoped } from '../model/cluster-scoped.ts';
import { groupOf, type KubernetesObject, Manifest } from '../model/manifest.ts';

/** Whether objects of this kind live in a namespace. Kinds that nobody has told us of do. */
export const isNamespaced = (object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean => {
  const group = groupOf(object.apiVersion);
  return !clusterScoped.has(group === '' ? object.kind : `${group}/${object.kind}`);
};

/** The objects of a chart, in the order they were added, each namespaced one with a namespace. */
export function objectsOf(chart: Chart, namespace: string): KubernetesObject[] {
  const found: KubernetesObject[] = [];
  for (const node of chart.node.findAll()) {
    if (node instanceof Manifest) found.push(placed(whole(node), namespace));
    else if (ApiObject.isApiObject(node)) found.push(placed(node.toJson(), namespace));
  }
  return found;
}

/** Its type is checked in an editor only. */
function whole({ node, data }: Manifest): KubernetesObject {
  const { apiVersion, kind, metadata } = data as Partial<KubernetesObject>;
  if (apiVersion && kind && metadata?.name) return data;
  throw new Error(`the object "${node.id}" has no ${apiVersion ? (kind ? 'metadata.name' : 'kind') : 'apiVersion'}`);
}

const placed = (object: KubernetesObject, namespace: string): KubernetesObject =>
  object.metadata.namespace !== undefined || !isNamespaced(object)
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

/** An object with our labels and its wave added; what it says itself wins. */
export function marked(object: KubernetesObject, marks: Marks): KubernetesObject {
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
