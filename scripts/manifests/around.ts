import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Around } from '../checks/object.ts';
import type { Definition } from '../schemas/read.ts';
import { validatorFor } from '../validate/index.ts';
import { definitionOf, isDefinition } from './definition.ts';
import { isMistake, readDocument } from './document.ts';
import { isRejected, objectsIn } from './object.ts';
import type { Piece } from './split.ts';

/** Most documents are neither a Namespace nor a definition, nor hold one; then their text says so at a glance. */
const tells = /kind["']?\s*:\s*["']?(?:Namespace|CustomResourceDefinition)/;

/**
 * What objects may need to know of each other: the namespaces and definitions among them. A definition counts only if an API server
 * would take it; what is wrong with it is found when it is its turn to be checked.
 */
export function aroundOf(root: string, kubernetes: string, documents: Iterable<Piece>): Around {
  const namespaces = new Map<string, KubernetesObject | undefined>();
  const definitions: Definition[] = [];
  for (const { text } of documents) {
    if (!tells.test(text)) continue;
    const document = readDocument(text);
    if (isMistake(document)) continue;
    for (const found of objectsIn(document.value)) {
      if (isRejected(found)) continue;
      const { object } = found;
      if (object.kind === 'Namespace' && object.apiVersion === 'v1') {
        const { name } = object.metadata;
        // Those of two clusters differ, and nobody knows whose an object is.
        namespaces.set(name, namespaces.has(name) && !isSame(namespaces.get(name), object) ? undefined : object);
      }
      if (isDefinition(object) && validatorFor(root, kubernetes).faults(object).length === 0) {
        const definition = definitionOf(object);
        if (definition) definitions.push(definition);
      }
    }
  }
  return { root, kubernetes, definitions, namespace: (name) => namespaces.get(name) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
