import { execFileSync } from 'node:child_process';
import type { Small } from './small.ts';

const quiet = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** Runs git in a folder; what it prints comes back. A failing command throws unless `mayFail`. */
export function git(folder: string, args: readonly string[], mayFail = false): string {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      env: { ...process.env, ...quiet },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    if (mayFail) return '';
    throw error;
  }
}

/** Makes a repository of a fleet's folder. */
export const init = ({ dir }: Small): string => git(dir, ['init', '-q', '-b', 'main']);

/** Commits everything, as a merge to main would; perhaps with a tag on it. */
export function commit({ dir }: Small, ...tags: readonly string[]): void {
  git(dir, ['add', '-A']);
  git(dir, ['commit', '-q', '--allow-empty', '-m', 'a merge']);
  for (const tag of tags) git(dir, ['tag', tag]);
}
