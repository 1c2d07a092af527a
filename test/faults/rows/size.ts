import type { Fault } from '../fault.ts';

const KiB = 1024;
const text = (bytes: number): string => 'a line of text\n'.repeat(Math.ceil(bytes / 15));
const chart = { chart: 'dashboards', repoURL: 'https://charts.dexidp.io', targetRevision: '1.0.0' };

/** What is too large to be stored. */
export const size: readonly Fault[] = [
  {
    check: 'size',
    name: 'the values of an Application leave no room for its status',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/falco',
      set: [[['spec', 'sources', 0, 'helm', 'valuesObject', 'customRules'], { 'rules.yaml': text(1100 * KiB) }]],
    },
    where: 'production/eu-1 › root › Application argocd/falco',
    message: /^is \d+ KiB, and with its status it must fit into etcd, so at most 1024 KiB$/,
    hint: 'move what is large in its values into a ConfigMap of our own',
  },
  {
    check: 'size',
    name: 'the history of an Application keeps its large values too often',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/falco',
      set: [[['spec', 'sources', 0, 'helm', 'valuesObject', 'customRules'], { 'rules.yaml': text(300 * KiB) }]],
    },
    where: 'production/eu-1 › root › Application argocd/falco › spec.revisionHistoryLimit',
    message: /^keeps sources of \d+ KiB 9 times in the Application's status, and etcd takes at most 1536 KiB$/,
    hint: /^write revisionHistoryLimit: \d$/,
  },
  {
    check: 'size',
    name: 'an object that kubectl compares does not fit into an annotation of itself',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'rules',
            namespace: 'falco',
            annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=false' },
          },
          data: { 'rules.txt': text(300 * KiB) },
        },
      ],
    },
    where: 'production/eu-1 › falco › ConfigMap falco/rules',
    message: /^is \d+ KiB, and kubectl would keep it in an annotation, which has room for 256 KiB$/,
    hint: 'write ServerSideApply=true into its sync options',
  },
  {
    check: 'size',
    name: 'the manifests of a component are more than Argo CD reads of a folder',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: Array.from({ length: 12 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `rules-${index}`, namespace: 'falco' },
        data: { 'rules.txt': text(900 * KiB) },
      })),
    },
    where: 'production/eu-1 › falco',
    message: /^applies manifests of \d+ KiB, and Argo CD reads at most 9766 KiB of a directory$/,
    hint: 'move what is large into a chart, or make several components of it',
  },
  {
    check: 'size',
    severity: 'warning',
    name: 'a root has more Applications than it can carry',
    on: 'production/eu-1',
    inject: {
      file: 'apps/harbor.yaml',
      add: Array.from({ length: 300 }, (_, index) => ({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: `dashboards-${index}`, namespace: 'argocd' },
        spec: {
          project: 'platform',
          destination: { namespace: `monitoring`, server: 'https://kubernetes.default.svc' },
          source: { ...chart, helm: { releaseName: `dashboards-${index}` } },
          syncPolicy: { syncOptions: ['ServerSideApply=true'] },
        },
      })),
    },
    where: 'production/eu-1 › root',
    message: /^applies 3\d\d Applications, and one should apply no more than 300$/,
    hint: 'spread components and factories over more clusters',
  },
];
