import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { clusters, objectsOf } from '../cluster/tree.ts';

/** The namespace that all objects are put into, so that nothing there has a say in whether they are valid. */
export const namespace = 'test-cluster-agreement';

/**
 * The objects of the reference fleet, one of each kind and shape. They get names and a namespace that are not there yet:
 * then the API server judges what an object is and not what it changes.
 */
export function fleetObjects(): readonly KubernetesObject[] {
  const objects = new Map<string, KubernetesObject>();
  for (const object of clusters().flatMap(objectsOf)) {
    const shape = `${object.apiVersion} ${object.kind} ${shapeOf(object)}`;
    if (!objects.has(shape)) objects.set(shape, elsewhere(object));
  }
  return [...objects.values()];
}

const elsewhere = (object: KubernetesObject): KubernetesObject => {
  const { name, namespace: inside, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: { name: `agreement-${name}`, ...(inside !== undefined && { namespace }), ...metadata },
  };
};

/** Which keys there are, and of what type their values are; a list counts for what its entries have in common or not. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join()}]`;
  if (!isMap(value)) return typeof value;
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${key}:${shapeOf(value[key])}`)
    .join()}}`;
}
