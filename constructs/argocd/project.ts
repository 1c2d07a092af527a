import type { KubernetesObject } from '../model/manifest.ts';
import { canonical } from './canonical.ts';
import { argoNamespace, inCluster, platformProject, rootProject } from './names.ts';

/** Projects come before the first Application. */
const before = '-10';

export interface ProjectSpec {
  readonly name: string;
  readonly description: string;
  readonly sourceRepos: readonly string[];
  /** Namespaces of this cluster. */
  readonly namespaces: readonly string[];
  /** Cluster-scoped kinds that may be made; none unless given. */
  readonly clusterKinds?: readonly Kind[];
  /** Namespaced kinds that may be made; any unless given. */
  readonly kinds?: readonly Kind[];
  /** Namespaced kinds that may not be made. */
  readonly deniedKinds?: readonly Kind[];
  readonly roles?: readonly {
    readonly name: string;
    readonly description: string;
    readonly groups: readonly string[];
    readonly policies: readonly string[];
  }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizer?: boolean;
}

export interface Kind {
  readonly group: string;
  readonly kind: string;
}

const any: readonly Kind[] = [{ group: '*', kind: '*' }];

/** An AppProject of this cluster. */
export function project(spec: ProjectSpec): KubernetesObject {
  const empty = spec.namespaces.length === 0;
  return canonical({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: spec.name,
      namespace: argoNamespace,
      labels: { 'app.kubernetes.io/managed-by': 'millwright' },
      annotations: { 'argocd.argoproj.io/sync-wave': before, ...spec.annotations },
      finalizers: spec.finalizer ? ['resources-finalizer.argocd.argoproj.io'] : [],
    },
    spec: {
      description: spec.description,
      sourceRepos: [...new Set(spec.sourceRepos)].sort(),
      destinations: empty
        ? []
        : [...new Set(spec.namespaces)].sort().map((namespace) => ({ server: inCluster, namespace })),
      clusterResourceWhitelist: spec.clusterKinds,
      namespaceResourceWhitelist: spec.kinds,
      namespaceResourceBlacklist: spec.deniedKinds,
      roles: spec.roles,
    },
  });
}

/** The project of anchor, root and factory roots: Applications and AppProjects in Argo CD's namespace, from one repository. */
export const rootsProject = (repository: string): KubernetesObject =>
  project({
    name: rootProject,
    description: 'Roots only: Applications, ApplicationSets and AppProjects, from this repository',
    sourceRepos: [repository],
    namespaces: [argoNamespace],
    kinds: ['AppProject', 'Application', 'ApplicationSet'].map((kind) => ({ group: 'argoproj.io', kind })),
  });

/** The platform team's project: everything on this cluster, from the named sources only. */
export const platform = (sourceRepos: readonly string[]): KubernetesObject =>
  project({
    name: platformProject,
    description: 'What the platform team runs on this cluster',
    sourceRepos,
    namespaces: ['*'],
    clusterKinds: any,
  });

/**
 * Argo CD's own `default` project, which would permit everything, locked. It is replaced as a whole: a server-side apply
 * would leave the fields that Argo CD wrote when it made the project.
 */
export const lockedDefault = (): KubernetesObject =>
  project({
    name: 'default',
    description: 'Locked: every Application names a project of its own',
    sourceRepos: [],
    namespaces: [],
    deniedKinds: any,
    annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true' },
  });
