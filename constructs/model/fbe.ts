import type { ArgoVersion } from '../argocd/versions.ts';
import type { Duration, Quantity } from './option.ts';
import type { PolicySettings } from './policy.ts';
import type { ClusterName } from './registry.ts';

/** What one namespace may use in all, and what a container gets that asks for nothing. */
export interface Quota {
  /** Cores that all pods together may request. */
  readonly cpu: number;
  /** Memory that all pods together may request. */
  readonly memory: Quantity;
  /** 50 unless given. */
  readonly pods?: number;
  /** Storage that all claims together may request; `100Gi` unless given. */
  readonly storage?: Quantity;
  /** Services that may have a load balancer of their own, past the Gateway; none unless given. */
  readonly loadBalancers?: number;
}

/** Namespaces of the platform team's own making, for what is neither a component nor a team's application. */
export interface NamespaceDeclaration {
  readonly on: ClusterName | readonly ClusterName[];
  readonly quota: Quota;
  /** Group that may work in it. */
  readonly group?: string;
  /** `restricted` unless given. */
  readonly podSecurity?: 'baseline' | 'restricted';
}

/** A registry that images may come from. */
export interface ImageRegistry {
  /** Its host and, if it is shared with others, the path: `registry.example.org/acme`. */
  readonly host: string;
  /** Whether pulling needs credentials; they come from the environment's store as `registry-<name>`. */
  readonly private?: boolean;
}

/** The FBE: what holds for the whole fleet. */
export interface FbeDeclaration<Registry extends string = string> {
  /** The organisation's name, as READMEs print it. */
  readonly organisation: string;
  /** The git repository that the tree is committed to, as Argo CD reads it. */
  readonly repository: string;
  /** The branch that merges go to, `main` unless given. */
  readonly branch?: string;
  /** The tree's folder in that repository, `dist` unless given. */
  readonly tree?: string;
  readonly groups: {
    /** Cluster administrators; the owners of every file that no team owns. */
    readonly platform: string;
  };
  /** Owners for `CODEOWNERS` by group, such as `{ 'shop-dev': '@acme/shop' }`; `@<group>` unless given. */
  readonly owners?: Readonly<Record<string, string>>;
  readonly argocd?: {
    /** The minor version that clusters run, `3.4` unless given. Fields that it does not know are not written. */
    readonly version?: ArgoVersion;
    /** An Argo CD in each cluster. */
    readonly topology?: 'standalone';
    /** How often Argo CD looks without being told, `3m` unless given. */
    readonly reconciliation?: Duration;
  };
  readonly registries?: { readonly [N in Registry]: ImageRegistry };
  readonly namespaces?: Readonly<Record<string, NamespaceDeclaration>>;
  /** Policies that are stricter or laxer than the profiles have them, on all clusters. */
  readonly policies?: PolicySettings;
  /** Environments and factories that shall go from the tree, by name. */
  readonly retire?: Readonly<Record<string, Retirement>>;
}
type Retirement = 'orphan' | 'destroy';

export interface Fbe extends FbeDeclaration {
  readonly type: 'fbe';
}

/** Declares the platform team's own factory; the default export of `environments/fleet.ts`. */
export const fbe = <const Registry extends string = never>(declaration: FbeDeclaration<Registry>): Fbe => ({
  type: 'fbe',
  ...declaration,
});
