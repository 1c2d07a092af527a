import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { type Core, ENTRY, openCore } from '../../scripts/launcher/bundle.mjs';
import { fleetLoader } from '../../scripts/launcher/fleet.mjs';
import type { Host, Main } from '../../scripts/launcher/host.ts';
import type { Small } from './small.ts';

/** What a run left behind. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Millwright's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

let opened: Promise<Core> | undefined;
/** The core's bundle; made once for all tests of a process, and found again by the next. */
export const core = (): Promise<Core> => (opened ??= openCore(root));

/** What the launcher hands to `main`. */
export async function host(): Promise<Host> {
  const { dir: _, ...found } = await core();
  return { root, cacheDir: found.cacheDir, coreHash: found.hash, loadFleet: fleetLoader(root, await core()) };
}

/** Runs a verb on a fleet in this process: the real \`main\` of the real bundle, with what it prints. */
export async function millwright({ fleet, out }: Small, verb: string, ...more: readonly string[]): Promise<Ran> {
  const folders = ['synth', 'check'].includes(verb) ? ['--fleet', fleet, '--out', out] : [];
  return main(verb, ...folders, ...more);
}

/** Runs `main` in this process with just these arguments. */
export const main = async (...argv: readonly string[]): Promise<Ran> => mainOn(await host(), argv);

/** The same, from another place. */
export async function mainOn(from: Host, argv: readonly string[]): Promise<Ran> {
  const loaded: { main: Main } = await import(/* @vite-ignore */ pathToFileURL(join((await core()).dir, ENTRY)).href);
  const printed = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(process[`std${name}`], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await loaded.main([...argv], from), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs the bin to its end, as a process of its own. */
export function bin(
  argv: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; node?: readonly string[]; at?: string } = {},
): Promise<Ran> {
  const { cwd = root, env = {}, node = [], at = root } = options;
  const child = spawn(process.execPath, [...node, join(at, 'scripts/millwright.mjs'), ...argv], {
    cwd,
    env: { ...process.env, ...env },
  });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.err += chunk;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, ...printed })));
}
