import type { Files } from '../small.ts';

/** A mistake in the small fleet, and what a person must read of it. */
export interface Mistake {
  readonly name: string;
  /** Texts replaced in files: path, before, after. */
  readonly edit?: readonly (readonly [path: string, from: string, to: string])[];
  readonly files?: Files;
  /** The exit code, 1 unless given. */
  readonly code?: 1 | 2;
  /** The message. */
  readonly says: RegExp;
  /** What to do about it. */
  readonly mend: RegExp;
  /** The place: a file, and a text of the line that must be named; without a text there is no line. */
  readonly at?: readonly [path: string, line?: string];
}

/** The files that most mistakes are made in. */
export const production = 'production.ts';
export const staging = 'staging.ts';
export const shop = 'factories/shop.ts';
export const notes = 'components/databases/notes.ts';
