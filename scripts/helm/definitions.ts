import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { mapAt, textAt } from '../checks/read.ts';
import { definitionOf, isDefinition } from '../manifests/definition.ts';
import type { Definition } from '../schemas/read.ts';
import { validatorFor } from '../validate/index.ts';

/** Clusters share what they render alike, and so the definitions in it. */
const made = new WeakMap<KubernetesObject, Definition | 'unfit'>();

/** The definitions among objects that other objects need; one that an API server would refuse is left to the checks. */
export function definitionsAmong(
  objects: readonly KubernetesObject[],
  root: string,
  kubernetes: string,
): readonly Definition[] {
  const used = new Set(objects.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  const definitions: Definition[] = [];
  for (const object of objects) {
    if (!isDefinition(object)) continue;
    const { spec } = object;
    if (!used.has(`${textAt(spec, 'group')}/${textAt(mapAt(spec, 'names'), 'kind')}`)) continue;
    const known =
      made.get(object) ??
      (validatorFor(root, kubernetes).faults(object).length === 0 ? definitionOf(object) : undefined) ??
      'unfit';
    made.set(object, known);
    if (known !== 'unfit') definitions.push(known);
  }
  return definitions;
}
