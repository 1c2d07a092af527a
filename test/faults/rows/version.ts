import type { Fault } from '../fault.ts';

/** Versions that there are not, that do not go together, or that say too little. */
export const version: readonly Fault[] = [
  {
    check: 'version',
    name: 'an image is named by a tag',
    on: 'production/eu-1',
    inject: {
      edit: [
        ['versions/shop.prod.yaml', '@sha256:5093be8b83f9df6fa65d1417b3e6ce3d53cc1f8b2b77309ab7950e6f7777e228', ':1.4'],
      ],
    },
    where: 'shop › prod › web',
    message: 'the image registry.example.org/shop/web:1.4 is not named by its digest',
    hint: 'write registry/path@sha256:…, so that what was tested is what runs',
    at: ['versions/shop.prod.yaml', '  web:'],
  },
  {
    check: 'version',
    name: 'a chart of a team has no version in a stage',
    on: 'staging/eu-1',
    inject: { edit: [['versions/shop.stage.yaml', '  cache: 1.4.2\n', '']] },
    where: 'shop › stage › cache',
    message: 'has no chart version',
    hint: "write version: '…' here, or charts: { cache: … } in environments/versions/shop.stage.yaml",
    at: ['factories/shop.ts', 'cache:'],
  },
  {
    check: 'version',
    name: 'a canary is no cluster',
    on: 'production/eu-1',
    inject: { edit: [['versions/production.yaml', 'eu-2:', 'eu-3:']] },
    where: 'production › canary',
    message: 'there is no cluster "eu-3" in production; did you mean "eu-1"?',
    hint: 'name a cluster of this environment',
    at: ['versions/production.yaml', '  eu-3'],
  },
  {
    check: 'version',
    name: 'a version is of a component that there is not',
    on: 'production/eu-1',
    inject: { files: { 'versions/platform.yaml': 'cert-manger:\n  version: v1.21.1\n' } },
    where: 'versions platform',
    message: 'there is no component "cert-manger"; did you mean "cert-manager"?',
    hint: 'correct the name, or take the line away',
    at: ['versions/platform.yaml', 'cert-manger'],
  },
  {
    check: 'version',
    name: 'a version file is of no stage',
    on: 'production/eu-1',
    inject: { files: { 'versions/shop.porduction.yaml': 'images: {}\n' } },
    where: 'environments/versions/shop.porduction.yaml',
    message: /^"shop\.porduction" is neither an environment nor a factory's stage/,
    hint: 'rename it to <environment>.yaml or <factory>.<stage>.yaml, or delete it',
    at: ['versions/shop.porduction.yaml', 'images'],
  },
  {
    check: 'version',
    severity: 'warning',
    name: 'a cluster has a Kubernetes that its Argo CD was never tested on',
    on: 'local/dev',
    inject: { edit: [['local.ts', "kind('1.35')", "kind('1.36')"]] },
    where: 'local/dev › gitops › argo-cd',
    message: 'Argo CD 3.4 has not been tested on Kubernetes 1.36 (tested: 1.32, 1.33, 1.34, 1.35)',
    hint: 'choose versions that were released together',
    at: ['local.ts', '      runs:'],
  },
  {
    check: 'version',
    name: 'a component does not support the Kubernetes of its cluster',
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/notes.ts': `import { component, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  kubernetes: { to: '1.34' },
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { notes: {} },']],
    },
    where: 'local/dev › databases › notes',
    message: 'needs Kubernetes 1.34 or older, and this cluster has 1.35',
    hint: 'choose another version of one of them',
    at: ['local.ts', 'databases:'],
  },
  {
    check: 'version',
    name: 'an Application has a field that only a later Argo CD knows',
    on: 'production/eu-1',
    inject: {
      change: 'shop › AppProject argocd/shop-prod',
      set: [
        [
          ['spec', 'syncWindows'],
          [{ kind: 'deny', schedule: '0 22 * * *', duration: '8h', namespaces: ['*'], syncOverrun: true }],
        ],
      ],
    },
    where: 'production/eu-1 › shop',
    message: 'AppProject argocd/shop-prod has spec.syncWindows[0].syncOverrun, which Argo CD knows since 3.5',
    hint: 'run Argo CD 3.5 or newer, or do without',
    at: ['factories/shop.ts', 'export default'],
  },
  {
    check: 'version',
    name: 'a sync option of an Application is misspelt',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [[['spec', 'syncPolicy', 'syncOptions', 0], 'ServerSideAply=true']],
    },
    where: 'production/eu-1 › root › Application argocd/harbor › spec.syncPolicy.syncOptions[0]',
    message:
      'Argo CD has no sync option "ServerSideAply=true", and would ignore it; did you mean "ServerSideApply=true"?',
    hint: 'correct it, or take it out',
  },
  {
    check: 'version',
    name: 'a sync option of an object is one of Applications',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › Service gangplank/gangplank',
      set: [[['metadata', 'annotations', 'argocd.argoproj.io/sync-options'], 'CreateNamespace=true']],
    },
    where:
      'production/eu-1 › gangplank › Service gangplank/gangplank › metadata.annotations["argocd.argoproj.io/sync-options"]',
    message: '"CreateNamespace=true" is an option of Applications, and Argo CD would ignore it here',
    hint: 'write it into spec.syncPolicy.syncOptions of the Application',
  },
];
