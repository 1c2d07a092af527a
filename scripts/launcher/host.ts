/** What the launcher hands to `main`, and what comes back when a fleet is loaded. Types only: the launcher is JavaScript. */

/** `scripts/main.ts` exports it as `main`; it returns the exit code of the process. */
export type Main = (argv: string[], host: Host) => Promise<number>;

/** Where Millwright runs from. */
export interface Host {
  /** Millwright's own folder, absolute. */
  readonly root: string;
  /** A folder for caches, absolute and writable. Everything in it may vanish between two runs. */
  readonly cacheDir: string;
  /** sha256 over Millwright's own sources and its lock file, in hex: a part of every cache key. */
  readonly coreHash: string;
  readonly loadFleet: LoadFleet;
}

/**
 * Evaluates definition files.
 *
 * @param dir the fleet's folder
 * @param files its definition files, relative to `dir`, with `/`, sorted
 * @throws FleetError with every problem of every file
 */
export type LoadFleet = (dir: string, files: readonly string[]) => Promise<LoadedFleet>;

/** A fleet's modules and what they were made from; all keys and paths are relative to the fleet's folder, with `/`. */
export interface LoadedFleet {
  /** What each definition file exports. */
  readonly modules: ReadonlyMap<string, FleetModule>;
  /** Of each definition file: every source that it reaches, itself and bundled packages included, sorted by path. */
  readonly inputs: ReadonlyMap<string, readonly FleetInput[]>;
  /** Of each definition file: Node's own modules that it reaches (`node:fs`); its result may depend on more than `inputs`. */
  readonly builtins: ReadonlyMap<string, readonly string[]>;
  /** Where in the fleet's sources an error was thrown, also long after loading; undefined if its stack leads elsewhere. */
  readonly locate: (error: unknown) => FleetPlace | undefined;
}

export type FleetModule = Readonly<Record<string, unknown>>;

export interface FleetInput {
  readonly path: string;
  /** sha256 of its bytes, in hex. */
  readonly hash: string;
}

/** A place in a source of the fleet; lines and columns count from 1. */
export interface FleetPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One reason why a fleet cannot be loaded. */
export interface FleetProblem {
  /** Relative to the fleet's folder. */
  readonly file: string;
  /** From 1; missing when nothing tells. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly text: string;
  /** What was thrown, if the problem is an exception. */
  readonly cause?: unknown;
}

/** What `loadFleet` throws. Its class lives in the launcher, outside of the bundle: tell it by its name. */
export interface FleetError extends Error {
  readonly name: 'FleetError';
  readonly problems: readonly FleetProblem[];
}

/** Whether an error is the user's fleet failing to load. */
export function isFleetError(error: unknown): error is FleetError {
  return error instanceof Error && error.name === 'FleetError';
}
