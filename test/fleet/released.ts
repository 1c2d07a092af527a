import { rmSync } from 'node:fs';
import { afterEach, expect } from 'vitest';
import { commit, init } from './git.ts';
import { millwright } from './run.ts';
import { edit, type Files, type Small, small, texts } from './small.ts';

/** A fleet in a repository, whose tree has been released once. */
export interface Released {
  fleet: Small;
  /** Makes the fleet; every test begins with it. */
  release(changes?: Files, ...tags: readonly string[]): Promise<void>;
  /** Replaces a text of a definition. */
  edit(path: string, from: string, to: string): void;
  commit(...tags: readonly string[]): void;
  /** A synth that must succeed; what it says comes back. */
  synth(...more: readonly string[]): Promise<string>;
  /** A synth that must be refused, and write nothing; what it says comes back. */
  refused(): Promise<string>;
  /** A file of the tree, or nothing. */
  read(path: string): string | undefined;
}

/** Makes the fleet of a test file; it is another one for each test. */
export function released(): Released {
  const made: Released = {
    fleet: { dir: '', fleet: '', out: '' },
    async release(changes = {}, ...tags) {
      made.fleet = small(changes);
      init(made.fleet);
      await made.synth();
      made.commit(...tags);
    },
    edit: (path, from, to) => edit(made.fleet.fleet, path, from, to),
    commit: (...tags) => commit(made.fleet, ...tags),
    async synth(...more) {
      const { code, err } = await millwright(made.fleet, 'synth', ...more);
      expect(code, err).toBe(0);
      return err;
    },
    async refused() {
      const before = texts(made.fleet.dir);
      const { code, err } = await millwright(made.fleet, 'synth');
      expect(code).toBe(1);
      expect(texts(made.fleet.dir)).toEqual(before);
      return err;
    },
    read: (path) => texts(made.fleet.out)[path],
  };
  afterEach(() => rmSync(made.fleet.dir, { recursive: true, force: true }));
  return made;
}
