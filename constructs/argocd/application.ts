import type { IgnoredDifference } from '../model/component.ts';
import { isEqual } from '../model/equal.ts';
import type { KubernetesObject, Metadata, Values } from '../model/manifest.ts';
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

/** The last Application of each name, and what it was made from. */
const last = new Map<string, Made>();
interface Made {
  readonly spec: ApplicationSpec;
  readonly version: ArgoVersion;
  readonly application: KubernetesObject;
}
/** Applications remembered, so that `--watch` does not grow without end. */
const MOST_REMEMBERED = 5000;

/**
 * An Application, with only the fields that its Argo CD knows. On most clusters it is the same as on the one before, but for its
 * values or the path of its directory: what it has in common with that is then the same in memory.
 */
export function application(spec: ApplicationSpec, version: ArgoVersion): KubernetesObject {
  const before = last.get(spec.name);
  const made = (before?.version === version ? changed(before, spec) : undefined) ?? newApplication(spec, version);
  if (before?.application === made) return Object.freeze(made);
  if (last.size >= MOST_REMEMBERED) last.clear();
  last.set(spec.name, { spec, version, application: made });
  return made;
}

/** The Application of before with other values and another path; nothing where more than these differ. */
function changed({ spec: before, application: made }: Made, spec: ApplicationSpec): KubernetesObject | undefined {
  if (!isAlike(before, spec)) return undefined;
  const values = spec.chart?.values;
  const path = spec.directory?.path;
  const isMoved = path !== before.directory?.path;
  const isValued = values !== before.chart?.values && spec.chart?.source.kind === 'helm';
  if (!isMoved && !isValued) return made;
  // What is empty is left out, and the other Application may have none.
  if (path === '' || before.directory?.path === '') return undefined;
  if (isValued && !(isFilled(values) && isFilled(before.chart?.values))) return undefined;
  // Both are what `newApplication` made of a spec that is alike.
  const { metadata, spec: all } = made as unknown as { metadata: Values & Metadata; spec: Values };
  const parts = (all['sources'] as readonly Values[] | undefined) ?? [all['source'] as Values];
  const chart = spec.chart && withValues(parts[0] as Values, isValued, values);
  const directory = spec.directory && { ...(parts.at(-1) as Values), path };
  return {
    ...made,
    metadata: isMoved
      ? { ...metadata, annotations: { ...metadata.annotations, [pathsAnnotation]: `/${path}`, ...spec.annotations } }
      : metadata,
    spec: { ...all, ...(chart && directory ? { sources: [chart, directory] } : { source: chart ?? directory }) },
  };
}

const withValues = (source: Values, isOther: boolean, values: Values | undefined): Values =>
  isOther ? { ...source, helm: { ...(source['helm'] as Values), valuesObject: values } } : source;

function isFilled(values: Values | undefined): boolean {
  for (const _ in values) return true;
  return false;
}

/** Whether two Applications differ in nothing but their values and the paths of their directories. */
function isAlike(one: ApplicationSpec, other: ApplicationSpec): boolean {
  return (
    one.name === other.name &&
    one.project === other.project &&
    one.namespace === other.namespace &&
    one.wave === other.wave &&
    one.gates === other.gates &&
    one.keeps === other.keeps &&
    one.protects === other.protects &&
    one.finalizer === other.finalizer &&
    isOfSame(one.directory, other.directory) &&
    isOfChart(one.chart, other.chart) &&
    isEqual(one.ignoreDifferences, other.ignoreDifferences) &&
    isEqual(one.syncOptions, other.syncOptions) &&
    isEqual(one.labels, other.labels) &&
    isEqual(one.annotations, other.annotations)
  );
}

const isOfSame = (one: Directory | undefined, other: Directory | undefined): boolean =>
  one && other ? one.repository === other.repository && one.revision === other.revision : one === other;

type Chart = ApplicationSpec['chart'];
const isOfChart = (one: Chart, other: Chart): boolean =>
  one && other
    ? one.release === other.release && isEqual(one.source, other.source) && isEqual(one.images, other.images)
    : one === other;

function newApplication(spec: ApplicationSpec, version: ArgoVersion): KubernetesObject {
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

const pathsAnnotation = 'argocd.argoproj.io/manifest-generate-paths';

function metadata(spec: ApplicationSpec) {
  const annotations = {
    ...(spec.wave && { 'argocd.argoproj.io/sync-wave': String(spec.wave) }),
    ...(spec.directory && { [pathsAnnotation]: `/${spec.directory.path}` }),
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
