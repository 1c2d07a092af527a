import type { Quota } from './fbe.ts';
import type { Values } from './manifest.ts';
import type { Quantity } from './option.ts';
import type { ClusterName } from './registry.ts';

/** A permanent environment of a team. The order of the keys is the order of promotion. */
export interface StageDeclaration {
  /** One cluster, or several that run the same. */
  readonly on: ClusterName | readonly ClusterName[];
  /** Whether a newer version arrives by itself or by a reviewed pull request. */
  readonly promote: 'automatic' | 'review';
  /** Replaces the factory's. */
  readonly quota?: Quota;
}

/** What a web service is, in one stage or in all. */
export interface WebSettings {
  /** 2 on a cluster with nodes to lose, else 1, unless given. */
  readonly replicas?: number;
  /** Requests of one replica; 100m and 128Mi unless given. */
  readonly resources?: { readonly cpu?: Quantity; readonly memory?: Quantity };
  readonly env?: Readonly<Record<string, string>>;
}

/** An HTTP service with a Deployment, a Service, a route, probes and a disruption budget. */
export interface WebDeclaration<Stage extends string = string> extends WebSettings {
  readonly kind: 'web';
  /** The port that the container listens on. */
  readonly port: number;
  /** The first label of its host name; without it the service has no route from outside. */
  readonly host?: string;
  /** The path that answers when the service is well; `/healthz` unless given. */
  readonly health?: string;
  /** Secrets of the stage's store whose keys become environment variables. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  readonly stages?: { readonly [S in Stage]?: WebSettings };
}

/** A Helm chart. */
export interface HelmDeclaration<Stage extends string = string> {
  readonly kind: 'helm';
  /** `https://…`, or an OCI registry and path without a scheme. */
  readonly repository: string;
  readonly chart: string;
  /** For all stages; a stage's version file may name another. */
  readonly version?: string;
  readonly values?: Values;
  /** Deep-merged over the values in one stage. */
  readonly stages?: { readonly [S in Stage]?: { readonly values?: Values } };
}

/** A Kustomize directory of a repository of the team's. */
export interface KustomizeDeclaration<Stage extends string = string> {
  readonly kind: 'kustomize';
  readonly repository: string;
  readonly path: string;
  /** In full, `refs/heads/main` unless given; a stage's version file may name another. */
  readonly revision?: string;
  readonly stages?: { readonly [S in Stage]?: { readonly path?: string } };
}

/** An application of a team. */
export type AppDeclaration<Stage extends string = string> =
  | WebDeclaration<Stage>
  | HelmDeclaration<Stage>
  | KustomizeDeclaration<Stage>;

/** A team's factory. */
export interface FbaDeclaration<Stage extends string = string> {
  /** Namespaces are `<prefix>-<stage>`; the factory's name unless given. */
  readonly prefix?: string;
  readonly groups: {
    /** May look at everything but Secrets, and restart pods outside of reviewed stages. */
    readonly developers: string;
    /** May besides start a sync of a reviewed stage. */
    readonly approvers?: string;
  };
  /** What each stage may use. */
  readonly quota: Quota;
  readonly stages: { readonly [S in Stage]: StageDeclaration };
  /** Addresses outside of the cluster that its pods may call; none unless given. */
  readonly egress?: readonly { readonly cidr: string; readonly ports: readonly number[] }[];
  readonly apps?: Readonly<Record<string, AppDeclaration<NoInfer<Stage>>>>;
  /** Stages that shall go, by name. */
  readonly retire?: Readonly<Record<string, 'orphan' | 'destroy'>>;
}

export interface Fba extends FbaDeclaration {
  readonly type: 'fba';
}

/**
 * Declares a team's factory. One call a file under `environments/factories/`, as its default export; its name is its file's.
 */
export const fba = <const Stage extends string>(declaration: FbaDeclaration<Stage>): Fba => ({
  type: 'fba',
  ...declaration,
});
