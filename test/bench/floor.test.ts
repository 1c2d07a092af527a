import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { clustersOf, contactOf, editFirstCluster, writeFleet } from './fleet.mjs';
import { makeScript } from './make-floor.mjs';

const bin = fileURLToPath(new URL('../../scripts/millwright.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'floor-test-'));
const fleet = join(folder, 'in', 'fleet');
const out = join(folder, 'out', 'dist');
const floor = join(folder, 'floor');
const script = join(folder, 'floor.mjs');
const clusters = clustersOf(2);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
}

/** Every file below a folder with its text. */
const texts = (below: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(below, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(below.length + 1), readFileSync(path, 'utf8')]),
  );

test('the floor of the benchmark writes our files, byte for byte', () => {
  writeFleet(fleet, clusters);
  node(bin, 'synth', '--fleet', fleet, '--out', out);
  const places = clusters.map((cluster) => ({ ...cluster, contact: contactOf(0) }));
  makeScript({ tree: out, places, runtime: 'floor.mjs', script });
  node(script, floor);
  const ours = texts(out);
  expect(Object.keys(ours).length).toBeGreaterThan(300);
  expect(texts(floor)).toEqual(ours);
});

test('the floor that compares makes the same edit as we do, and no other', () => {
  editFirstCluster(fleet, clusters, 1);
  const before = texts(out);
  node(bin, 'synth', '--fleet', fleet, '--out', out);
  node(script, floor, '--compare', contactOf(1));
  const after = texts(out);
  expect(texts(floor)).toEqual(after);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed.length).toBeGreaterThan(0);
  for (const path of changed) expect(path.startsWith(`${clusters[0]?.environment}/${clusters[0]?.name}/`)).toBe(true);
});
