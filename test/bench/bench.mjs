// @ts-check
// `npm run bench`: what Millwright costs beside a bare script that prints the same files (the floor).
//
// Every scenario is a whole process, on a fleet and a tree in memory. Runs of ours and of the floor take turns, so that a
// machine that gets slower or faster does so for both; a ratio is the median of the ratios of neighbours.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheFolders } from '../../scripts/launcher/store.mjs';
import { clustersOf, contactOf, editFirstCluster, writeFleet } from './fleet.mjs';
import { judgeManifests } from './judge-manifests.mjs';
import { countTree, makeScript, writeChart } from './make-floor.mjs';
import { Meter } from './measure.mjs';
import { brokenBounds, medianRow, table } from './report.mjs';

/** @typedef {import('./measure.mjs').Cost} Cost */
/** @typedef {import('./report.mjs').Row} Row */

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const bin = join(root, 'scripts', 'millwright.mjs');

/** A fleet of C clusters, its tree and its floor, ready to be measured. */
class Bench {
  #meter;
  #clusters;
  #places;
  #fleet;
  #out;
  #floorOut;
  #floor;
  #folder;
  #counts = { files: 0, objects: 0 };
  #edition = 0;

  /** @param {string} folder @param {number} count */
  constructor(folder, count) {
    this.#folder = folder;
    this.#meter = new Meter(folder);
    this.#clusters = clustersOf(count);
    this.#places = this.#clusters.map((cluster) => ({ ...cluster, contact: contactOf(0) }));
    // Apart, so that nothing is written beside the tree.
    this.#fleet = join(folder, 'in', 'fleet');
    this.#out = join(folder, 'out', 'dist');
    this.#floorOut = join(folder, 'floor');
    this.#floor = join(folder, 'floor.mjs');
  }

