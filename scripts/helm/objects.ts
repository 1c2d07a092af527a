import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import type { Fault } from '../checks/object.ts';
import { asMap, mapAt, textAt } from '../checks/read.ts';
import { isDefinition } from '../manifests/definition.ts';
import { isMistake, readDocument } from '../manifests/document.ts';
import { isRejected, objectsIn } from '../manifests/object.ts';
import { pieces } from '../manifests/split.ts';

/** Something that a template renders and no API server could take. */
export interface Unfit {
  /** The template, such as `press/templates/one.yaml`. */
  readonly template: string;
  readonly fault: Fault;
}

/** What Helm printed, as objects. */
export interface Manifests {
  /** Each frozen, and with a namespace if it lives in one. */
  readonly objects: readonly KubernetesObject[];
  readonly unfit: readonly Unfit[];
}

/** Helm says above each document which template it is from. */
const source = /^# Source: (.+)$/m;

/**
 * Reads what Helm printed as Argo CD does: lists are taken apart, what has no namespace goes into the release's, and what lives in
 * none loses the one that its template gave it.
 */
export function manifestsIn(text: string, namespace: string): Manifests {
  const objects: KubernetesObject[] = [];
  const unfit: Unfit[] = [];
  for (const piece of pieces([text])) {
    const template = source.exec(piece.text)?.[1] ?? `document ${piece.index}`;
    const document = readDocument(piece.text);
    if (isMistake(document)) {
      unfit.push({ template, fault: { path: [], ...textOf(document) } });
      continue;
    }
    for (const { path = [], ...mistake } of document.mistakes)
      unfit.push({ template, fault: { path, ...textOf(mistake), severity: 'warning' } });
    if (document.value === undefined) continue;
    for (const found of objectsIn(document.value))
      if (isRejected(found))
        unfit.push({ template, fault: { ...found.fault, path: [...found.prefix, ...found.fault.path] } });
      else objects.push(found.object);
  }
  const outside = clusterScopedIn(objects);
  return { objects: objects.map((object) => placed(object, namespace, outside)), unfit };
}

const textOf = ({ message, hint }: { readonly message: string; readonly hint: string }) => ({ message, hint });

/** The kinds outside of namespaces that the objects themselves define, as `group/Kind`. */
const clusterScopedIn = (objects: readonly KubernetesObject[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter((object) => isDefinition(object) && textAt(object['spec'], 'scope') === 'Cluster')
      .map(({ spec }) => `${textAt(spec, 'group')}/${textAt(mapAt(spec, 'names'), 'kind')}`),
  );

function placed(object: KubernetesObject, namespace: string, outside: ReadonlySet<string>): KubernetesObject {
  const { namespace: own, ...others } = asMap(object.metadata);
  const isOutside = !isNamespaced(object) || outside.has(`${object.apiVersion.split('/')[0]}/${object.kind}`);
  const metadata = isOutside ? others : { ...object.metadata, namespace: own || namespace };
  // Reading has shown that it is an object with metadata.
  return Object.freeze({ ...object, metadata } as KubernetesObject);
}
