import type { fields } from '../../constructs/argocd/fields.ts';
import type { Feature, Minor } from '../../constructs/argocd/versions.ts';

export const argo = (kind: string, spec: object, annotations?: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind,
  metadata: { name: 'x', annotations },
  spec,
});
export const source = (value: object): Sample => [
  argo('Application', { source: { repoURL: 'r', ...value } }),
  'spec.source.',
];
const application = (spec: object): Sample => [argo('Application', spec), 'spec.'];
const options = (option: string): Sample => [argo('Application', { syncPolicy: { syncOptions: [option] } }), 'spec.'];
export const project = (spec: object): Sample => [argo('AppProject', spec), 'spec.'];
const generator = (value: object): Sample => [argo('ApplicationSet', { generators: [value] }), 'spec.generators[0].'];
const annotated = (key: string, value: string): Sample => [argo('Application', {}, { [key]: value }), 'metadata.'];
const option = 'argocd.argoproj.io/sync-options';
export const hydrator = (dry: object, sync: object = {}) =>
  application({ sourceHydrator: { drySource: dry, syncSource: { targetBranch: 'live', ...sync } } });

/** An object that uses one feature, and where that starts. */
type Sample = readonly [object: object, begins: string];

type Visible = Exclude<Feature, keyof (typeof fields)['elsewhere']>;

