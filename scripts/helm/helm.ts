import { devNull } from 'node:os';
import { join } from 'node:path';
import { type PinnedChart, type Pulled, pull } from './pull.ts';
import { type Ran, run } from './run.ts';

/** A Helm that works. */
export interface Helm {
  /** Of its program, absolute. */
  readonly path: string;
  /** As it names itself, such as `v4.1.4`. */
  readonly version: string;
  /** Runs it. Nothing is thrown for a Helm that fails: see `failure`. */
  run(args: readonly string[], options?: HelmRun): Promise<Ran>;
  /** Fetches a chart; at most once a process, and not at all where an earlier run has left a whole archive. */
  pull(chart: PinnedChart): Promise<Pulled>;
}

export interface HelmRun {
  /** Standard input. */
  readonly input?: string;
  /** Milliseconds after which it is ended; three minutes unless given. */
  readonly timeout?: number;
  /** A folder that it may fill with what it caches. */
  readonly home?: string;
}

export interface HelmSettings {
  readonly path: string;
  readonly version: string;
  /** Millwright's folder for caches. */
  readonly cacheDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether archives that an earlier run fetched will do; they do unless given. */
  readonly reuse?: boolean;
}

/** Helm gives a slow repository two minutes before it complains itself. */
const patience = 180_000;

export function helmAt({ path, version, cacheDir, environment, reuse = true }: HelmSettings): Helm {
  const pulled = new Map<string, Promise<Pulled>>();
  const folder = join(cacheDir, 'helm');
  const helm: Helm = {
    path,
    version,
    run: (args, { input, timeout = patience, home = join(folder, 'home') } = {}) =>
      run(path, args, { input, timeout, environment: environmentFor(environment, home) }),
    pull(chart) {
      const key = JSON.stringify([chart.repository, chart.chart, chart.version]);
      const known = pulled.get(key) ?? pull(helm, chart, { folder: join(folder, 'charts'), reuse });
      pulled.set(key, known);
      return known;
    },
  };
  return helm;
}

/** What stays the user's: repositories and registries that somebody has logged in to. */
const kept: ReadonlySet<string> = new Set(['HELM_CONFIG_HOME', 'HELM_REGISTRY_CONFIG', 'HELM_REPOSITORY_CONFIG']);

/**
 * The environment that Helm gets: the proxy, certificates and logins of the user; but no cache, plugin, namespace or cluster,
 * so that a chart renders alike for everybody.
 */
export function environmentFor(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(environment).filter(([name]) => !name.startsWith('HELM_') || kept.has(name));
  return {
    ...Object.fromEntries(own),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_DATA_HOME: join(home, 'data'),
    KUBECONFIG: devNull,
  };
}