  /** Writes fleet, tree and floor once; the core is bundled by it, and files beside the tree are there. */
  prepare() {
    writeFleet(this.#fleet, this.#clusters);
    this.#meter.run(this.#ours());
    makeScript({ tree: this.#out, places: this.#places, runtime: 'floor.mjs', script: this.#floor });
    this.#meter.run([process.execPath, this.#floor, this.#floorOut]);
    this.#requireSame();
    this.#counts = countTree(this.#out);
  }

  /** @param {number} runs @returns {Row[]} */
  rows(runs) {
    /** @type {Record<string, { ours: Cost, floor: Cost }[]>} */
    const pairs = { cold: [], 'cold, definitions not bundled': [], unchanged: [], edited: [] };
    for (let run = 0; run < runs; run++) {
      pairs['cold']?.push(this.#cold(['core-', 'fleet-', 'index-']));
      pairs['cold, definitions not bundled']?.push(this.#cold(['core-']));
      pairs['unchanged']?.push(this.#pair(['--compare']));
      this.#edition++;
      editFirstCluster(this.#fleet, this.#clusters, this.#edition);
      pairs['edited']?.push(this.#pair(['--compare', contactOf(this.#edition)]));
      this.#requireSame();
      editFirstCluster(this.#fleet, this.#clusters, 0);
    }
    const about = { clusters: this.#clusters.length, ...this.#counts };
    return Object.entries(pairs).flatMap(([scenario, costs]) => [
      medianRow({ scenario, ...about }, costs),
      medianRow(
        { scenario: `floor of ${scenario}`, ...about },
        costs.map(({ floor }) => ({ ours: floor, floor })),
      ),
    ]);
  }

  #ours() {
    return [process.execPath, bin, 'synth', '--fleet', this.#fleet, '--out', this.#out];
  }

  /**
   * Nothing there but bundles: of our own code, and unless it is said otherwise of the definitions.
   *
   * @param {readonly string[]} kept how the names begin of what stays in the cache
   */
  #cold(kept) {
    rmSync(this.#out, { recursive: true, force: true });
    rmSync(this.#floorOut, { recursive: true, force: true });
    for (const folder of cacheFolders(root)) {
      for (const name of readdirSync(folder))
        if (!kept.some((begin) => name.startsWith(begin))) rmSync(join(folder, name), { recursive: true, force: true });
      break;
    }
    return this.#pair([]);
  }

  /** @param {readonly string[]} mode of the floor */
  #pair(mode) {
    const ours = this.#meter.run(this.#ours());
    return { ours, floor: this.#meter.run([process.execPath, this.#floor, this.#floorOut, ...mode]) };
  }

  #requireSame() {
    const { status, stdout } = spawnSync('diff', ['-r', '-q', this.#out, this.#floorOut], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the floor does not print our tree:\n${stdout}`);
  }

  /** The same objects from a chart that holds them as text, a release a cluster; nothing where Helm is not installed. */
  #helm() {
    if (spawnSync('helm', ['version']).status !== 0) return undefined;
    const chart = join(this.#folder, 'chart');
    const [model] = this.#clusters;
    writeChart(join(this.#out, model?.environment ?? '', model?.name ?? ''), chart);
    const loop = `for i in $(seq ${this.#clusters.length}); do helm template c "$1" --output-dir "$2/$i" > /dev/null || exit 1; done`;
    return ['sh', '-c', loop, 'sh', chart, join(this.#folder, 'helm')];
  }

  /**
   * What each check takes of a cold run, beside the floor: the medians of what the runs themselves say.
   *
   * @param {number} runs
   * @returns {Row[]}
   */
  checks(runs) {
    /** @type {Map<string, { ours: Cost, floor: Cost }[]>} */
    const pairs = new Map();
    for (let run = 0; run < runs; run++) {
      const [, bin = '', , ...folders] = this.#ours();
      const { said } = this.#meter.run([process.execPath, bin, 'check', '--no-cache', '--timings', ...folders]);
      const floor = this.#meter.run([process.execPath, this.#floor, join(this.#folder, 'floor-checks')]);
      for (const [, spent, name = ''] of said.matchAll(/^ *([\d.]+) ms {2}(.+)$/gm)) {
        const ours = { user: Number(spent) / 1000, system: 0, wall: 0, peakMB: 0 };
        pairs.set(name, [...(pairs.get(name) ?? []), { ours, floor }]);
      }
    }
    const about = { clusters: this.#clusters.length, ...this.#counts };
    return [...pairs].map(([name, costs]) => medianRow({ scenario: `check ${name}`, ...about }, costs));
  }

  /** What others pay for the same, once each: stock cdk8s, Helm where it is installed, and ours started by npm. @returns {Row[]} */
  besides() {
    const about = { clusters: this.#clusters.length, ...this.#counts };
    const script = join(this.#folder, 'stock.mjs');
    makeScript({ tree: this.#out, places: this.#places, runtime: 'stock.mjs', script });
    const floor = this.#meter.run([process.execPath, this.#floor, join(this.#folder, 'floor-besides')]);
    const compare = this.#meter.run([process.execPath, this.#floor, this.#floorOut, '--compare']);
    const stock = this.#meter.run([process.execPath, script, join(this.#folder, 'stock'), root]);
    const helm = this.#helm();
    const npm = ['npm', '--prefix', root, 'run', '--silent', 'synth', '--', ...this.#ours().slice(3)];
    return [
      medianRow({ scenario: 'stock cdk8s', ...about }, [{ ours: stock, floor }]),
      ...(helm ? [medianRow({ scenario: 'helm template', ...about }, [{ ours: this.#meter.run(helm), floor }])] : []),
      medianRow({ scenario: 'unchanged, by npm run', ...about }, [{ ours: this.#meter.run(npm), floor: compare }]),
    ];
  }
}

/** A folder in memory, where there is one: making files on a disk costs more than the program, and differently every time. */
function workFolder() {
  const TMPFS = 0x01021994;
  try {
    if (statfsSync('/dev/shm').type === TMPFS) return mkdtempSync('/dev/shm/millwright-bench-');
  } catch {
    // not on this system
  }
  process.stderr.write(
    `/dev/shm is no tmpfs: the tree is written to ${os.tmpdir()}, and the numbers depend on its disk\n`,
  );
  return mkdtempSync(join(os.tmpdir(), 'millwright-bench-'));
}

function main() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      clusters: { type: 'string', default: '1,10,50' },
      runs: { type: 'string', default: '5' },
      manifests: { type: 'string', default: '10000' },
    },
  });
  const work = workFolder();
  /** @type {Row[]} */
  const rows = [];
  try {
    for (const count of values.clusters.split(',').map(Number)) {
      if (!values.json) process.stderr.write(`C = ${count} …\n`);
      const folder = mkdtempSync(join(work, 'c-'));
      const bench = new Bench(folder, count);
      bench.prepare();
      rows.push(...bench.rows(Number(values.runs)), ...bench.checks(Number(values.runs)), ...bench.besides());
      rmSync(folder, { recursive: true, force: true });
    }
    rows.push(...judgeManifests({ root, work, objects: Number(values.manifests), runs: Number(values.runs) }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  process.stdout.write(values.json ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows));
  const broken = brokenBounds(rows);
  for (const line of broken) process.stderr.write(`broken: ${line}\n`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

main();
