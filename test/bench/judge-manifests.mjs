// @ts-check
// `check --manifests` beside kubeconform, on the same files and with the same schemas: a whole process each, taking turns.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { faults, schemaPath, writeBroken, writeManifests, writeSchemas } from './manifests.mjs';
import { Meter } from './measure.mjs';
import { manifestsScenario, medianRow } from './report.mjs';

const minor = '1.36';
const files = 200;

/**
 * Measures both, once it is certain that they judge alike.
 *
 * @param {object} order
 * @param {string} order.root Millwright's own folder, with the tree of the example fleet
 * @param {string} order.work a folder for files
 * @param {number} order.objects
 * @param {number} order.runs
 * @returns {import('./report.mjs').Row[]} none where kubeconform is not found
 */
export function judgeManifests({ root, work, objects, runs }) {
  const kubeconform = process.env.MILLWRIGHT_BENCH_KUBECONFORM ?? 'kubeconform';
  if (spawnSync(kubeconform, ['-v']).status !== 0) {
    process.stderr.write(
      `check --manifests was not measured: there is no ${kubeconform}; put it on the PATH or name it in MILLWRIGHT_BENCH_KUBECONFORM\n`,
    );
    return [];
  }
  const folder = mkdtempSync(join(work, 'manifests-'));
  const given = join(folder, 'given');
  const schemas = join(folder, 'schemas');
  writeSchemas({
    ...{ root, minor, folder: schemas },
    kinds: writeManifests({ tree: join(root, 'dist'), folder: given, objects, files }),
  });
  const ours = [process.execPath, join(root, 'scripts/millwright.mjs'), 'check', '--kubernetes', minor, '--manifests'];
  const theirs = [kubeconform, '-strict', '-summary', '-schema-location', join(schemas, schemaPath)];
  requireSameVerdicts([ours, theirs], folder, objects, given);
  const meter = new Meter(folder);
  const pairs = Array.from({ length: runs }, () => ({
    ours: meter.run([...ours, given]),
    floor: meter.run([...theirs, given]),
  }));
  rmSync(folder, { recursive: true, force: true });
  const about = { clusters: 0, objects, files };
  return [
    medianRow({ scenario: manifestsScenario, ...about }, pairs),
    medianRow(
      { scenario: 'kubeconform', ...about },
      pairs.map(({ floor }) => ({ ours: floor, floor })),
    ),
  ];
}

/**
 * Whoever looks at less is no measure: both take every object, and refuse each that is broken.
 *
 * @param {readonly string[][]} commands
 * @param {string} folder
 * @param {number} objects
 * @param {string} given
 */
function requireSameVerdicts(commands, folder, objects, given) {
  const broken = join(folder, 'broken');
  writeBroken(broken);
  for (const [program = '', ...args] of commands) {
    const fine = spawnSync(program, [...args, given], { encoding: 'utf8' });
    if (fine.status !== 0 || !fine.stdout.replaceAll(',', '').includes(`${objects} `))
      throw new Error(
        `${program} does not take all ${objects} objects:\n${fine.stdout.slice(-2000)}${fine.stderr.slice(-2000)}`,
      );
    for (const fault of faults)
      if (spawnSync(program, [...args, join(broken, `${fault}.yaml`)]).status !== 1)
        throw new Error(`${program} does not see the fault "${fault}"`);
  }
}
