import type { Capability } from './capability.ts';
import type { AnyComponent } from './component.ts';
import type { Environment } from './environment.ts';
import type { Fba } from './fba.ts';
import type { Fbe } from './fbe.ts';
import type { KubernetesObject } from './manifest.ts';

/** A declaration with the name and file that it was read from. */
export interface Named<T> {
  readonly name: string;
  /** As messages and headers name it, such as `environments/production.ts`. */
  readonly file: string;
  readonly value: T;
}

/** A component of the fleet's own. */
export interface OwnComponent {
  readonly id: string;
  readonly capability: Capability;
  readonly file: string;
  readonly component: AnyComponent;
}

/** Version overrides for all clusters, by component. */
export type PlatformVersions = Readonly<
  Record<string, { readonly repository?: string; readonly chart?: string; readonly version: string }>
>;

/** What an environment follows. */
export interface EnvironmentVersions {
  /** A revision in full; `refs/heads/<branch>` where nothing is promoted. */
  readonly follows?: string;
  /** Clusters that run ahead. */
  readonly canary?: Readonly<Record<string, string>>;
}

/** What one stage of a factory runs. */
export interface StageVersions {
  readonly follows?: string;
  /** Images by digest, by application. */
  readonly images?: Readonly<Record<string, string>>;
  /** Chart versions or kustomize revisions, by application. */
  readonly charts?: Readonly<Record<string, string>>;
}

/** Everything under `environments/versions/`, by file name without its ending. */
export interface Versions {
  readonly platform: Named<PlatformVersions>;
  readonly environments: ReadonlyMap<string, Named<EnvironmentVersions>>;
  /** By `<fba>.<stage>`. */
  readonly stages: ReadonlyMap<string, Named<StageVersions>>;
}

/** Everything under `environments/`, read and found to be of the right shape. */
export interface Fleet {
  readonly fbe: Named<Fbe>;
  readonly environments: readonly Named<Environment>[];
  readonly factories: readonly Named<Fba>[];
  readonly components: readonly OwnComponent[];
  readonly versions: Versions;
  /** Encrypted SOPS files, by `<environment>/<cluster>/<namespace>.<name>`. */
  readonly encrypted: ReadonlyMap<string, Named<KubernetesObject>>;
  /** Shapes of charts' values, which `import chart` has written: texts of JSON by file name. */
  readonly charts: ReadonlyMap<string, Named<string>>;
  /** CustomResourceDefinitions that the fleet brings itself: texts of YAML or JSON by file name. */
  readonly customResources: ReadonlyMap<string, Named<string>>;
}
