import type { ClusterFacts } from '../../model/cluster.ts';
import type { Facilities } from '../../model/facility.ts';
import type { Fba, StageDeclaration } from '../../model/fba.ts';
import type { StageVersions } from '../../model/fleet.ts';

/** One stage of a factory on one cluster. */
export interface Stage {
  readonly factory: string;
  readonly name: string;
  readonly namespace: string;
  readonly declaration: StageDeclaration;
  readonly fba: Fba;
  /** Whether it is the last of the promotion order, and so has the plain host names. */
  readonly last: boolean;
  readonly versions: StageVersions;
  /** The revision that it follows, in full. */
  readonly follows: string;
  readonly cluster: ClusterFacts;
  readonly gateway: Facilities['gateway'] | undefined;
}

/** The clusters of a stage, as a list. */
export const clustersOf = (stage: StageDeclaration): readonly string[] =>
  typeof stage.on === 'string' ? [stage.on] : stage.on;

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether something that is `on` one or several clusters is on this one. Each of many clusters asks, so a list is searched once. */
export function isOn(on: string | readonly string[], cluster: string): boolean {
  if (typeof on === 'string') return on === cluster;
  const known = sets.get(on);
  if (known) return known.has(cluster);
  const set = new Set(on);
  sets.set(on, set);
  return set.has(cluster);
}

/** The host name of an application: plain in the last stage, with the stage's name in the others. */
export const hostOf = (stage: Stage, host: string): string =>
  `${stage.last ? host : `${host}-${stage.name}`}.${stage.cluster.domain}`;

/** The host names that a stage may serve, sorted. */
export function hostsOf(stage: Stage): readonly string[] {
  const hosts = Object.values(stage.fba.apps ?? {}).flatMap((app) =>
    app.kind === 'web' && app.host ? [hostOf(stage, app.host)] : [],
  );
  return [...new Set(hosts)].sort();
}
