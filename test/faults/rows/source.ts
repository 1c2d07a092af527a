import type { Fault } from '../fault.ts';
import { shop } from './common.ts';

const certManager = 'root › Application argocd/cert-manager';
const on = `production/eu-1 › ${certManager} › spec.sources`;

/** Sources of Applications that do not fit together. */
export const source: readonly Fault[] = [
  {
    check: 'source',
    name: 'values come from the repository that another source reads, too',
    on: 'production/eu-1',
    inject: {
      change: certManager,
      set: [
        [['spec', 'sources', 1, 'ref'], 'values'],
        [['spec', 'sources', 0, 'helm', 'valueFiles'], ['$values/environments/cert-manager.yaml']],
        [
          ['spec', 'sources', 2],
          {
            repoURL: 'https://github.com/acme/platform.git',
            path: 'dist/production/eu-1/platform/cert-manager',
            targetRevision: 'refs/tags/platform-1',
          },
        ],
      ],
    },
    where: `${on}[0].helm.valueFiles[0]`,
    message: /^reads values from \$values, and another source reads https:\/\/github\.com\/acme\/platform\.git, too/,
    hint: 'write the values into helm.valuesObject',
  },
  {
    check: 'source',
    name: 'values come from a source that there is not',
    on: 'production/eu-1',
    inject: {
      change: certManager,
      set: [[['spec', 'sources', 0, 'helm', 'valueFiles'], ['$values/cert-manager.yaml']]],
    },
    where: `${on}[0].helm.valueFiles[0]`,
    message: /^names the source \$values, which there is not/,
    hint: /^give one of several sources ref: values/,
  },
  {
    check: 'source',
    name: 'a chart has no version',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-cache',
      set: [[['spec', 'source', 'targetRevision'], undefined]],
    },
    where: 'production/eu-1 › shop-prod › Application argocd/shop-prod-cache › spec.source.targetRevision',
    message: 'is required for a chart',
    hint: 'name its version',
    at: shop,
  },
  {
    check: 'source',
    name: 'a path leads out of its repository',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-mail',
      set: [[['spec', 'source', 'path'], '../deploy']],
    },
    where: 'production/eu-1 › shop-prod › Application argocd/shop-prod-mail › spec.source.path',
    message: 'leads out of the repository',
    hint: "write it from the repository's root, without a slash before it",
    at: shop,
  },
  {
    check: 'source',
    name: 'a registry of charts has a scheme',
    on: 'production/eu-1',
    inject: { change: certManager, set: [[['spec', 'sources', 0, 'repoURL'], 'oci://quay.io/jetstack/charts']] },
    where: `${on}[0].repoURL`,
    message: 'has a scheme, and Argo CD finds no chart there',
    hint: 'write quay.io/jetstack/charts, or name the whole chart here with path: . and no chart',
    also: [
      {
        check: 'project',
        where: 'production/eu-1 › cert-manager',
        message: 'the project platform does not permit the source oci://quay.io/jetstack/charts',
        hint: 'name it in the project, or use one that the project has',
      },
    ],
  },
];
