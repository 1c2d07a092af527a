import type { IgnoredDifference } from '../model/component.ts';
import type { KubernetesObject, Values } from '../model/manifest.ts';
import type { Source } from '../model/source.ts';
import { canonical } from './canonical.ts';
import { gatesAnnotation } from './health.ts';
import { argoNamespace, inCluster, keepsAnnotation } from './names.ts';
import type { ApplicationSyncOption } from './sync-options.ts';
import { type ArgoVersion, supports } from './versions.ts';

/** A directory of the tree, at a revision of the fleet's repository. */
export interface Directory {
  readonly repository: string;
  /** From the repository's root, such as `dist/production/eu-1/apps`. */
  readonly path: string;
  readonly revision: string;
}

/** What one Application rolls out, before it has Argo CD's form. */
export interface ApplicationSpec {
  readonly name: string;
  readonly project: string;
  /** Where objects without a namespace go. */
  readonly namespace: string;
  readonly chart?: {
    readonly source: Exclude<Source, { kind: 'own' }>;
    /** The Helm release; the Application's name unless given. */
    readonly release?: string;
    readonly values?: Values | undefined;
    readonly images?: readonly string[];
  };
  readonly directory?: Directory;
  readonly wave?: number;
  /** Whether something waits for it; if not, its parent does not either. */
  readonly gates?: boolean;
  readonly keeps?: 'data' | undefined;
  /**
   * What removing it would take down: `itself` is never pruned and has no finalizer; `everything` neither prunes nor
   * deletes what it rolled out.
   */
  readonly protects?: 'itself' | 'everything' | undefined;
  /** Whether deleting it deletes what it rolled out. */
  readonly finalizer?: boolean;
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  readonly syncOptions?: readonly ApplicationSyncOption[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Eight retries over about 23 minutes. Endless retries hang: an operation keeps the sources of the moment it began, so a
 * newer revision is taken up only after it has ended (measured on Argo CD 3.5.1). `refresh` takes newer commits of a branch.
 */
const retry = { limit: 8, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } };

/** An Application, with only the fields that its Argo CD knows. */
export function application(spec: ApplicationSpec, version: ArgoVersion): KubernetesObject {
  const asks = supports(version, 'syncOptions.Prune');
  // Where nobody can be asked before data goes, nothing is pruned.
  const prunes = spec.protects !== 'everything' && (asks || !spec.keeps);
  return canonical({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadata(spec),
    spec: {
      project: spec.project,
      destination: { server: inCluster, namespace: spec.namespace },
      ...sources(spec),
      syncPolicy: {
        automated: { ...(prunes && { prune: true }), selfHeal: true },
        syncOptions: syncOptions(spec, version),
        retry: supports(version, 'retry.refresh') ? retry : { limit: retry.limit, backoff: retry.backoff },
      },
      ignoreDifferences: spec.ignoreDifferences,
      revisionHistoryLimit: 5,
    },
  });
}

function metadata(spec: ApplicationSpec) {
  const annotations = {
    ...(spec.wave && { 'argocd.argoproj.io/sync-wave': String(spec.wave) }),
    ...(spec.directory && { 'argocd.argoproj.io/manifest-generate-paths': `/${spec.directory.path}` }),
    ...(spec.gates === false && { [gatesAnnotation]: 'false' }),
    ...(spec.keeps && {
      [keepsAnnotation]: spec.keeps,
      'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
    }),
    ...(spec.protects && { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false' }),
    ...spec.annotations,
  };
  return {
    name: spec.name,
    namespace: argoNamespace,
    labels: { 'app.kubernetes.io/managed-by': 'millwright', ...spec.labels },
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...((spec.finalizer ?? !spec.protects) && { finalizers: ['resources-finalizer.argocd.argoproj.io'] }),
  };
}

function sources(spec: ApplicationSpec) {
  const directory = spec.directory && {
    repoURL: spec.directory.repository,
    path: spec.directory.path,
    targetRevision: spec.directory.revision,
  };
  const chart = spec.chart && chartSource(spec.name, spec.chart);
  if (chart && directory) return { sources: [chart, directory] };
  return { source: chart ?? directory };
}

function chartSource(name: string, { source, release = name, values, images }: NonNullable<ApplicationSpec['chart']>) {
  if (source.kind === 'helm')
    return {
      repoURL: source.repository,
      chart: source.chart,
      targetRevision: source.version,
      // Some charts bring test pods that are no hooks, and would run for ever.
      helm: { releaseName: release, skipTests: true, valuesObject: values },
    };
  const at = { repoURL: source.repository, path: source.path, targetRevision: inFull(source.revision) };
  return source.kind === 'kustomize' ? { ...at, kustomize: { images } } : at;
}

/** A pin in a component file is a tag's name, as Renovate writes it; Argo CD loads fewer references when it is named in full. */
const inFull = (revision: string): string =>
  revision.startsWith('refs/') || /^[0-9a-f]{40}$/.test(revision) ? revision : `refs/tags/${revision}`;

/** `Prune=` and `Delete=` on an Application as a whole exist since Argo CD 3.4; below it, what is vital is not pruned at all. */
function syncOptions(spec: ApplicationSpec, version: ArgoVersion): readonly ApplicationSyncOption[] {
  const options: ApplicationSyncOption[] = ['ServerSideApply=true', ...(spec.syncOptions ?? [])];
  if (supports(version, 'syncOptions.Prune')) {
    if (spec.protects === 'everything') options.push('Delete=false', 'Prune=false');
    else if (spec.keeps) options.push('Delete=confirm', 'Prune=confirm');
  }
  return [...new Set(options)].sort();
}
