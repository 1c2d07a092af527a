import type { Argv, CommandModule } from 'yargs';
import type { Host } from '../launcher/host.ts';

/** What a verb may touch of the world; tests hand in their own. */
export interface World {
  readonly host: Host;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stderrIsTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Sets the exit code: 0 fine, 1 findings, 2 misuse. */
  readonly exit: (code: 0 | 1 | 2) => void;
}

/** A verb: one yargs command a file. */
export type Verb<Options> = (world: World) => CommandModule<object, Options>;

/** The two folders that every verb takes. */
export interface Folders {
  fleet: string;
  out: string;
}

/** Adds `--fleet` and `--out`. */
export const folders = <T>(yargs: Argv<T>): Argv<T & Folders> =>
  yargs
    .option('fleet', {
      type: 'string',
      default: 'environments',
      describe: 'Folder of the definitions',
      requiresArg: true,
    })
    .option('out', { type: 'string', default: 'dist', describe: 'Folder of the tree', requiresArg: true });
