import { gatesAnnotation } from '../../constructs/argocd/health.ts';
import { retiredAnnotation } from '../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';

/** Whether the last known state already has an object that was let go. */
export const isReleased = ({ metadata }: KubernetesObject): boolean =>
  metadata.annotations?.[retiredAnnotation] === 'orphan';

/**
 * An Application that Argo CD no longer syncs, and whose deletion leaves everything where it is. Of a chart and a directory
 * only the directory stays: since 3.3 Argo CD runs a chart's pre-delete hooks even without a finalizer of ours, and Longhorn's
 * would uninstall it.
 *
 * @param lastChange the last commit that changed a folder of the repository
 */
export function released(object: KubernetesObject, lastChange: (path: string) => string | undefined): KubernetesObject {
  if (isReleased(object)) return object;
  const { finalizers: _finalizers, annotations, ...metadata } = object.metadata;
  const { 'argocd.argoproj.io/sync-options': _confirm, ...others } = annotations ?? {};
  const { sources, ...spec } = object['spec'] as {
    sources?: readonly GitSource[];
    source?: GitSource;
    syncPolicy?: { automated?: unknown };
  };
  const { automated: _automated, ...syncPolicy } = spec.syncPolicy ?? {};
  const source = sources?.find(({ path }) => path !== undefined) ?? spec.source;
  // What the branch holds of it goes with the next merge; the commit keeps it.
  const moving = source?.path !== undefined && source.targetRevision.startsWith('refs/heads/');
  const commit = moving ? lastChange(source.path) : undefined;
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...others, [gatesAnnotation]: 'false', [retiredAnnotation]: 'orphan' } },
    spec: { ...spec, source: commit ? { ...source, targetRevision: commit } : source, syncPolicy },
  };
}

interface GitSource {
  readonly path?: string;
  readonly targetRevision: string;
}

/** An object that is neither pruned nor deleted, and that Argo CD does not miss when it is gone from the tree. */
export const letGo = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: {
      ...object.metadata.annotations,
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      [retiredAnnotation]: 'orphan',
    },
  },
});
