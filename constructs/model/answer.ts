import type { Capability } from './capability.ts';
import type { Components } from './registry.ts';

/** The mark of an answer that names no component. */
export const without: unique symbol = Symbol('without');

/** An answer that names no component, and why. */
export interface Without {
  readonly [without]: { readonly how: 'elsewhere' | 'waived'; readonly reason: string };
}

/**
 * What every capability accepts besides its components. A symbol key on each of them, because a union with another type
 * would take "did you mean" from the compiler's messages.
 */
export type Answerable = Partial<Without>;

/** The capability is answered by something outside of this cluster. The cluster's README prints who. */
export const elsewhere = (who: string): Without => ({ [without]: { how: 'elsewhere', reason: who } });

/** The capability is not needed, for now. The cluster's README prints the reason. */
export const waived = (reason: string): Without => ({ [without]: { how: 'waived', reason } });

/** Whether an answer names no component. */
export const isWithout = (answer: unknown): answer is Without =>
  typeof answer === 'object' && answer !== null && without in answer;

/** One key a capability. What stands here replaces the profile's default components of that capability. */
export type Platform = { readonly [C in Capability]?: Components[C] };
