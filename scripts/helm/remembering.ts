import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Around, Fault, ObjectCheck } from '../checks/object.ts';

/** A check that judges an object which clusters share only once, where its verdict follows from the object alone. */
export function remembering(check: ObjectCheck): ObjectCheck {
  if (!check.alone) return check;
  /** By Kubernetes minor. */
  const known = new Map<string, WeakMap<KubernetesObject, readonly Fault[]>>();
  return {
    ...check,
    faults(object, around) {
      if (isDefinedAround(object, around)) return check.faults(object, around);
      const remembered = known.get(around.kubernetes) ?? new WeakMap<KubernetesObject, readonly Fault[]>();
      known.set(around.kubernetes, remembered);
      const faults = remembered.get(object) ?? check.faults(object, around);
      if (Object.isFrozen(object)) remembered.set(object, faults);
      return faults;
    },
  };
}

/** What a chart itself defines may be another thing on the next cluster. */
const isDefinedAround = ({ apiVersion, kind }: KubernetesObject, { definitions = [] }: Around): boolean =>
  definitions.some((definition) => definition.kind === kind && definition.group === groupOf(apiVersion));
