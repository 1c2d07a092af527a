// @ts-check
// What a process costs: its CPU time with that of its children, as the shell counts them, and its peak memory.
//
// bash's `time` gives user and system seconds of a command and of every process that it waited for, to the millisecond. A
// process that outlives its parent is in nobody's sum (esbuild may), and no portable command tells the peak; so each
// program also loads a few lines that note both when it exits. They cost under a millisecond, and the floor has them too.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ user: number, system: number, wall: number, peakMB: number }} Cost seconds, and 10^6 bytes of resident memory */

/** Runs at the exit of a program. Where there is no /proc, children that nobody waits for go uncounted. */
const noteText = (/** @type {string} */ file) => `
process.on('exit', () => {
  const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
  let left = 0;
  try {
    for (const child of readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim().split(' ').filter(Boolean))
      for (const task of readdirSync('/proc/' + child + '/task'))
        left += Number(readFileSync('/proc/' + child + '/task/' + task + '/schedstat', 'utf8').split(' ')[0]) / 1e9;
  } catch {}
  writeFileSync(${JSON.stringify(file)}, JSON.stringify({ left, peak: process.resourceUsage().maxRSS * 1024 }));
});
`;

/** Measures programs one after the other, with its notes in a folder. */
export class Meter {
  #hook;
  #notes;

  /** @param {string} folder for its own files */
  constructor(folder) {
    this.#hook = join(folder, 'note.cjs');
    this.#notes = join(folder, 'note.json');
    writeFileSync(this.#hook, noteText(this.#notes));
    const { status } = spawnSync('bash', ['-c', 'time :'], { stdio: 'ignore' });
    if (status !== 0) throw new Error('the benchmark needs bash, whose `time` counts CPU seconds');
  }

  /**
   * @param {readonly string[]} command
   * @returns {Cost & { said: string }} with what it wrote to standard error
   * @throws when the command fails, with what it said
   */
  run(command) {
    rmSync(this.#notes, { force: true });
    const { stdout, output, status } = spawnSync(
      'bash',
      ['-c', `TIMEFORMAT='%3U %3S %3R'; { time "$@" >/dev/null 2>&3; } 2>&1`, 'bash', ...command],
      { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8', env: this.#environment() },
    );
    const said = output[3] ?? '';
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}\n${said}`);
    const [user = 0, system = 0, wall = 0] = stdout.trim().split(' ').map(Number);
    const { left, peak } = this.#read();
    return { user: user + left, system, wall, peakMB: peak / 1e6, said };
  }

  /** Nothing of whoever runs this but what programs are found by. */
  #environment() {
    const { PATH, HOME, TMPDIR } = process.env;
    return {
      PATH,
      HOME,
      ...(TMPDIR && { TMPDIR }),
      LC_ALL: 'C',
      NODE_OPTIONS: `--require ${JSON.stringify(this.#hook)}`,
    };
  }

  /** @returns {{ left: number, peak: number }} */
  #read() {
    try {
      return JSON.parse(readFileSync(this.#notes, 'utf8'));
    } catch {
      return { left: 0, peak: 0 }; // no program of Node's
    }
  }
}
