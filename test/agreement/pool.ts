import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { customResources } from '../../scripts/schemas/read.ts';
import { project } from '../cluster/tree.ts';
import { samplesOf } from './custom.ts';
import { customKinds } from './custom-kinds.ts';
import { fleetObjects } from './fleet.ts';
import type { Fits } from './sample.ts';
import { writtenObjects } from './written.ts';

/** Valid objects, by kind. */
export type Pool = ReadonlyMap<string, readonly KubernetesObject[]>;

/** Those of the reference fleet, those that are written by hand, and those that are made from definitions. */
export const wholePool = (fits: Fits): Pool => byKind([...fleetObjects(), ...writtenObjects(), ...madeObjects(fits)]);

/** @throws Error where a kind is listed of which nothing can be made */
function madeObjects(fits: Fits): readonly KubernetesObject[] {
  const all = new Map(customResources(project).map((each) => [`${each.group}/${each.kind}`, each]));
  return customKinds.flatMap((id) => {
    const resource = all.get(id);
    const samples = resource ? samplesOf(resource, fits) : [];
    if (samples.length === 0)
      throw new Error(`${id} is listed in test/agreement/custom-kinds.ts, and no object of it can be made`);
    return samples;
  });
}

export function byKind(objects: readonly KubernetesObject[]): Pool {
  const kinds = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const id = `${object.apiVersion} ${object.kind}`;
    const known = kinds.get(id) ?? [];
    known.push(object);
    kinds.set(id, known);
  }
  return kinds;
}
