import type { Patch } from '../model/component.ts';
import { type Finding, type Place, problem, within } from '../model/finding.ts';
import { isMap } from '../model/json.ts';
import type { KubernetesObject, Values } from '../model/manifest.ts';
import { didYouMean } from '../model/suggest.ts';
import { mergePatch } from './merge.ts';

/** What a patch says of the metadata; who an object is, it cannot change. */
function metadataOf({ metadata: { name, namespace } }: KubernetesObject, { merge }: Patch): Values {
  const own = merge['metadata'];
  const said = isMap(own) ? own : {};
  return { ...said, name, ...(namespace !== undefined && { namespace }) };
}

/** Our own objects with an environment's patches merged into them; a patch that names no object is a finding. */
export function patched(
  objects: readonly KubernetesObject[],
  patches: readonly Patch[],
  place: string,
  at: Place,
): { objects: readonly KubernetesObject[]; findings: readonly Finding[] } {
  if (patches.length === 0) return { objects, findings: [] };
  const result = [...objects];
  const findings: Finding[] = [];
  for (const [number, patch] of patches.entries()) {
    const index = result.findIndex((object) => object.kind === patch.kind && object.metadata.name === patch.name);
    const found = result[index];
    if (found) {
      // An object is JSON, and a merge patch of JSON with the same kind and name is an object again.
      result[index] = {
        ...mergePatch(found as unknown as Values, { ...patch.merge, metadata: metadataOf(found, patch) }),
        apiVersion: found.apiVersion,
        kind: found.kind,
      } as KubernetesObject;
      continue;
    }
    const names = objects.map((object) => `${object.kind} ${object.metadata.name}`);
    const message =
      names.length === 0
        ? 'patches an object, and this component writes none of its own'
        : `patches ${patch.kind} ${patch.name}, which it does not write${didYouMean(`${patch.kind} ${patch.name}`, names)}`;
    findings.push(
      problem('option', place, message, {
        at: within(at, number),
        hint: 'patches change our own manifests; a chart is changed through `values`',
      }),
    );
  }
  return { objects: result, findings };
}
