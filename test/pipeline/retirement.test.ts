import { describe, expect, it } from 'vitest';
import { git } from '../fleet/git.ts';
import { released } from '../fleet/released.ts';
import { texts } from '../fleet/small.ts';

const at = released();
const bare = "'eu-2': { runs: kubeadm('1.35') },";
const without = (retire = '') =>
  `'eu-2': { runs: kubeadm('1.35'), platform: { storage: elsewhere('a SAN') },${retire} },`;
const orphan = " retire: { longhorn: 'orphan' },";
const production = 'production.ts';
const application = 'production/eu-2/apps/longhorn.yaml';

describe('a component that keeps data', () => {
  it('cannot vanish unnoticed', async () => {
    await at.release();
    at.edit('staging.ts', '{ notes: { shelves: 2 } }', '{}');
    const err = await at.refused();
    expect(err).toMatch(
      /^error staging\/eu-1 › notes: keeps data and would vanish \(environments\/staging\.ts:\d+\)\n/,
    );
    expect(err).toContain("write retire: { notes: 'orphan' } to leave it running without an owner, or 'destroy'");
  });

  it('goes at once when it is destroyed', async () => {
    await at.release();
    at.edit('staging.ts', '{ notes: { shelves: 2 } }', '{}');
    at.edit('staging.ts', "runs: kind('1.35'),", "runs: kind('1.35'),\n      retire: { notes: 'destroy' },");
    await at.synth();
    expect(at.read('staging/eu-1/apps/notes.yaml')).toBeUndefined();
    expect(at.read('staging/eu-1/platform/notes/manifests.yaml')).toBeUndefined();
  });

  it('may be replaced by another version of itself', async () => {
    await at.release();
    at.edit('components/databases/notes.ts', "'1.0.0'", "'2.0.0'");
    await at.synth();
  });
});

describe('a component that the cluster stands on', () => {
  it('cannot vanish unnoticed: longhorn is refused until it is retired', async () => {
    await at.release();
    at.edit(production, bare, without());
    expect(await at.refused()).toMatch(
      /^error production\/eu-2 › longhorn: is what the cluster stands on, and would vanish/,
    );
    at.edit(production, without(), without(orphan));
    await at.synth();
  });

  it('cannot be destroyed by Argo CD', async () => {
    await at.release();
    at.edit(production, bare, without(" retire: { longhorn: 'destroy' },"));
    expect(await at.refused()).toMatch(/longhorn: cannot be destroyed by Argo CD/);
  });
});

describe('an orphan', () => {
  it('stays for one release, without its finalizer and unsynced, and may be pruned by its parent', async () => {
    await at.release();
    expect(at.read(application)).toMatch(/Prune=false[\s\S]*automated:/);
    at.edit(production, bare, without(orphan));
    await at.synth();
    const kept = at.read(application) ?? '';
    expect(kept).toContain('millwright.dev/retired: orphan');
    expect(kept).not.toMatch(/finalizers|automated:|argocd\.argoproj\.io\/sync-options/);
    expect(at.read('production/eu-2/platform/longhorn/manifests.yaml')).toBeUndefined();
  });

  it('stays as it is however often it is synthesised', async () => {
    await at.release();
    at.edit(production, bare, without(orphan));
    await at.synth();
    const tree = texts(at.fleet.dir);
    for (let time = 0; time < 3; time++) {
      await at.synth('--no-cache');
      if (time === 1) at.commit();
      expect(texts(at.fleet.dir)).toEqual(tree);
    }
  });

  it('is not released by two synths in a row', async () => {
    await at.release();
    at.edit(production, bare, without(orphan));
    await at.synth();
    await at.synth();
    at.edit(production, without(orphan), without());
    expect(await at.refused()).toContain('longhorn');
  });

  it('goes after its release, when its entry goes', async () => {
    await at.release();
    at.edit(production, bare, without(orphan));
    await at.synth();
    at.commit();
    at.edit(production, without(orphan), without());
    await at.synth();
    expect(at.read(application)).toBeUndefined();
  });

  it('is remembered by a warning when its entry stays after it', async () => {
    await at.release();
    at.edit(production, bare, without(orphan));
    await at.synth();
    at.commit();
    at.edit(production, without(orphan), without());
    await at.synth();
    at.commit();
    at.edit(production, without(), without(orphan));
    expect(await at.synth()).toMatch(/^warning production\/eu-2 › longhorn: is retired, and nothing is known of it/);
  });

  it('is not released by a commit on another branch', async () => {
    await at.release();
    git(at.fleet.dir, ['checkout', '-q', '-b', 'change']);
    at.edit(production, bare, without(orphan));
    await at.synth();
    at.commit();
    at.edit(production, without(orphan), without());
    expect(await at.refused()).toContain('longhorn');
  });

  it('is not released by what only this clone has merged', async () => {
    await at.release();
    git(at.fleet.dir, ['update-ref', 'refs/remotes/origin/main', 'HEAD']);
    at.edit(production, bare, without(orphan));
    await at.synth();
    at.commit();
    at.edit(production, without(orphan), without());
    expect(await at.refused()).toContain('longhorn');
    git(at.fleet.dir, ['update-ref', 'refs/remotes/origin/main', 'HEAD']);
    await at.synth();
  });
});
