import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commit, git, init } from '../fleet/git.ts';
import { bin, millwright } from '../fleet/run.ts';
import { edit, type Small, small, texts } from '../fleet/small.ts';

let fleet: Small;
/** What the small fleet's folder holds after a synth. */
let whole: Record<string, string>;
beforeEach(async () => {
  fleet = small();
  expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
  whole = texts(fleet.dir);
  return () => rmSync(fleet.dir, { recursive: true });
});

const cluster = 'production/eu-1';
const file = `${cluster}/apps/traefik.yaml`;
const at = (path: string): string => join(fleet.out, path);
const header = () => readFileSync(at(file), 'utf8').split('\n')[0] ?? '';
const prepend = (path: string, text: string): void => writeFileSync(path, text + readFileSync(path, 'utf8'));

const damages: Readonly<Record<string, readonly [says: string, path: string, damage: (path: string) => void]>> = {
  'an edited byte': ['changed', file, (path) => edit(path, '', 'traefik', 'traefil')],
  'a line too many': ['changed', `${cluster}/README.md`, (path) => appendFileSync(path, 'by hand\n')],
  'a deleted file': ['missing', file, (path) => rmSync(path)],
  'a truncated file': ['changed', file, (path) => truncateSync(path, 300)],
  'a file cut off in its first line': ['changed', file, (path) => truncateSync(path, 7)],
  'an empty file': ['changed', file, (path) => truncateSync(path, 0)],
  'a stale file of ours': [
    'stale',
    `${cluster}/apps/old.yaml`,
    (path) => writeFileSync(path, `${header()}\nkind: Old\n`),
  ],
  'a stale cluster of ours': [
    'stale',
    'production/eu-0/apps/old.yaml',
    (path) => {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, `${header()}\nkind: Old\n`);
    },
  ],
  'a file that a crash left half written': ['stale', `${file}.millwright-new`, (path) => writeFileSync(path, 'kin')],
  'conflict markers around its first line': [
    'changed',
    file,
    (path) => prepend(path, `<<<<<<< HEAD\n${header()}\n=======\n${header()}.\n>>>>>>> other\n`),
  ],
};

describe('synth --check names, and synth repairs,', () => {
  it.each(Object.entries(damages))('%s', async (_, [says, path, damage]) => {
    damage(at(path));
    const damaged = texts(fleet.dir);
    const checked = await millwright(fleet, 'synth', '--check');
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(new RegExp(`^${says} +(dist/)?${path}\n$`));
    expect(checked.err).toContain('npm run synth');
    expect(texts(fleet.dir), 'a check writes nothing').toEqual(damaged);
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(texts(fleet.dir)).toEqual(whole);
    expect(await millwright(fleet, 'synth', '--check')).toMatchObject({ code: 0, out: 'the tree is up to date\n' });
  });

  it('what it writes beside the tree', async () => {
    rmSync(join(fleet.dir, 'CODEOWNERS'));
    appendFileSync(join(fleet.fleet, 'registry.ts'), '// by hand\n');
    const { code, out } = await millwright(fleet, 'synth', '--check');
    expect({ code, out }).toEqual({ code: 1, out: 'missing CODEOWNERS\nchanged environments/registry.ts\n' });
    await millwright(fleet, 'synth');
    expect(texts(fleet.dir)).toEqual(whole);
  });

  it('everything that a git merge with conflicts left behind', async () => {
    init(fleet);
    commit(fleet);
    git(fleet.dir, ['checkout', '-q', '-b', 'other']);
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 3');
    await millwright(fleet, 'synth');
    commit(fleet);
    git(fleet.dir, ['checkout', '-q', 'main']);
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 4');
    await millwright(fleet, 'synth');
    commit(fleet);
    const merged = texts(fleet.dir);
    git(fleet.dir, ['merge', 'other'], true);
    const notes = 'dist/staging/eu-1/platform/notes/manifests.yaml';
    expect(texts(fleet.dir)[notes]).toContain('<<<<<<<');
    // A person mends what a person wrote.
    writeFileSync(join(fleet.fleet, 'staging.ts'), merged['environments/staging.ts'] ?? '');
    expect((await millwright(fleet, 'synth', '--check')).out).toContain('staging/eu-1/platform/notes/manifests.yaml');
    await millwright(fleet, 'synth');
    expect(texts(fleet.dir)).toEqual(merged);
  });
});

