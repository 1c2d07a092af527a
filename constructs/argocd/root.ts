import type { KubernetesObject } from '../model/manifest.ts';
import { application } from './application.ts';
import { argoNamespace, rootProject } from './names.ts';
import type { ArgoVersion } from './versions.ts';

/** Where a cluster's tree is and what it follows. */
export interface Trunk {
  readonly repository: string;
  /** The cluster's folder from the repository's root: `dist/production/eu-1`. */
  readonly path: string;
  /** The branch that merges go to, in full. */
  readonly main: string;
  /** The revision that the platform of this cluster follows, in full. */
  readonly follows: string;
  readonly argocd: ArgoVersion;
}

const roots = { project: rootProject, namespace: argoNamespace } as const;

/** The one Application that is applied by hand. It reads the main branch, and holds the root. */
export const anchor = (trunk: Trunk): KubernetesObject =>
  application(
    {
      ...roots,
      name: 'anchor',
      protects: 'everything',
      directory: { repository: trunk.repository, path: `${trunk.path}/anchor`, revision: trunk.main },
    },
    trunk.argocd,
  );

/** The root: it names the revision that this cluster follows, and syncs `apps/` at that revision. */
export const root = (trunk: Trunk): KubernetesObject =>
  application(
    {
      ...roots,
      name: 'root',
      protects: 'itself',
      syncOptions: ['ApplyOutOfSyncOnly=true'],
      directory: { repository: trunk.repository, path: `${trunk.path}/apps`, revision: trunk.follows },
    },
    trunk.argocd,
  );
