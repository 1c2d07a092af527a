import type { Fault } from '../fault.ts';
import { shop } from './common.ts';

const folder = 'dist/production/eu-1';
const ours = 'https://github.com/acme/platform.git';

/** What reads itself, somebody else's, or nothing. */
export const root: readonly Fault[] = [
  {
    check: 'root',
    name: 'the root lies in the folder that it reads',
    on: 'production/eu-1',
    inject: { change: 'anchor › Application argocd/root', set: [[['spec', 'source', 'path'], `${folder}/anchor`]] },
    where: 'production/eu-1 › root',
    message: `reads ${folder}/anchor, where its own manifest is`,
    hint: 'name another folder: what applies itself removes itself when it moves',
    also: [
      {
        check: 'root',
        where: 'production/eu-1 › root',
        message: 'does not read apps/projects.yaml, and nobody else does',
        hint: `let a source of it name ${folder}/apps`,
      },
    ],
  },
  {
    check: 'root',
    name: 'an Application reads the folder that its own manifest is in',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [
        [['spec', 'sources', 2], { path: `${folder}/apps`, repoURL: ours, targetRevision: 'refs/tags/platform-1' }],
      ],
    },
    where: 'production/eu-1 › harbor',
    message: `reads ${folder}/apps, where its own manifest is`,
    hint: 'name another folder: what applies itself removes itself when it moves',
  },
  {
    check: 'root',
    name: 'an Application reads the folder of another one',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [
        [
          ['spec', 'sources', 2],
          { path: `${folder}/platform/dex`, repoURL: ours, targetRevision: 'refs/tags/platform-1' },
        ],
      ],
    },
    where: 'production/eu-1 › harbor',
    message: `reads ${folder}/platform/dex, and platform/dex/manifests.yaml in it belongs to dex`,
    hint: 'name a folder of its own',
  },
  {
    check: 'root',
    name: 'an Application reads a folder that is not there',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [[['spec', 'sources', 1, 'path'], `${folder}/platform/habor`]],
    },
    where: 'production/eu-1 › harbor',
    message: `reads ${folder}/platform/habor, where no manifest is`,
    hint: 'name the folder that holds its manifests',
  },
  {
    check: 'root',
    name: 'an Application reads the folder of another cluster',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/harbor',
      set: [[['spec', 'sources', 1, 'path'], 'dist/production/eu-2/platform/harbor']],
    },
    where: 'production/eu-1 › harbor',
    message: `reads dist/production/eu-2/platform/harbor, which is not below ${folder}`,
    hint: `name a folder below ${folder}`,
  },
  {
    check: 'root',
    name: 'an application of a team reads what the platform wrote',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-web',
      set: [[['spec', 'source', 'path'], `${folder}/platform/kyverno`]],
    },
    where: 'production/eu-1 › shop-prod-web',
    message: `reads ${folder}/platform/kyverno, which is not below ${folder}/factories/shop/prod as its manifest is`,
    hint: 'name a folder of its own stage',
    at: shop,
  },
  {
    check: 'root',
    name: 'the root would take the whole platform with it',
    on: 'production/eu-1',
    inject: {
      change: 'anchor › Application argocd/root',
      set: [[['metadata', 'finalizers'], ['resources-finalizer.argocd.argoproj.io']]],
    },
    where: 'production/eu-1 › root',
    message: 'has a finalizer, and whoever deletes it deletes the whole platform',
    hint: 'take metadata.finalizers out',
  },
];
