import { splitSyncOptions, syncOptionsAnnotation } from '../../../constructs/argocd/sync-options.ts';
import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { bytesBeyond, inKiB, isLarger, jsonBytes, KiB } from '../bytes.ts';
import type { Fault } from '../object.ts';
import { mapAt, textAt } from '../read.ts';

/** What kubectl keeps of an object in an annotation of it, where it is not applied by the server. */
export const LAST_APPLIED = 256 * KiB;

/**
 * An object that is too large for kubectl to remember (3.3 and newer of Argo CD cannot even install themselves so: argo-cd#16479).
 * An object's own options win over its Application's, and what is replaced is not remembered.
 *
 * @param serverSide whether its Application lets the API server apply, as far as anybody knows
 */
export function keptByKubectl(object: KubernetesObject, serverSide: boolean): Fault | undefined {
  const annotations = mapAt(object.metadata, 'annotations');
  const said = splitSyncOptions(textAt(annotations, syncOptionsAnnotation) ?? '');
  if (said.includes('Replace=true') || said.includes('ServerSideApply=true')) return undefined;
  if (serverSide && !said.includes('ServerSideApply=false')) return undefined;
  if (!isLarger(object, LAST_APPLIED - (bytesBeyond(0, annotations) ?? 0))) return undefined;
  return {
    path: [],
    message: `is ${inKiB(jsonBytes(object))}, and kubectl would keep it in an annotation, which has room for ${inKiB(LAST_APPLIED)}`,
    hint: 'write ServerSideApply=true into its sync options',
  };
}
