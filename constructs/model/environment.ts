import type { ArgoVersion } from '../argocd/versions.ts';
import type { Platform } from './answer.ts';
import type { ProfileName } from './capability.ts';
import type { Distribution, Plans } from './cluster.ts';
import type { Offers } from './facility.ts';
import type { Url } from './option.ts';
import type { PolicySettings } from './policy.ts';
import type { SecretStore } from './secret.ts';

/** How a thing that keeps data is let go: left running without its owner, or deleted with its data. */
export type Retirement = 'orphan' | 'destroy';

/** One Kubernetes API server and what it runs. */
export interface ClusterDeclaration {
  /** How the cluster was made, and its Kubernetes version: `kubeadm('1.35')`. */
  readonly runs: Distribution;
  /** Answers of this cluster; each replaces the environment's for the same capability. */
  readonly platform?: Platform;
  /** Facilities that this cluster gets from outside; added to the environment's. */
  readonly offers?: Offers;
  /** Policies that are stricter or laxer here; the others stay what the environment has. */
  readonly policies?: PolicySettings;
  /** Host names lie under it; `<cluster>.<the environment's domain>` unless given. */
  readonly domain?: string;
  /** Whether there are nodes to lose; as the distribution says unless given. */
  readonly ha?: boolean;
  /** The minor version of its Argo CD; the fleet's unless given. */
  readonly argocd?: ArgoVersion;
  /** The API server's address for people; their kubeconfig in `access/` needs it. */
  readonly api?: Url;
  /** Components that keep data and shall go, by id. */
  readonly retire?: Readonly<Record<string, Retirement>>;
  /** The cluster's name in the tree so far, when it gets a new one. */
  readonly renamedFrom?: string;
}

/** A stage of the platform's own life. */
export interface EnvironmentDeclaration<Name extends string = string> {
  readonly profile: ProfileName;
  /** What is planned to run here; nothing unless given. */
  readonly plans?: Partial<Plans>;
  /** Host names of its clusters lie under it. */
  readonly domain: string;
  /** Where secrets are kept. */
  readonly secrets: SecretStore;
  /** Answers that all its clusters share. */
  readonly platform?: Platform;
  /** The minor version of its clusters' Argo CD; the fleet's unless given. */
  readonly argocd?: ArgoVersion;
  /** Facilities from outside that all its clusters share. */
  readonly offers?: Offers;
  /** Policies that are stricter or laxer than the profile has them: `'no-latest-tag': 'deny'`. */
  readonly policies?: PolicySettings;
  readonly clusters: { readonly [N in Name]: ClusterDeclaration };
  /** Clusters that shall go from the tree, by name. Nothing on them is deleted. */
  readonly retire?: Readonly<Record<string, 'orphan'>>;
}

/** An environment as its file exports it. Its name is its file's. */
export interface Environment extends EnvironmentDeclaration {
  readonly type: 'environment';
}

/**
 * Declares an environment. One call a file, as its default export.
 *
 * @example export default environment({ profile: 'SUP', domain: 'localhost', secrets: local(), clusters: { dev: { runs: kind('1.35') } } })
 */
export const environment = <const Name extends string>(declaration: EnvironmentDeclaration<Name>): Environment => ({
  type: 'environment',
  ...declaration,
});
