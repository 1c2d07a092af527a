import type { PodSecurity } from '../../../constructs/model/capability.ts';
import { confinement } from './confinement.ts';
import type { Control } from './control.ts';
import { node } from './node.ts';
import { rights } from './rights.ts';
import { users } from './users.ts';
import { volumes } from './volumes.ts';

/** Every control of the Pod Security Standards. */
export const controls: readonly Control[] = [...node, ...volumes, ...rights, ...users, ...confinement];

/** The controls of a level at a version of the policy. `restricted` has those of `baseline` that it does not replace. */
export function controlsOf(level: PodSecurity, policy: number): readonly Control[] {
  if (level === 'privileged') return [];
  const known = controls.filter((control) => control.since <= policy);
  if (level === 'baseline') return known.filter((control) => control.level === 'baseline');
  const replaced = new Set(known.map(({ replaces }) => replaces));
  return known.filter(({ id }) => !replaced.has(id));
}
