import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { stateFile } from '../../scripts/pipeline/state.ts';
import { commit, git, init } from '../fleet/git.ts';
import { bin, core, millwright } from '../fleet/run.ts';
import { edit, type Small, small, texts, write } from '../fleet/small.ts';

let fleet: Small;
let tree: Record<string, string>;
/** The file that remembers the small fleet, and what it held after the synth of `tree`. */
let file: string;
let remembered: string;
beforeEach(async () => {
  fleet = small();
  await millwright(fleet, 'synth');
  tree = texts(fleet.dir);
  file = stateFile((await core()).cacheDir, fleet.fleet, fleet.out);
  remembered = readFileSync(file, 'utf8');
  return () => {
    rmSync(fleet.dir, { recursive: true });
    rmSync(file, { recursive: true, force: true });
  };
});

/** Changes one byte in the middle. */
const flipped = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${text[middle] === 'a' ? 'b' : 'a'}${text.slice(middle + 1)}`;
};

describe('what a run remembers costs only time when it', () => {
  it.each([
    ['is gone', () => rmSync(file)],
    ['is empty', () => writeFileSync(file, '')],
    ['is cut short', () => writeFileSync(file, remembered.slice(0, -100))],
    ['has one wrong byte', () => writeFileSync(file, flipped(remembered))],
    ['is of another version', () => writeFileSync(file, remembered.replace(/^\d+/, '0'))],
    ['is no JSON', () => writeFileSync(file, '1 abc\n{')],
    [
      'is a folder, which cannot be replaced either',
      () => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('%s', async (_, damage) => {
    damage();
    expect(await millwright(fleet, 'synth')).toEqual({
      code: 0,
      out: '3 clusters, 83 files: nothing changed\n',
      err: '',
    });
    expect(texts(fleet.dir)).toEqual(tree);
  });

  it('is of an older fleet, with the tree of today', async () => {
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 3');
    await millwright(fleet, 'synth');
    const after = texts(fleet.dir);
    writeFileSync(file, remembered);
    expect((await millwright(fleet, 'synth')).out).toBe('3 clusters, 83 files: nothing changed\n');
    expect(texts(fleet.dir)).toEqual(after);
  });

  it('is of an older fleet, with the tree of then', async () => {
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 3');
    await millwright(fleet, 'synth');
    const after = texts(fleet.dir);
    writeFileSync(file, remembered);
    for (const path of Object.keys(tree)) if (path.startsWith('dist/')) write(fleet.dir, { [path]: tree[path] });
    await millwright(fleet, 'synth');
    expect(texts(fleet.dir)).toEqual(after);
  });

  it('speaks of a tree that is gone', async () => {
    rmSync(fleet.out, { recursive: true });
    await millwright(fleet, 'synth');
    expect(texts(fleet.dir)).toEqual(tree);
  });
});

describe('a run sees a change of', () => {
  const changed = async (): Promise<string[]> => {
    const before = texts(fleet.out);
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0 });
    const after = texts(fleet.out);
    const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
    const clusters = [...paths]
      .filter((path) => before[path] !== after[path])
      .map((path) => path.split('/').slice(0, 2));
    return [...new Set(clusters.map((parts) => parts.join('/')))].sort();
  };

  it.each([
    [
      'the fleet',
      ['fleet.ts', 'acme/platform.git', 'acme/fleet.git'],
      ['production/eu-1', 'production/eu-2', 'staging/eu-1'],
    ],
    ['an environment', ['production.ts', "'wireguard'", "'none'"], ['production/eu-1']],
    ['a factory', ['factories/shop.ts', 'port: 8080', 'port: 8081'], ['production/eu-1', 'staging/eu-1']],
    ["a component of the fleet's own", ['components/databases/notes.ts', "'1.0.0'", "'1.0.1'"], ['staging/eu-1']],
    ['the versions of the platform', ['versions/platform.yaml', 'v1.21.1', 'v1.21.2'], ['production/eu-1']],
    [
      'what an environment follows',
      ['versions/production.yaml', 'heads/main', 'tags/p-1'],
      ['production/eu-1', 'production/eu-2'],
    ],
    ['what a stage follows', ['versions/shop.prod.yaml', 'heads/main', 'tags/s-1'], ['production/eu-1']],
  ] as const)('%s, in the clusters that it concerns', async (_, [path, from, to], clusters) => {
    edit(fleet.fleet, path, from, to);
    expect(await changed()).toEqual(clusters);
    const after = texts(fleet.dir);
    await millwright(fleet, 'synth', '--no-cache');
    expect(texts(fleet.dir)).toEqual(after);
  });

  it('a file that a definition reads by itself', async () => {
    const domain = join(fleet.dir, 'domain');
    edit(fleet.fleet, 'staging.ts', 'import {', "import { readFileSync } from 'node:fs';\nimport {");
    edit(fleet.fleet, 'staging.ts', "'staging.example.org'", `readFileSync('${domain}', 'utf8')`);
    const argv = ['synth', '--fleet', fleet.fleet, '--out', fleet.out];
    for (const name of ['one.example.org', 'two.example.org']) {
      writeFileSync(domain, name);
      expect(await bin(argv)).toMatchObject({ code: 0 });
      expect(readFileSync(join(fleet.out, 'staging/eu-1/README.md'), 'utf8')).toContain(name);
    }
  });

  it('what has been released meanwhile', async () => {
    init(fleet);
    commit(fleet);
    edit(fleet.fleet, 'staging.ts', '{ notes: { shelves: 2 } }', '{}');
    edit(fleet.fleet, 'staging.ts', "runs: kind('1.35'),", "runs: kind('1.35'),\n      retire: { notes: 'orphan' },");
    await millwright(fleet, 'synth');
    commit(fleet);
    edit(fleet.fleet, 'staging.ts', "\n      retire: { notes: 'orphan' },", '');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0 });
    // Back to before the release, with a state that was made after it.
    git(fleet.dir, ['stash', '-q', '-u']);
    git(fleet.dir, ['reset', '-q', '--hard', 'HEAD~1']);
    git(fleet.dir, ['checkout', '-q', 'stash@{0}', '--', '.']);
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 1 });
  });
});

describe('in a cluster that is made again, a file that stays as it is', () => {
  const notes = 'components/databases/notes.ts';
  const definition = (more: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: pages.notes.example.org }
spec:
  group: notes.example.org
  names: { kind: Page, plural: pages }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object${more}, properties: { lines: { type: integer } } } }
`;
  /** Another file of the same cluster changes. */
  const changeElsewhere = () => edit(fleet.fleet, 'factories/shop.ts', 'cpu: 4', 'cpu: 5');
  beforeEach(() => {
    edit(fleet.fleet, notes, "keeps: 'data',", "keeps: 'data',\n  defines: ['notes.example.org'],");
    edit(
      fleet.fleet,
      notes,
      "new Manifest(chart, 'notes', {",
      "new Manifest(chart, 'page', {\n      apiVersion: 'notes.example.org/v1', kind: 'Page', metadata: { name: 'page' }, spec: { lines: 1 },\n    });\n    new Manifest(chart, 'notes', {",
    );
  });

  it('is warned of again', async () => {
    const first = await millwright(fleet, 'synth');
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('there is no schema of notes.example.org') });
    changeElsewhere();
    expect((await millwright(fleet, 'synth')).err).toBe(first.err);
  });

  it('is judged again by a definition that has come or changed', async () => {
    write(fleet.fleet, { 'definitions/pages.yaml': definition('') });
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    write(fleet.fleet, { 'definitions/pages.yaml': definition(', required: [words]') });
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 1, err: expect.stringContaining('spec.words') });
  });

  it('is judged again by a definition that has come, where there was none', async () => {
    await millwright(fleet, 'synth');
    write(fleet.fleet, { 'definitions/pages.yaml': definition(', required: [words]') });
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 1, err: expect.stringContaining('spec.words') });
  });

  it('is judged again by policies that have changed', async () => {
    const said = expect.stringContaining('Deployment shop-test/web › spec.template.spec.containers[0].image');
    const groups = "groups: { platform: 'platform-team' },";
    edit(fleet.fleet, 'fleet.ts', groups, `${groups}\n  registries: { main: { host: 'registry.example.org' } },`);
    write(fleet.fleet, { 'definitions/pages.yaml': definition('') });
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    const manifests = () =>
      readFileSync(join(fleet.out, 'staging/eu-1/factories/shop/test/web/manifests.yaml'), 'utf8');
    const before = manifests();
    edit(fleet.fleet, 'fleet.ts', 'registry.example.org', 'mirror.example.org');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: said });
    expect(manifests()).toBe(before);
    changeElsewhere();
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: said });
  });

  it('is judged again where it was another meanwhile', async () => {
    write(fleet.fleet, { 'definitions/pages.yaml': definition('') });
    await millwright(fleet, 'synth');
    const path = join(fleet.out, 'staging/eu-1/platform/notes/manifests.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('lines: 1', "lines: 'one'"));
    edit(fleet.fleet, notes, 'lines: 1', "lines: 'one'");
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 1, err: expect.stringContaining('spec.lines') });
  });
});

it('an unchanged cluster is not written again', async () => {
  const before = statSync(join(fleet.out, 'staging/eu-1/README.md')).mtimeMs;
  await millwright(fleet, 'synth');
  expect(statSync(join(fleet.out, 'staging/eu-1/README.md')).mtimeMs).toBe(before);
});
