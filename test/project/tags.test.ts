import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const versions = 'environments/versions';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millwright-tags-'));
  mkdirSync(join(folder, versions), { recursive: true });
  cpSync(join(project, '.ci'), join(folder, '.ci'), { recursive: true });
  git('init', '--quiet');
});
afterEach(() => rmSync(folder, { recursive: true }));

// A hook that runs the tests has variables of git's, and they lead elsewhere.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });

function commit(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, versions, name), text);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'change');
  return git('rev-parse', 'HEAD').trim();
}

const tagsAt = (...revision: string[]): string[] =>
  execFileSync(join(folder, '.ci/tags'), revision, { encoding: 'utf8', env }).split('\n').filter(Boolean);

test('the tags of a fleet are those that its version files follow', () => {
  const files = readdirSync(join(project, versions)).map((name) => [
    name,
    readFileSync(join(project, versions, name), 'utf8'),
  ]);
  commit(Object.fromEntries(files));
  const followed = files.flatMap(([, text = '']) => {
    const { follows, canary } = load(text) as { follows?: string; canary?: Record<string, string> };
    return [follows ?? '', ...Object.values(canary ?? {})];
  });
  const tags = followed.filter((revision) => revision.startsWith('refs/tags/')).map((tag) => tag.slice(10));
  expect(tags.length).toBeGreaterThan(0);
  expect(tagsAt()).toEqual([...new Set(tags)].sort());
});

test.each([
  ['follows: refs/tags/a-1', ['a-1']],
  ['follows: "refs/tags/a-1" # was refs/tags/a-0', ['a-1']],
  ['# follows: refs/tags/a-0\nfollows: refs/heads/main', []],
  ["canary: { eu-2: refs/tags/a-2, 'eu-3': 'refs/tags/a-3'}", ['a-2', 'a-3']],
  ['canary:\n  eu-2: refs/tags/a-2\n  # eu-3: refs/tags/a-3\nfollows:\n  refs/tags/a-1', ['a-1', 'a-2']],
  ['charts:\n  mail: refs/tags/v2.3.0\nfollows: refs/tags/shop.prod-1', ['shop.prod-1']],
])('%j follows %j', (text, tags) => {
  commit({ 'a.yaml': `${text}\n` });
  expect(tagsAt()).toEqual(tags);
});

test('a revision is asked as it was, and one that is not there has none', () => {
  const before = commit({ 'a.yaml': 'follows: refs/tags/a-1\n' });
  commit({ 'a.yaml': 'follows: refs/tags/a-2\n' });
  expect(tagsAt(before)).toEqual(['a-1']);
  expect(tagsAt()).toEqual(['a-2']);
  expect(tagsAt('0'.repeat(40))).toEqual([]);
});
