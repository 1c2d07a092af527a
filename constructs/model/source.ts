/** Where the manifests of a component come from. */
export type Source =
  | {
      readonly kind: 'helm';
      /** `https://…`, or an OCI registry and path without a scheme, as Argo CD's `repoURL` wants it. */
      readonly repository: string;
      readonly chart: string;
      readonly version: string;
    }
  | { readonly kind: 'kustomize'; readonly repository: string; readonly path: string; readonly revision: string }
  | { readonly kind: 'manifests'; readonly repository: string; readonly path: string; readonly revision: string }
  | { readonly kind: 'own'; readonly version: string };

/**
 * A Helm chart from an HTTP repository or an OCI registry.
 *
 * @param repository `https://charts.jetstack.io`, or `quay.io/jetstack/charts` for OCI (no scheme)
 * @param version exactly as the repository names it
 */
export const helm = (repository: string, chart: string, version: string): Source => ({
  kind: 'helm',
  repository,
  chart,
  version,
});

/** A Kustomize directory of a git repository at a tag. */
export const kustomize = (repository: string, path: string, revision: string): Source => ({
  kind: 'kustomize',
  repository,
  path,
  revision,
});

/** Plain manifests in a directory of a git repository at a tag. */
export const manifests = (repository: string, path: string, revision: string): Source => ({
  kind: 'manifests',
  repository,
  path,
  revision,
});

/** Only objects of ours; the version is of what they set up. */
export const own = (version: string): Source => ({ kind: 'own', version });

/** The version that a source is pinned to. */
export const versionOf = (source: Source): string => ('version' in source ? source.version : source.revision);
