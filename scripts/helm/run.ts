import { spawn } from 'node:child_process';

/** What Helm said, and how it ended. */
export interface Ran {
  readonly ok: boolean;
  readonly out: string;
  /** Why it failed, in Helm's own words; empty if it did not. */
  readonly failure: string;
}

export interface RunOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input. */
  readonly input?: string | undefined;
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
}

/** Runs a program without a shell, and waits for its end. It never throws: what went wrong is in `failure`. */
export function run(path: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const { environment, input = '', timeout } = options;
  return new Promise((done) => {
    const child = spawn(path, args, { env: { ...environment }, stdio: 'pipe', windowsHide: true });
    const printed = { out: [] as Buffer[], err: [] as Buffer[] };
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeout);
    const end = (failure: string): void => {
      clearTimeout(clock);
      done({ ok: failure === '', out: Buffer.concat(printed.out).toString('utf8'), failure });
    };
    child.stdout.on('data', (chunk: Buffer) => printed.out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => printed.err.push(chunk));
    // A program that ends before it has read everything is no mistake of ours; what it says of it is on its way.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => {
      if (late) end(`it did not end within ${timeout / 1000} seconds`);
      else if (code === 0) end('');
      else end(lastWords(Buffer.concat(printed.err).toString('utf8')) || `it ended with ${signal ?? `code ${code}`}`);
    });
    child.stdin.end(input);
  });
}

/** What stands behind the last `Error:` of a program's standard error, in one line; all of it where there is none. */
function lastWords(text: string): string {
  const begin = text.lastIndexOf('Error: ');
  return (begin < 0 ? text : text.slice(begin + 'Error: '.length))
    .trim()
    .replace(/:\s*\n[\s-]*/g, ': ')
    .replace(/\s*\n[\s-]*/g, '; ');
}
