import { cpSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lister, listFolder } from '../../scripts/pipeline/read.ts';
import { run } from '../../scripts/pipeline/synth.ts';
import { bin, host, millwright } from '../fleet/run.ts';
import { definitions, edit, type Small, small, texts, write } from '../fleet/small.ts';

/** What the small fleet's tree must be, whoever makes it. */
let tree: Record<string, string>;
const made: Small[] = [];
const fresh = (): Small => {
  const fleet = small();
  made.push(fleet);
  return fleet;
};
beforeAll(async () => {
  const fleet = fresh();
  await millwright(fleet, 'synth');
  tree = texts(fleet.dir);
});
afterAll(() => {
  for (const { dir } of made) rmSync(dir, { recursive: true, force: true });
});

/** One cluster with what its profile asks for, and its factory. */
const withoutAnswers = {
  'production.ts': undefined,
  'versions/production.yaml': undefined,
  'versions/shop.prod.yaml': undefined,
  'staging.ts': (definitions['staging.ts'] ?? '')
    .replace(/ {2}platform: \{\n( {4}.*\n)* {2}\},\n/, '')
    .replace('elsewhere, ', ''),
  'factories/shop.ts': (definitions['factories/shop.ts'] ?? '').replace(/ {4}prod: .*\n/, ''),
};

/** Turns what the file system lists around, in this whole process. */
const backwards =
  "data:text/javascript,import fs from 'node:fs';import{syncBuiltinESMExports}from'node:module';const list=fs.readdirSync;fs.readdirSync=(...all)=>[...list(...all)].reverse();syncBuiltinESMExports()";

describe('the same bytes come out', () => {
  it.each([
    ['in another time zone', { env: { TZ: 'Asia/Kathmandu' } }],
    ['in another language', { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' } }],
    ['with another home', { env: { HOME: '/nonexistent', XDG_CACHE_HOME: '/nonexistent', USER: 'nobody' } }],
    ['in another working folder', { cwd: '/' }],
    ['whatever order the file system lists files in', { node: ['--import', backwards] }],
  ])('%s', async (_, options) => {
    const fleet = fresh();
    const ran = await bin(['synth', '--no-cache', '--fleet', fleet.fleet, '--out', fleet.out], options);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('with another umask', async () => {
    const fleet = fresh();
    const before = process.umask(0o077);
    try {
      await bin(['synth', '--fleet', fleet.fleet, '--out', fleet.out]);
    } finally {
      process.umask(before);
    }
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('from relative paths', async () => {
    const fleet = fresh();
    await bin(['synth', '--fleet', './environments/', '--out', 'dist/'], { cwd: fleet.dir });
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('on a second run, with and without what the first one remembered', async () => {
    const fleet = fresh();
    await millwright(fleet, 'synth');
    for (const more of [[], ['--no-cache'], []]) {
      expect((await millwright(fleet, 'synth', ...more)).out).toBe('3 clusters, 83 files: nothing changed\n');
      expect(texts(fleet.dir)).toEqual(tree);
    }
  });

  it('cluster by cluster', async () => {
    const fleet = fresh();
    for (const cluster of ['staging/eu-1', 'production/eu-2', 'production/eu-1'])
      await millwright(fleet, 'synth', '--cluster', cluster);
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('over a tree of something else', async () => {
    const fleet = fresh();
    edit(fleet.fleet, 'staging.ts', 'staging.example.org', 'elsewhere.example.org');
    await millwright(fleet, 'synth');
    edit(fleet.fleet, 'staging.ts', 'elsewhere.example.org', 'staging.example.org');
    await millwright(fleet, 'synth');
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('from another folder of the same name', async () => {
    const fleet = fresh();
    const moved = `${fleet.dir}/a folder/${basename(fleet.fleet)}`;
    cpSync(fleet.fleet, moved, { recursive: true });
    rmSync(fleet.fleet, { recursive: true });
    renameSync(join(fleet.dir, 'a folder'), `${fleet.dir} too`);
    const there = { dir: `${fleet.dir} too`, fleet: `${fleet.dir} too/environments`, out: `${fleet.dir} too/dist` };
    made.push(there);
    await millwright(there, 'synth');
    expect(texts(there.dir)).toEqual(tree);
  });

  it('with an injected lister that returns names in any order', async () => {
    const orders: readonly Lister[] = [
      listFolder,
      (folder) => [...listFolder(folder)].reverse(),
      (folder) => [...listFolder(folder)].sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? 1 : -1)),
    ];
    const results: Record<string, string>[] = [];
    for (const list of orders) {
      const { dir, fleet, out } = fresh();
      // This process' own core does not know answers of the bundle's as such, so here nothing is answered.
      write(fleet, withoutAnswers);
      const outcome = await run({ host: await host(), fleet, out, cache: false, list });
      expect(outcome.findings).toEqual([]);
      outcome.write();
      results.push(texts(dir));
    }
    expect(Object.keys(results[0] ?? {}).length).toBeGreaterThan(40);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });
});
