import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OURS = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the bin left behind. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A Millwright of a few lines in a temporary folder, with the real launcher. */
export const MINI: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'package-lock.json': '{ "packages": {} }',
  'node_modules/.package-lock.json': '{ "packages": {} }',
  'constructs/index.ts': `
    import { Construct } from 'constructs';
    export class Thing extends Construct {}
    export const environment = <T extends { name: string }>(spec: T): T => {
      if (spec.name === '') throw new Error('an environment needs a name');
      return spec;
    };
    export const registry = { one: () => import('./platform/one.ts') };
  `,
  'constructs/platform/one.ts': `export default 'one';`,
  'scripts/main.ts': `
    import { registry } from '../constructs/index.ts';
    export * from '../constructs/index.ts';
    export async function main(argv: string[], host: { loadFleet: (dir: string, files: string[]) => Promise<{ modules: Map<string, { default?: unknown }> }> }): Promise<number> {
      const [dir, ...files] = argv;
      if (dir === 'bug') throw new TypeError('a slip of ours');
      if (dir === 'forever') await new Promise(() => {});
      if (dir === 'chatter') for (let i = 0; i < 20_000; i++) console.log('a line of output that nobody reads', i);
      if (dir === undefined || files.length === 0) return console.log((await registry.one()).default), 0;
      for (const [file, module] of (await host.loadFleet(dir, files)).modules) console.log(file, JSON.stringify(module.default));
      return 0;
    }
  `,
};

/** Writes files below a folder. */
export function write(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(dir, name)), { recursive: true });
    fs.writeFileSync(join(dir, name), text);
  }
}

/** A new folder under the system's temporary one; the caller removes it. */
export function temporary(): string {
  return fs.realpathSync(fs.mkdtempSync(join(os.tmpdir(), 'launcher-test-')));
}

/** Makes the small Millwright, in a new folder whose path is returned. */
export function miniProject(): string {
  const root = temporary();
  write(root, MINI);
  fs.cpSync(join(OURS, 'scripts/launcher'), join(root, 'scripts/launcher'), { recursive: true });
  fs.cpSync(join(OURS, 'scripts/millwright.mjs'), join(root, 'scripts/millwright.mjs'));
  for (const name of ['esbuild', 'fastest-levenshtein', 'constructs']) {
    fs.symlinkSync(join(OURS, 'node_modules', name), join(root, 'node_modules', name));
  }
  return root;
}

/** Runs a project's bin to its end. */
export function run(
  root: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; node?: readonly string[] } = {},
): Promise<Ran> {
  const { env = {}, cwd = root, node = [] } = options;
  const child = spawn(process.execPath, [...node, join(root, 'scripts/millwright.mjs'), ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

/** Where a project's caches lie. */
export const cacheOf = (root: string): string => join(root, 'node_modules/.cache/millwright');

/** The names of a project's cache entries of one kind. */
export function cached(root: string, kind: 'core' | 'fleet' | 'index'): string[] {
  if (!fs.existsSync(cacheOf(root))) return [];
  return fs
    .readdirSync(cacheOf(root))
    .filter((name) => name.startsWith(`${kind}-`))
    .sort();
}

/** What can happen to a file between two runs. */
export const DAMAGE: Readonly<Record<string, (file: string) => void>> = {
  'is cut short': (file) => fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2)),
  'is empty': (file) => fs.truncateSync(file, 0),
  'is gone': (file) => fs.rmSync(file),
  'has one wrong byte': (file) => {
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
  },
  'is an older version': (file) => fs.writeFileSync(file, `export const main = () => 3;\n`),
};
