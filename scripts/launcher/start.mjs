// @ts-check
// Packages, then the core, then `main`; and what is said when one of them fails.

import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { ENTRY, openCore } from './bundle.mjs';
import { install, LaunchError } from './install.mjs';

const debug = Boolean(process.env.MILLWRIGHT_DEBUG);

// V8 optimises a function after it has run for a while, on other threads. A run of ours is over before that pays: with 50
// clusters, optimising later takes a quarter off the CPU time and costs no wall time (Node 20: 135168 is the default). Newer
// versions of V8 have no such flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');

/**
 * Runs Millwright and sets the exit code of the process.
 *
 * @param {URL} folder Millwright's own
 * @param {string[]} argv the arguments of the user
 */
export async function start(folder, argv) {
  quietPipes();
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit(); // nobody knows what state the run is in
  });
  let finished = false;
  process.on('beforeExit', () => {
    // Nothing is left that could wake the process, and Node would call that a success.
    const why = 'an "await", in a definition perhaps, waits for what never happens';
    if (!finished) fail(new LaunchError(`stopped before it was finished: ${why}`));
    finished = true;
  });
  try {
    process.exitCode = await run(resolve(fileURLToPath(folder)), argv);
  } catch (error) {
    fail(error);
  }
  finished = true;
}

/**
 * @param {string} root
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
async function run(root, argv) {
  await install(root);
  if (debug) process.setSourceMapsEnabled(true);
  const core = await openCore(root, { debug });
  /** @type {import('./host.ts').LoadFleet} */
  const loadFleet = async (dir, files) => (await import('./fleet.mjs')).fleetLoader(root, core)(dir, files);
  /** @type {{ main: import('./host.ts').Main }} */
  const { main } = await import(pathToFileURL(join(core.dir, ENTRY)).href);
  return main(argv, { root, cacheDir: core.cacheDir, coreHash: core.hash, loadFleet });
}

/** Lets a reader go away early (`millwright catalog | head`): the run itself goes on, a half-written tree helps nobody. */
function quietPipes() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** @param {unknown} error */
function fail(error) {
  process.exitCode = 1;
  process.stderr.write(`millwright: ${describe(error)}\n`);
}

/** What a disk or a system can answer to any program. */
const OF_THE_MACHINE = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'];

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return bug(String(error));
  // Mistakes of the user and of the machine: what to do about them is in the message.
  if (error.name === 'LaunchError' || error.name === 'FleetError') return error.message;
  if ('code' in error && OF_THE_MACHINE.includes(String(error.code))) return error.message;
  return bug(error.message, error.stack);
}

/**
 * @param {string} message
 * @param {string} [stack]
 */
function bug(message, stack) {
  if (debug) return `${message}\nThis is a bug of Millwright; please report it with what follows.\n${stack ?? ''}`;
  return `${message}\nThis is a bug of Millwright; please report it with what it says when MILLWRIGHT_DEBUG=1 is set.`;
}
