/**
 * Sync options. Argo CD compares whole strings and says nothing about one that it does not know, so a typing mistake
 * turns a protection off in silence; hence the unions, and the lists for strings that no compiler has seen.
 *
 * Source: argo-cd v3.5.1, gitops-engine/pkg/sync/common/types.go (names), controller/sync.go (what an Application is
 * asked for), gitops-engine/pkg/sync/sync_context.go and controller/appcontroller.go (what an object is asked for).
 * Left out are values that change nothing, such as `CreateNamespace=false`, and `Replace=false`, a name that no code
 * reads. Which version knows an option: versions.ts.
 */

const both = [
  'Delete=confirm',
  'Delete=false',
  'Prune=confirm',
  'Prune=false',
  'PruneLast=true',
  'Replace=true',
  'ServerSideApply=true',
  'SkipDryRunOnMissingResource=true',
  'Validate=false',
] as const;

/** For `spec.syncPolicy.syncOptions`; `Prune=` and `Delete=` there since 3.4. Sorted, for suggestions. */
export const applicationSyncOptions = [
  'ApplyOutOfSyncOnly=true',
  'ClientSideApplyMigration=false',
  'CreateNamespace=true',
  'FailOnSharedResource=true',
  'PrunePropagationPolicy=background',
  'PrunePropagationPolicy=foreground',
  'PrunePropagationPolicy=orphan',
  'RespectIgnoreDifferences=true',
  ...both,
] as const;

/**
 * For the annotation `argocd.argoproj.io/sync-options` of an object; they win over the Application's. `Prune=true` and
 * `Delete=true` lift what the Application says, since 3.4.
 */
export const resourceSyncOptions = [
  'Delete=true',
  'Force=true',
  'Prune=true',
  'ServerSideApply=false',
  ...both,
] as const;

export type ApplicationSyncOption = (typeof applicationSyncOptions)[number];
export type ResourceSyncOption = (typeof resourceSyncOptions)[number];

/** The annotation of an object that holds its sync options, separated by commas. */
export const syncOptionsAnnotation = 'argocd.argoproj.io/sync-options';

const ofApplications: ReadonlySet<string> = new Set(applicationSyncOptions);
const ofResources: ReadonlySet<string> = new Set(resourceSyncOptions);

/** Whether an Application may say it. No blank is forgiven: Argo CD compares it as it is. */
export const isApplicationSyncOption = (option: string): option is ApplicationSyncOption => ofApplications.has(option);

/** Whether an object may say it. */
export const isResourceSyncOption = (option: string): option is ResourceSyncOption => ofResources.has(option);

/** The options in the value of the annotation, as Argo CD reads it: commas, blanks around them dropped. */
export const splitSyncOptions = (annotation: string): readonly string[] =>
  annotation
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
