import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Helm } from './helm.ts';
import { type Origin, originOf } from './mirror.ts';

/** A chart at one version. */
export interface PinnedChart {
  /** `https://…` or `http://…` with an index; `oci://…`, `oci+http://…` or no scheme for an OCI registry. */
  readonly repository: string;
  readonly chart: string;
  /** Exactly as the repository names it. */
  readonly version: string;
}

/** A chart's archive on this machine. */
export interface Archive {
  /** Its path, absolute. */
  readonly archive: string;
  /** sha256 of its bytes, in hex. */
  readonly digest: string;
}

/** An archive, or why there is none, in Helm's own words. */
export type Pulled = Archive | { readonly failure: string };

export interface PullOptions {
  /** Where archives are kept; one that is there is not fetched again. */
  readonly folder: string;
  /** Whether an archive that an earlier run fetched will do. */
  readonly reuse: boolean;
}

/** Fetches a chart. Its archive is named by its own sha256, so that a damaged one is noticed and fetched again. */
export async function pull(helm: Helm, chart: PinnedChart, { folder, reuse }: PullOptions): Promise<Pulled> {
  const place = join(folder, hashOf(JSON.stringify([chart.repository, chart.chart, chart.version])).slice(0, 32));
  const kept = reuse ? whole(place) : undefined;
  if (kept) return kept;
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(folder, 'pull-'));
  try {
    const failure = await fetched(helm, chart, originOf(chart.repository), temporary);
    return failure === '' ? keep(temporary, place) : { failure };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const archives = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  } catch {
    return [];
  }
};

function whole(place: string): Pulled | undefined {
  for (const name of archives(place)) {
    const archive = join(place, name);
    const digest = basename(name, '.tgz');
    if (hashOf(readFileSync(archive)) === digest) return { archive, digest };
    rmSync(archive, { force: true });
  }
  return undefined;
}

function keep(temporary: string, place: string): Pulled {
  const [name] = archives(temporary);
  if (name === undefined) return { failure: 'Helm said that it fetched the chart, and there is no archive' };
  const digest = hashOf(readFileSync(join(temporary, name)));
  const archive = join(place, `${digest}.tgz`);
  mkdirSync(place, { recursive: true });
  renameSync(join(temporary, name), archive);
  return { archive, digest };
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Fetches into a folder of its own, which is Helm's cache at the same time. @returns why it failed; empty if it did not */
async function fetched(helm: Helm, { chart, version }: PinnedChart, origin: Origin, to: string): Promise<string> {
  const { url, plain } = origin;
  const into = ['--version', version, '--destination', to];
  if (origin.kind === 'oci')
    return (await helm.run(['pull', `${url}/${chart}`, ...into, ...(plain ? ['--plain-http'] : [])], { home: to }))
      .failure;
  const name = await nameOf(helm, url);
  if (name === undefined) return (await helm.run(['pull', chart, '--repo', url, ...into], { home: to })).failure;
  const { failure } = await helm.run(['repo', 'update', name], { home: to });
  return failure || (await helm.run(['pull', `${name}/${chart}`, ...into], { home: to })).failure;
}

/** The name under which the user has added a repository to Helm: its credentials and certificates count only under that. */
async function nameOf(helm: Helm, url: string): Promise<string | undefined> {
  const { ok, out } = await helm.run(['repo', 'list', '--output', 'json']);
  if (!ok) return undefined;
  const added: readonly { readonly name: string; readonly url: string }[] = JSON.parse(out);
  return added.find((each) => each.url.replace(/\/+$/, '') === url)?.name;
}
