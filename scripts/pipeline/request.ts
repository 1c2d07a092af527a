import type { Finding } from '../../constructs/model/finding.ts';
import type { Timings } from '../checks/run.ts';
import type { Host } from '../launcher/host.ts';
import type { BuiltCluster } from './cluster.ts';
import type { Lister } from './read.ts';

/** What a run is asked to do. */
export interface Request {
  readonly host: Host;
  /** The fleet's folder and the tree's. */
  readonly fleet: string;
  readonly out: string;
  /** Only these parts of the fleet are written; all are loaded. */
  readonly environment?: string | undefined;
  readonly cluster?: string | undefined;
  /** Whether what an earlier run remembered may be used. */
  readonly cache: boolean;
  readonly list?: Lister;
  /** Looks at every cluster that could be planned, and adds what it finds. What an earlier run remembered does not count then. */
  readonly look?: ((built: BuiltCluster) => Promise<readonly Finding[]>) | undefined;
  /** Gets what each check costs, if given; every cluster is made anew then. */
  readonly timings?: Timings | undefined;
  /** Called as clusters are finished. */
  readonly progress?: (done: number, all: number, name: string) => void;
}

/** A file of the run's outcome, from the folder that holds the tree. */
export interface Changes {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly stale: readonly string[];
}

export interface Outcome {
  /** Whether what was asked for makes no sense: a folder or a name that there is not. */
  readonly misuse: boolean;
  readonly findings: readonly Finding[];
  readonly changes: Changes;
  readonly clusters: number;
  readonly files: number;
  readonly objects: number;
  /** Writes the changes; to be called only when no finding is an error. */
  write(): void;
  /** The text of a user's file as findings name it. */
  source(file: string): string | undefined;
}
