import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, init } from '../fleet/git.ts';
import { released } from '../fleet/released.ts';
import { bin, millwright } from '../fleet/run.ts';
import { small } from '../fleet/small.ts';

const at = released();
const bare = "'eu-2': { runs: kubeadm('1.35') },";
const without = (retire = '') =>
  `'eu-2': { runs: kubeadm('1.35'), platform: { storage: elsewhere('a SAN') },${retire} },`;
const orphan = " retire: { longhorn: 'orphan' },";
const production = 'production.ts';
const application = 'production/eu-2/apps/longhorn.yaml';
const tagged = { 'versions/production.yaml': 'follows: refs/tags/platform-1\n' };

describe.each([
  ['with the tag in the clone', true],
  ['without the tag in the clone', false],
])('where production follows a tag, %s,', (_, has) => {
  const forget = (...tags: readonly string[]) => {
    for (const tag of has ? [] : tags) git(at.fleet.dir, ['tag', '-d', tag]);
  };

  it.each([
    ['nothing else', "organisation: 'Acme'", "organisation: 'Acme Inc'"],
    ['the address of the repository, which every root names', 'acme/platform.git', 'acme/fleet.git'],
  ])('two merges before one tag are not two releases, when the first also changes %s', async (__, from, to) => {
    await at.release(tagged, 'platform-1');
    forget('platform-1');
    at.edit(production, bare, without(orphan));
    at.edit('fleet.ts', from, to);
    await at.synth();
    at.commit();
    at.edit(production, without(orphan), without());
    expect(await at.refused()).toContain('longhorn');
  });

  it('an orphan goes in the release after the one that lets it go', async () => {
    await at.release(tagged, 'platform-1');
    at.edit(production, bare, without(orphan));
    at.edit('versions/production.yaml', 'platform-1', 'platform-2');
    await at.synth();
    at.edit(production, without(orphan), without());
    expect(await at.refused(), 'not in the merge that promotes').toContain('longhorn');
    at.edit(production, without(), without(orphan));
    at.commit('platform-2');
    forget('platform-1', 'platform-2');
    at.edit(production, without(orphan), without());
    await at.synth();
    expect(at.read(application)).toBeUndefined();
  });

  it('what no release has had may go without a word', async () => {
    await at.release({ ...tagged }, 'platform-1');
    forget('platform-1');
    at.edit(production, bare, "'eu-2': { runs: kubeadm('1.35'), platform: { databases: { notes: {} } } },");
    await at.synth();
    at.commit();
    at.edit(production, "'eu-2': { runs: kubeadm('1.35'), platform: { databases: { notes: {} } } },", bare);
    await at.synth();
  });
});

describe('an orphan that waits to be merged', () => {
  it('does not change with every other merge', async () => {
    await at.release();
    git(at.fleet.dir, ['checkout', '-q', '-b', 'change']);
    at.edit(production, bare, without(orphan));
    await at.synth();
    at.commit();
    const waiting = at.read(application);
    git(at.fleet.dir, ['checkout', '-q', 'main']);
    at.edit('staging.ts', 'shelves: 2', 'shelves: 3');
    await at.synth();
    at.commit();
    git(at.fleet.dir, ['checkout', '-q', 'change']);
    git(at.fleet.dir, ['merge', '-q', 'main']);
    expect((await millwright(at.fleet, 'synth', '--check')).out).toBe('the tree is up to date\n');
    expect(at.read(application)).toBe(waiting);
  });
});

describe('what is known of before', () => {
  it('is never read from working files', async () => {
    await at.release();
    rmSync(join(at.fleet.out, application));
    at.edit(production, bare, without());
    expect(await at.refused()).toContain('longhorn');
  });

  it('is found through a link to the folder, too', async () => {
    await at.release();
    at.edit(production, bare, without());
    const link = `${at.fleet.dir}-link`;
    symlinkSync(at.fleet.dir, link);
    const through = { dir: link, fleet: join(link, 'environments'), out: join(link, 'dist') };
    const { code, err } = await millwright(through, 'synth');
    rmSync(link);
    expect(code, err).toBe(1);
    expect(err).toContain('longhorn');
  });

  it('is an error and not nothing where git refuses to read the repository', async () => {
    await at.release();
    at.edit(production, bare, without());
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    const { code, err } = await bin(['synth', '--fleet', at.fleet.fleet, '--out', at.fleet.out], { env });
    expect(code).toBe(1);
    expect(err).toMatch(/git does not read/);
    expect(readFileSync(join(at.fleet.out, application), 'utf8')).toContain('longhorn');
  });

  it('is nothing in a repository without commits, and outside of one', async () => {
    at.fleet = small();
    await at.synth();
    init(at.fleet);
    at.edit(production, bare, without());
    await at.synth();
  });
});
