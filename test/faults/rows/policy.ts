import type { Fault } from '../fault.ts';
import { others } from './policy/others.ts';
import { pods } from './policy/pods.ts';

/** What the policies of a cluster ask of tenants. */
export const policy: readonly Fault[] = [...pods, ...others];
