import { spawn } from 'node:child_process';

/** What kubectl said. */
export interface Answer {
  readonly code: number | null;
  readonly out: string;
  /** Without its warnings. */
  readonly err: string;
}

/** Somebody whom the API server takes us for. */
export interface Person {
  readonly user: string;
  readonly groups?: readonly string[];
}

export interface Asked {
  /** Given to `-f -`, as JSON. */
  readonly objects?: readonly object[];
  readonly as?: Person;
}

/**
 * Asks the cluster of `KUBECONFIG`, whatever the answer.
 * @throws Error where there is no kubectl
 */
export function ask(args: readonly string[], { objects, as }: Asked = {}): Promise<Answer> {
  const who = as ? ['--as', as.user, ...(as.groups ?? []).flatMap((group) => ['--as-group', group])] : [];
  const child = spawn('kubectl', [...who, ...args], { stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // It may end before it has read everything, and says why on its own.
  child.stdin.on('error', () => {});
  child.stdin.end(objects && JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  return new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(new Error('There is no kubectl on the PATH: see https://kubernetes.io/docs/tasks/tools/')),
    );
    child.on('close', (code) => resolve({ code, out, err: err.replaceAll(/^warning: .*\n/gim, '').trim() }));
  });
}

/**
 * Asks, and takes no refusal.
 * @returns what kubectl printed
 */
export async function must(args: readonly string[], asked?: Asked): Promise<string> {
  const { code, out, err } = await ask(args, asked);
  if (code !== 0) throw new Error(`kubectl ${args.slice(0, 6).join(' ')}: ${err || `ended with ${code}`}`);
  return out;
}

/** What kubectl printed, by lines. */
export const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
