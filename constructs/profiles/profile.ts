import type { Capability, Level } from '../model/capability.ts';

/** When a row's level is another: stateful applications are planned, host names come and go, an API manages the nodes. */
export type Condition = 'stateful' | 'dynamic' | 'managedNodes';

/** What a profile says about one capability. */
export interface ProfileRow {
  readonly level: Level;
  /** The level where the condition holds. */
  readonly when?: { readonly [C in Condition]?: Level };
  /** The default components, by id. */
  readonly components: readonly string[];
}

/** A profile: one row a capability. */
export type Profile = Readonly<Record<Capability, ProfileRow>>;

/** The level of a row under the conditions that hold. */
export const levelOf = (row: ProfileRow, holds: Readonly<Record<Condition, boolean>>): Level => {
  if (holds.stateful && row.when?.stateful) return row.when.stateful;
  if (holds.dynamic && row.when?.dynamic) return row.when.dynamic;
  if (holds.managedNodes && row.when?.managedNodes) return row.when.managedNodes;
  return row.level;
};
