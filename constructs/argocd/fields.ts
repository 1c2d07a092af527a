import type { Minor } from './versions.ts';

export interface Field {
  /** The first minor version that has it. */
  readonly since: Minor;
  /** Where it is, if not under its own name: keys with dots between, `[]` each item, `*` each key. */
  readonly path?: string;
  /** Only such values need the version; any value if absent. */
  readonly value?: RegExp;
  /** What an older Argo CD makes of it, where that is worse than going without. */
  readonly otherwise?: string;
}

type Table = Readonly<Record<string, Field>>;

// What came to Argo CD's objects when. An older version drops an unknown field without a word (structural CRDs prune),
// so the object then means something else than it says. Source, unless a row says otherwise: argo-cd,
// manifests/crds/*.yaml compared over the tags v2.12.0 to v3.5.0, and master 37ee0097 (2026-08-22) for 3.6.

/** In each source: `source`, `sources[]` and `sourceHydrator.drySource` of an Application or a template. */
const source = {
  'helm.apiVersions': { since: '2.13' },
  'helm.kubeVersion': { since: '2.13' },
  'helm.namespace': { since: '2.13' },
  'kustomize.apiVersions': { since: '2.13' },
  'kustomize.kubeVersion': { since: '2.13' },
  'helm.skipSchemaValidation': { since: '2.14' },
  'helm.skipTests': { since: '2.14' },
  'source.name': { since: '2.14', path: 'name' },
  'kustomize.ignoreMissingComponents': { since: '3.0' },
  'kustomize.labelIncludeTemplates': { since: '3.0' },
  // docs/user-guide/oci.md, first at v3.1.0.
  'source.oci': { since: '3.1', path: 'repoURL', value: /^oci:\/\// },
  // isGlobPath of reposerver/repository/repository.go, first at v3.4.0; not for addresses.
  'helm.globValueFiles': { since: '3.4', path: 'helm.valueFiles[]', value: /^(?![a-z]+:\/\/).*[*?[]/ },
  'source.tagPrefix': { since: '3.5', path: 'tagPrefix' },
  'directory.disableExtensionFilter': { since: '3.6' },
} as const satisfies Table;

/** In the spec of an Application or a template. */
const application = {
  sourceHydrator: { since: '2.14' },
  'automated.enabled': {
    since: '3.1',
    path: 'syncPolicy.automated.enabled',
    otherwise: 'automatic sync is on, even where this says false',
  },
  // controller/sync.go, first at v3.1.0.
  'syncOptions.ClientSideApplyMigration': {
    since: '3.1',
    path: 'syncPolicy.syncOptions[]',
    value: /^ClientSideApplyMigration=/,
  },
  'retry.refresh': { since: '3.2', path: 'syncPolicy.retry.refresh', otherwise: 'retries stay on the old revision' },
  'drySource.directory': { since: '3.3', path: 'sourceHydrator.drySource.directory' },
  'drySource.helm': { since: '3.3', path: 'sourceHydrator.drySource.helm' },
  'drySource.kustomize': { since: '3.3', path: 'sourceHydrator.drySource.kustomize' },
  'drySource.plugin': { since: '3.3', path: 'sourceHydrator.drySource.plugin' },
  // argo-cd#23370; controller/sync.go and controller/appcontroller.go, first at v3.4.0.
  'syncOptions.Delete': {
    since: '3.4',
    path: 'syncPolicy.syncOptions[]',
    value: /^Delete=/,
    otherwise: 'its objects are deleted with it',
  },
  'syncOptions.Prune': {
    since: '3.4',
    path: 'syncPolicy.syncOptions[]',
    value: /^Prune=/,
    otherwise: 'what leaves the source is pruned',
  },
  'syncSource.repoURL': { since: '3.5', path: 'sourceHydrator.syncSource.repoURL' },
} as const satisfies Table;

/** In the spec of an AppProject. */
const project = {
  destinationServiceAccounts: { since: '2.13', otherwise: 'syncs run as Argo CD itself' },
  'syncWindows.andOperator': {
    since: '3.0',
    path: 'syncWindows[].andOperator',
    otherwise: 'a window applies to whatever matches one of its selectors',
  },
  'syncWindows.description': { since: '3.1', path: 'syncWindows[].description' },
  'clusterResourceWhitelist.name': {
    since: '3.3',
    path: 'clusterResourceWhitelist[].name',
    otherwise: 'every object of that kind is allowed',
  },
  'clusterResourceBlacklist.name': {
    since: '3.3',
    path: 'clusterResourceBlacklist[].name',
    otherwise: 'every object of that kind is forbidden',
  },
  sourceIntegrity: { since: '3.5', otherwise: 'signatures are not checked' },
  'syncWindows.syncOverrun': { since: '3.5', path: 'syncWindows[].syncOverrun' },
} as const satisfies Table;

/** In the spec of an ApplicationSet. */
const applicationSet = {
  'strategy.deletionOrder': { since: '3.2', otherwise: 'all of its Applications are deleted at once' },
} as const satisfies Table;

/** In a generator of an ApplicationSet, nested ones too. */
const generator = {
  'clusters.flatList': { since: '2.14' },
  'pullRequest.values': { since: '3.0' },
  'git.files.exclude': { since: '3.1', path: 'git.files[].exclude', otherwise: 'the files are taken' },
  'pullRequest.gitea.labels': { since: '3.1', otherwise: 'every pull request is deployed' },
  'pullRequest.continueOnRepoNotFoundError': { since: '3.2' },
  'pullRequest.filters.titleMatch': {
    since: '3.2',
    path: 'pullRequest.filters[].titleMatch',
    otherwise: 'every title matches',
  },
  'scmProvider.excludeArchivedRepos': { since: '3.5', path: 'scmProvider.*.excludeArchivedRepos' },
  'scmProvider.includeArchivedRepos': { since: '3.5', path: 'scmProvider.*.includeArchivedRepos' },
} as const satisfies Table;

const option = 'argocd.argoproj.io/sync-options';

/** Among the annotations of any object: the path is a key, or with a slash at its end the beginning of one. */
const annotation = {
  // docs/user-guide/sync-options.md, first at v2.14.0.
  'resource.Delete=confirm': { since: '2.14', path: option, value: /(^|,)\s*Delete=confirm\s*(,|$)/ },
  'resource.Prune=confirm': { since: '2.14', path: option, value: /(^|,)\s*Prune=confirm\s*(,|$)/ },
  'resource.ServerSideApply=false': { since: '2.14', path: option, value: /(^|,)\s*ServerSideApply=false\s*(,|$)/ },
  // controller/hook.go, first at v3.3.0.
  'hooks.PreDelete': { since: '3.3', path: 'argocd.argoproj.io/hook', value: /(^|,)\s*PreDelete\s*(,|$)/ },
  // GetAnnotationOptionValue of gitops-engine/pkg/sync/resource/annotations.go, first at v3.4.0.
  'resource.Delete=true': { since: '3.4', path: option, value: /(^|,)\s*Delete=true\s*(,|$)/ },
  'resource.Prune=true': { since: '3.4', path: option, value: /(^|,)\s*Prune=true\s*(,|$)/ },
  // docs/user-guide/application-notice.md, first at v3.5.0.
  notices: { since: '3.5', path: 'notice.argocd.argoproj.io/' },
} as const satisfies Table;

/** What no `argoproj.io` object shows; emitters ask `supports`. */
const elsewhere = {
  // docs/operator-manual/upgrading/3.4-3.5.md; a key of repository Secrets.
  'repository.insecureOCIForceHttp': { since: '3.5' },
  // mergeVirtualProject of util/argo/argo.go, v3.4.7 against v3.5.1.
  'globalProjects.destinationServiceAccounts': { since: '3.5' },
} as const satisfies Table;

/** Fields by where their path starts. */
export const fields = { source, application, project, applicationSet, generator, annotation, elsewhere };

/** What an emitter can ask about: a field, a value of one, or an ability. */
export type Feature = { [Root in keyof typeof fields]: keyof (typeof fields)[Root] }[keyof typeof fields];
