import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, root } from '../fleet/run.ts';
import { edit, texts } from '../fleet/small.ts';

/** A copy of the whole project, whose code a test may change. */
let copy: string;
/** The reference fleet's tree before anything was changed. */
let before: Record<string, string>;
beforeAll(async () => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  for (const name of ['constructs', 'scripts', 'environments', 'package.json', 'package-lock.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '.cache' && name !== '.vite')
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  before = await synth();
  return () => rmSync(copy, { recursive: true });
});

async function synth(): Promise<Record<string, string>> {
  const { code, err } = await bin(['synth'], { cwd: copy, at: copy });
  expect(code, err).toBe(0);
  return texts(join(copy, 'dist'));
}

interface Application {
  readonly kind?: string;
  readonly spec?: { readonly source?: Source; readonly sources?: readonly Source[] };
}
interface Source {
  readonly repoURL: string;
  readonly path?: string;
  readonly targetRevision: string;
}

/** Folders of the tree that Argo CD reads at a revision, as the tree's own Applications say. */
function readAt(revision: RegExp, tree: Record<string, string>): string[] {
  const sources = Object.values(tree)
    .filter((text) => text.includes('kind: Application\n'))
    .flatMap((text) => loadAll(text) as Application[])
    .filter(({ kind }) => kind === 'Application')
    .flatMap(({ spec }) => spec?.sources ?? (spec?.source ? [spec.source] : []));
  const own = sources.filter(({ repoURL }) => repoURL === 'https://github.com/acme/platform.git');
  const paths = own.filter(({ targetRevision }) => revision.test(targetRevision)).map(({ path = '' }) => path);
  return [...new Set(paths)].map((path) => path.replace(/^dist\//, '')).sort();
}

const within = (tree: Record<string, string>, folder: RegExp): Record<string, string> =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => folder.test(path)));
const differing = (a: Record<string, string>, b: Record<string, string>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]).sort();

/** The lines that two texts do not share. */
function lines(a = '', b = ''): string[] {
  const [old, next] = [a.split('\n'), b.split('\n')];
  return [...old.filter((line) => !next.includes(line)), ...next.filter((line) => !old.includes(line))];
}

const readFromMain = /^production\/[^/]+\/(anchor|factories\/[^/]+\/apps)\//;

describe('production follows tags:', () => {
  it('only anchors and the roots of factories are read from the main branch', () => {
    const folders = readAt(/^refs\/heads\/main$/, within(before, /^production\//));
    expect(folders.length).toBeGreaterThan(5);
    for (const folder of folders) expect(`${folder}/`).toMatch(readFromMain);
    expect(readAt(/^(?!refs\/(heads|tags)\/)/, before)).toEqual([]);
  });

  it('a merge that changes a component, a workload and a policy changes nothing that is read from there', async () => {
    edit(
      copy,
      'constructs/platform/ingress/traefik.ts',
      "cpu: '100m', memory: '128Mi'",
      "cpu: '150m', memory: '128Mi'",
    );
    edit(copy, 'constructs/workloads/web.ts', "'/spec/revisionHistoryLimit', 3", "'/spec/revisionHistoryLimit', 5");
    edit(copy, 'constructs/policies/route-hosts.ts', 'a route may only name', 'routes may only name');
    const after = await synth();
    const changed = differing(before, after);
    expect(changed).toContain('staging/eu-1/apps/traefik.yaml');
    expect(changed).toContain('staging/eu-1/platform/policies/manifests.yaml');
    expect(changed).toContain('staging/eu-1/factories/shop/stage/web/manifests.yaml');
    expect(within(after, readFromMain)).toEqual(within(before, readFromMain));
    expect(Object.keys(within(after, readFromMain)).length).toBeGreaterThan(5);
    before = after;
  });
});

/** Sets what production follows, and returns the files that differ then. */
async function follow(text: string): Promise<{ tree: Record<string, string>; changed: string[] }> {
  writeFileSync(join(copy, 'environments/versions/production.yaml'), text);
  const tree = await synth();
  return { tree, changed: differing(before, tree) };
}

describe('what production follows is changed in one line of a version file:', () => {
  const versions = (): string => readFileSync(join(copy, 'environments/versions/production.yaml'), 'utf8');
  let original: string;
  let newest: string;
  beforeAll(() => {
    original = versions();
    newest = original.replace(/^follows: .*$/m, 'follows: refs/tags/platform-9');
  });
  afterAll(() => writeFileSync(join(copy, 'environments/versions/production.yaml'), original));

  const onlyRevisions = (tree: Record<string, string>, changed: readonly string[]): void => {
    for (const path of changed)
      for (const line of lines(before[path], tree[path]))
        expect(line, path).toMatch(
          path.endsWith('/README.md') ? /refs\/tags\/platform-\d/ : /^ +targetRevision: refs\/tags\/platform-\d$/,
        );
  };

  it('following a tag changes the revision and nothing else, on every cluster but the canary', async () => {
    const { tree, changed } = await follow(newest);
    expect(changed.length).toBeGreaterThan(10);
    expect(changed.filter((path) => !/^production\/(eu-1|us-1)\//.test(path))).toEqual([]);
    onlyRevisions(tree, changed);
    expect(changed).toContain('production/eu-1/anchor/root.yaml');
  });

  it('a canary changes the revision and nothing else, on one cluster', async () => {
    const { tree, changed } = await follow(original.replace(/^( +eu-2): .*$/m, '$1: refs/tags/platform-9'));
    expect(changed.filter((path) => !path.startsWith('production/eu-2/'))).toEqual([]);
    expect(changed).toContain('production/eu-2/anchor/root.yaml');
    onlyRevisions(tree, changed);
  });

  it('a rollback brings back every byte', async () => {
    await follow(newest);
    expect((await follow(original)).changed).toEqual([]);
  });

  it('a stage of a factory is promoted by itself', async () => {
    const file = join(copy, 'environments/versions/shop.prod.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^follows: .*$/m, 'follows: refs/tags/shop.prod-9'));
    const tree = await synth();
    writeFileSync(file, text);
    const changed = differing(before, tree);
    expect(changed).toContain('production/eu-1/factories/shop/apps/prod.yaml');
    for (const path of changed) {
      expect(path).toMatch(/^production\/[^/]+\/(factories\/shop\/(apps\/prod\.yaml|prod\/apps\/)|README\.md$)/);
      for (const line of lines(before[path], tree[path])) expect(line).toMatch(/refs\/tags\/shop\.prod-\d/);
    }
    expect(differing(before, await synth())).toEqual([]);
  });
});