describe('a file that is not ours', () => {
  const foreign = {
    'NOTES.md': '# ours',
    'apps/extra.yaml': 'kind: Extra\n',
    'platform/cat.png': '\x89PNG\0',
    LICENSE: '',
  };

  it('is never touched, wherever it lies', async () => {
    for (const folder of ['', 'production', cluster, 'somewhere/else'])
      for (const [path, text] of Object.entries(foreign)) {
        mkdirSync(join(at(folder), path, '..'), { recursive: true });
        writeFileSync(join(at(folder), path), text, 'latin1');
      }
    const before = texts(fleet.dir);
    expect(await millwright(fleet, 'synth', '--check')).toMatchObject({ code: 0 });
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 3');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0 });
    const after = texts(fleet.dir);
    for (const path of Object.keys(before))
      if (!path.startsWith('dist/staging') && !path.startsWith('environments')) expect(after[path]).toBe(before[path]);
  });

  it('stays when the cluster around it goes', async () => {
    writeFileSync(at('production/eu-2/NOTES.md'), 'mine');
    edit(fleet.fleet, 'production.ts', "    'eu-2': { runs: kubeadm('1.35') },\n", '');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0 });
    expect(Object.keys(texts(at('production/eu-2')))).toEqual(['NOTES.md']);
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'mine\n')],
    ['an empty folder', (path: string) => mkdirSync(path)],
    ['a link that leads nowhere', (path: string) => symlinkSync('/nowhere', path)],
  ])('is named when it is in the way: %s', async (_, put) => {
    rmSync(at(file));
    put(at(file));
    const before = texts(fleet.dir);
    const { code, err } = await millwright(fleet, 'synth');
    expect(code).toBe(1);
    expect(err).toMatch(/production\/eu-1 › apps\/traefik\.yaml: is in the way of a file of ours, and is not ours/);
    expect(err).toMatch(/move it away/);
    expect(texts(fleet.dir)).toEqual(before);
  });

  it.each([
    ['nowhere', '/nowhere'],
    ['to a folder', '/'],
  ])('is left alone when it is a link that leads %s', async (_, target) => {
    symlinkSync(target, at(`${cluster}/link`));
    expect(await millwright(fleet, 'synth', '--no-cache')).toMatchObject({ code: 0, err: '' });
    expect(lstatSync(at(`${cluster}/link`)).isSymbolicLink()).toBe(true);
  });
});

describe('a synth writes', () => {
  it('only files that have changed', async () => {
    const past = new Date('2001-01-01');
    const all = Object.keys(texts(fleet.out));
    for (const path of all) utimesSync(at(path), past, past);
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 3');
    await millwright(fleet, 'synth');
    const written = all.filter((path) => statSync(at(path)).mtimeMs !== past.getTime());
    expect(written).toEqual(['staging/eu-1/platform/notes/manifests.yaml']);
  });

  it.each([
    ['--environment', 'staging', /^dist\/staging\//],
    ['--cluster', 'production/eu-2', /^dist\/production\/eu-2\//],
    ['--cluster', 'eu-2', /^dist\/production\/eu-2\//],
  ])('nothing but what %s %s names', async (flag, name, within) => {
    const stale = [at('production/eu-0/apps/old.yaml'), at('staging/eu-0/apps/old.yaml')];
    for (const path of stale) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, `${header()}\n`);
    }
    for (const path of Object.keys(texts(fleet.out))) if (path.endsWith('/README.md')) appendFileSync(at(path), 'x');
    const before = texts(fleet.dir);
    expect(await millwright(fleet, 'synth', flag, name)).toMatchObject({ code: 0 });
    const after = texts(fleet.dir);
    const changed = Object.keys(before).filter((path) => before[path] !== after[path]);
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(within);
  });

  it('folders away that it has emptied', async () => {
    edit(fleet.fleet, 'production.ts', "    'eu-2': { runs: kubeadm('1.35') },\n", '');
    await millwright(fleet, 'synth');
    expect(readdirSync(at('production'))).toEqual(['eu-1']);
  });
});

describe('a synth that is killed half way', () => {
  /** Kills the process in the middle of its nth write to the tree. */
  const killer = (nth: number) =>
    `data:text/javascript,import fs from 'node:fs';import{syncBuiltinESMExports}from'node:module';const write=fs.writeFileSync;let n=0;fs.writeFileSync=(file,text,...more)=>{if(String(file).includes('/dist/')%26%26++n===${nth}){write(file,String(text).slice(0,20));process.kill(process.pid,'SIGKILL')}return write(file,text,...more)};syncBuiltinESMExports()`;

  it.each([
    ['into an empty folder', 1],
    ['into an empty folder, later', 40],
  ])('%s leaves a tree that the next one repairs', async (_, nth) => {
    rmSync(fleet.out, { recursive: true });
    const argv = ['synth', '--fleet', fleet.fleet, '--out', fleet.out];
    expect((await bin(argv, { node: ['--import', killer(nth)] })).code).toBeNull();
    expect(Object.keys(texts(fleet.out))).toHaveLength(nth);
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(texts(fleet.dir)).toEqual(whole);
  });

  it('over an older tree leaves one that the next one repairs, whatever was wanted meanwhile', async () => {
    edit(fleet.fleet, 'production.ts', "domain: 'example.org'", "domain: 'example.net'");
    const argv = ['synth', '--fleet', fleet.fleet, '--out', fleet.out];
    expect((await bin(argv, { node: ['--import', killer(3)] })).code).toBeNull();
    expect(texts(fleet.dir)).not.toEqual(whole);
    edit(fleet.fleet, 'production.ts', "domain: 'example.net'", "domain: 'example.org'");
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(texts(fleet.dir)).toEqual(whole);
  });
});
