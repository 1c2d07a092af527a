import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A file of an earlier tree: its path from the cluster's folder, and git's name for its content. */
export type PreviousFiles = ReadonlyMap<string, string>;

/**
 * The last known state of the clusters: for each, the tree at the revision that it follows. Never the working files, which
 * may be half merged, and never a commit that no cluster has seen, so that two runs or two merges are not two releases.
 */
export interface Previous {
  /** Clusters that the main branch knows, as `<environment>/<cluster>`. */
  readonly clusters: readonly string[];
  /** What a cluster has been told to run; empty for one that is new. */
  files(cluster: string): PreviousFiles;
  /** The last commit that changed a folder, up to the one that a cluster's state was read from: later merges do not move it. */
  lastChange(cluster: string, path: string): string | undefined;
  /** The contents of files, by git's names for them. */
  read(names: readonly string[]): ReadonlyMap<string, string>;
  /** A repository that git does not want to read: nothing is known, and nothing may vanish. */
  readonly unreadable?: string;
  /** Changes when any of this could: part of a cache key. */
  readonly fingerprint: string;
}

/** Where nothing is known of before: a tree outside of git, or a repository without commits. */
export const nothingBefore: Previous = {
  clusters: [],
  files: () => new Map(),
  lastChange: () => undefined,
  read: () => new Map(),
  fingerprint: 'none',
};

/**
 * Reads the last known state from git.
 *
 * @param out the tree's folder, which need not exist
 * @param branch the branch that merges go to
 */
export function previousState(out: string, branch: string): Previous {
  const folder = repositoryOf(resolve(out));
  if (!folder) return nothingBefore;
  const git = runner(folder);
  const top = git(['rev-parse', '--show-toplevel'])?.trim();
  if (!top) return { ...nothingBefore, unreadable: folder };
  const main = mainOf(git, branch);
  if (!main) return nothingBefore;
  // Git names the real folder; what is asked for may lead there through a link.
  const prefix = relativeTo(realpathSync(top), join(realpathSync(folder), relative(folder, resolve(out))));
  if (prefix === undefined) return nothingBefore;
  return new GitState(runner(top), main, prefix);
}

/** The closest existing folder that is inside a repository. */
function repositoryOf(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

const relativeTo = (top: string, path: string): string | undefined => {
  if (path === top) return '';
  return path.startsWith(`${top}/`) ? `${path.slice(top.length + 1)}/` : undefined;
};

type Git = (args: readonly string[], input?: string) => string | undefined;

/** Git's own variables are taken away: a hook sets them, and they would point elsewhere. */
function runner(folder: string): Git {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  return (args, input) => {
    const result = spawnSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      input,
      env: { ...env, LC_ALL: 'C' },
    });
    return result.status === 0 ? result.stdout : undefined;
  };
}

/** The main branch as the server has it, else as it is here, else whatever is checked out. */
function mainOf(git: Git, branch: string): string | undefined {
  for (const name of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`, 'HEAD']) {
    const commit = git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`])?.trim();
    if (commit) return commit;
  }
  return undefined;
}

class GitState implements Previous {
  readonly #git: Git;
  readonly #main: string;
  readonly #prefix: string;
  readonly #atMain: ReadonlyMap<string, PreviousFiles>;
  readonly #followed = new Map<string, string>();

  constructor(git: Git, main: string, prefix: string) {
    this.#git = git;
    this.#main = main;
    this.#prefix = prefix;
    this.#atMain = this.#tree(main, '');
    const roots = [...this.#atMain].flatMap(([cluster, files]) => {
      const name = files.get('anchor/root.yaml');
      return name ? [[cluster, name] as const] : [];
    });
    const texts = this.read(roots.map(([, name]) => name));
    for (const [cluster, name] of roots)
      this.#followed.set(cluster, this.#commitOf(cluster, followedBy(texts.get(name) ?? '')));
  }

  get clusters(): readonly string[] {
    return [...this.#followed.keys()].sort();
  }

  get fingerprint(): string {
    return [this.#main, ...[...this.#followed].map(([cluster, commit]) => `${cluster} ${commit}`).sort()].join('\n');
  }

  lastChange(cluster: string, path: string): string | undefined {
    const commit = this.#followed.get(cluster);
    return (commit && this.#git(['log', '-1', '--format=%H', commit, '--', path])?.trim()) || commit;
  }

  files(cluster: string): PreviousFiles {
    const commit = this.#followed.get(cluster);
    if (commit === undefined) return new Map();
    if (commit === this.#main) return this.#atMain.get(cluster) ?? new Map();
    return this.#tree(commit, `${cluster}/`).get(cluster) ?? new Map();
  }

  read(names: readonly string[]): ReadonlyMap<string, string> {
    if (names.length === 0) return new Map();
    const output = this.#git(['cat-file', '--batch'], `${[...new Set(names)].join('\n')}\n`) ?? '';
    return parseBatch(output);
  }

  /**
   * The commit of the revision that a cluster follows. A tag that is not in this clone was put on the commit that wrote it
   * into the tree, so that commit stands for it.
   */
  #commitOf(cluster: string, revision: string | undefined): string {
    if (revision === undefined || revision.startsWith('refs/heads/')) return this.#main;
    const tagged = this.#git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])?.trim();
    if (tagged) return tagged;
    const wrote = this.#git([
      'log',
      '-1',
      '--first-parent',
      '--format=%H',
      // The commit that put the name there, not one that changed another line of the file.
      `-S${revision}`,
      this.#main,
      '--',
      `${this.#prefix}${cluster}/anchor/root.yaml`,
    ])?.trim();
    return wrote || this.#main;
  }

  #tree(commit: string, below: string): ReadonlyMap<string, PreviousFiles> {
    const listed =
      this.#git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${this.#prefix}${below}` || '.']) ?? '';
    const clusters = new Map<string, Map<string, string>>();
    for (const entry of listed.split('\0')) {
      const match = /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(entry);
      const [environment, name, ...rest] = match?.[2]?.slice(this.#prefix.length).split('/') ?? [];
      if (!match?.[1] || !environment || !name || rest.length === 0) continue;
      const cluster = `${environment}/${name}`;
      const files = clusters.get(cluster) ?? new Map<string, string>();
      clusters.set(cluster, files);
      files.set(rest.join('/'), match[1]);
    }
    return clusters;
  }
}

const followedBy = (root: string): string | undefined => /^\s*targetRevision: (\S+)$/m.exec(root)?.[1];

/** What `git cat-file --batch` prints: a line with name, type and size, the content, a line break. */
function parseBatch(output: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(output, 'utf8');
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [name = '', type, size] = bytes.toString('utf8', at, end).split(' ');
    if (type === 'missing' || size === undefined) {
      at = end + 1;
      continue;
    }
    const length = Number(size);
    found.set(name, bytes.toString('utf8', end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return found;
}