/** The row of the facts (version), an object that has the field, and the rest of its path. */
export const table: Readonly<Record<Visible, readonly [Minor, Sample, string]>> = {
  'helm.apiVersions': ['2.13', source({ helm: { apiVersions: ['v1'] } }), 'helm.apiVersions'],
  'helm.kubeVersion': ['2.13', source({ helm: { kubeVersion: '1.35.0' } }), 'helm.kubeVersion'],
  'helm.namespace': ['2.13', source({ helm: { namespace: 'x' } }), 'helm.namespace'],
  'kustomize.apiVersions': ['2.13', source({ kustomize: { apiVersions: ['v1'] } }), 'kustomize.apiVersions'],
  'kustomize.kubeVersion': ['2.13', source({ kustomize: { kubeVersion: '1.35.0' } }), 'kustomize.kubeVersion'],
  'helm.skipSchemaValidation': ['2.14', source({ helm: { skipSchemaValidation: true } }), 'helm.skipSchemaValidation'],
  'helm.skipTests': ['2.14', source({ helm: { skipTests: true } }), 'helm.skipTests'],
  'source.name': ['2.14', source({ name: 'chart' }), 'name'],
  'kustomize.ignoreMissingComponents': [
    '3.0',
    source({ kustomize: { ignoreMissingComponents: true } }),
    'kustomize.ignoreMissingComponents',
  ],
  'kustomize.labelIncludeTemplates': [
    '3.0',
    source({ kustomize: { labelIncludeTemplates: true } }),
    'kustomize.labelIncludeTemplates',
  ],
  'source.oci': ['3.1', source({ repoURL: 'oci://registry.example.org/x' }), 'repoURL'],
  'helm.globValueFiles': ['3.4', source({ helm: { valueFiles: ['a.yaml', 'b/*.yaml'] } }), 'helm.valueFiles[1]'],
  'source.tagPrefix': ['3.5', source({ tagPrefix: 'web-' }), 'tagPrefix'],
  'directory.disableExtensionFilter': [
    '3.6',
    source({ directory: { disableExtensionFilter: true } }),
    'directory.disableExtensionFilter',
  ],
  sourceHydrator: ['2.14', hydrator({}), 'sourceHydrator'],
  'automated.enabled': [
    '3.1',
    application({ syncPolicy: { automated: { enabled: false } } }),
    'syncPolicy.automated.enabled',
  ],
  'syncOptions.ClientSideApplyMigration': [
    '3.1',
    options('ClientSideApplyMigration=false'),
    'syncPolicy.syncOptions[0]',
  ],
  'retry.refresh': ['3.2', application({ syncPolicy: { retry: { refresh: true } } }), 'syncPolicy.retry.refresh'],
  'drySource.directory': ['3.3', hydrator({ directory: { recurse: true } }), 'sourceHydrator.drySource.directory'],
  'drySource.helm': ['3.3', hydrator({ helm: { releaseName: 'x' } }), 'sourceHydrator.drySource.helm'],
  'drySource.kustomize': ['3.3', hydrator({ kustomize: { images: [] } }), 'sourceHydrator.drySource.kustomize'],
  'drySource.plugin': ['3.3', hydrator({ plugin: { name: 'x' } }), 'sourceHydrator.drySource.plugin'],
  'syncOptions.Delete': ['3.4', options('Delete=confirm'), 'syncPolicy.syncOptions[0]'],
  'syncOptions.Prune': ['3.4', options('Prune=false'), 'syncPolicy.syncOptions[0]'],
  'syncSource.repoURL': ['3.5', hydrator({}, { repoURL: 'r' }), 'sourceHydrator.syncSource.repoURL'],
  destinationServiceAccounts: ['2.13', project({ destinationServiceAccounts: [] }), 'destinationServiceAccounts'],
  'syncWindows.andOperator': [
    '3.0',
    project({ syncWindows: [{ kind: 'deny' }, { andOperator: true }] }),
    'syncWindows[1].andOperator',
  ],
  'syncWindows.description': ['3.1', project({ syncWindows: [{ description: 'x' }] }), 'syncWindows[0].description'],
  'clusterResourceWhitelist.name': [
    '3.3',
    project({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team-a-*' }] }),
    'clusterResourceWhitelist[0].name',
  ],
  'clusterResourceBlacklist.name': [
    '3.3',
    project({ clusterResourceBlacklist: [{ group: '', kind: 'Namespace', name: 'kube-*' }] }),
    'clusterResourceBlacklist[0].name',
  ],
  sourceIntegrity: ['3.5', project({ sourceIntegrity: { git: {} } }), 'sourceIntegrity'],
  'syncWindows.syncOverrun': ['3.5', project({ syncWindows: [{ syncOverrun: true }] }), 'syncWindows[0].syncOverrun'],
  'strategy.deletionOrder': [
    '3.2',
    [argo('ApplicationSet', { strategy: { deletionOrder: 'Reverse' } }), 'spec.'],
    'strategy.deletionOrder',
  ],
  'clusters.flatList': ['2.14', generator({ clusters: { flatList: true } }), 'clusters.flatList'],
  'pullRequest.values': ['3.0', generator({ pullRequest: { values: { a: 'b' } } }), 'pullRequest.values'],
  'git.files.exclude': ['3.1', generator({ git: { files: [{ path: 'x', exclude: true }] } }), 'git.files[0].exclude'],
  'pullRequest.gitea.labels': [
    '3.1',
    generator({ pullRequest: { gitea: { labels: ['preview'] } } }),
    'pullRequest.gitea.labels',
  ],
  'pullRequest.continueOnRepoNotFoundError': [
    '3.2',
    generator({ pullRequest: { continueOnRepoNotFoundError: true } }),
    'pullRequest.continueOnRepoNotFoundError',
  ],
  'pullRequest.filters.titleMatch': [
    '3.2',
    generator({ pullRequest: { filters: [{ titleMatch: 'x' }] } }),
    'pullRequest.filters[0].titleMatch',
  ],
  'scmProvider.excludeArchivedRepos': [
    '3.5',
    generator({ scmProvider: { github: { excludeArchivedRepos: true } } }),
    'scmProvider.github.excludeArchivedRepos',
  ],
  'scmProvider.includeArchivedRepos': [
    '3.5',
    generator({ scmProvider: { gitlab: { includeArchivedRepos: true } } }),
    'scmProvider.gitlab.includeArchivedRepos',
  ],
  'resource.Delete=confirm': ['2.14', annotated(option, 'Prune=false, Delete=confirm'), `annotations["${option}"]`],
  'resource.Prune=confirm': ['2.14', annotated(option, 'Prune=confirm,PruneLast=true'), `annotations["${option}"]`],
  'resource.ServerSideApply=false': ['2.14', annotated(option, 'ServerSideApply=false'), `annotations["${option}"]`],
  'hooks.PreDelete': [
    '3.3',
    annotated('argocd.argoproj.io/hook', 'PreDelete'),
    'annotations["argocd.argoproj.io/hook"]',
  ],
  'resource.Delete=true': ['3.4', annotated(option, 'Delete=true'), `annotations["${option}"]`],
  'resource.Prune=true': ['3.4', annotated(option, 'Prune=true'), `annotations["${option}"]`],
  notices: [
    '3.5',
    annotated('notice.argocd.argoproj.io/content', 'frozen'),
    'annotations["notice.argocd.argoproj.io/content"]',
  ],
};
