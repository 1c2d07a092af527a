import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { clustersOf as clustersOfStage } from '../../constructs/factories/fba/stage.ts';
import type { Finding } from '../../constructs/model/finding.ts';
import { problem, where } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import { type ClusterOf, clustersOf } from '../../constructs/plan/facts.ts';
import { clusterNames, fleetFindings } from '../../constructs/plan/fleet.ts';
import { type Host, isFleetError, type LoadedFleet } from '../launcher/host.ts';
import { directoryOf, ownFindings, versionFindings } from './catalogue.ts';
import { buildCluster, printCluster } from './cluster.ts';
import { codeownersText, registryText } from './generated.ts';
import { isOurs } from './header.ts';
import { fleetOf } from './load.ts';
import { compare, deleteFiles, filesBelow, staleOf, writeFiles } from './output.ts';
import { type Previous, previousState } from './previous.ts';
import { type FleetFiles, fleetFiles, type Lister, listFolder, readText } from './read.ts';
import { vanishedClusters, withRetired } from './retired.ts';
import { Spool } from './spool.ts';
import {
  type ClusterState,
  digestOfFiles,
  digestOfTexts,
  hashOf,
  readState,
  type State,
  stateFile,
  writeState,
} from './state.ts';

/** What a run is asked to do. */
export interface Request {
  readonly host: Host;
  /** The fleet's folder and the tree's. */
  readonly fleet: string;
  readonly out: string;
  /** Only these parts of the fleet are written; all are loaded. */
  readonly environment?: string | undefined;
  readonly cluster?: string | undefined;
  /** Whether what an earlier run remembered may be used. */
  readonly cache: boolean;
  readonly list?: Lister;
  /** Called as clusters are finished. */
  readonly progress?: (done: number, all: number, name: string) => void;
}

/** A file of the run's outcome, from the folder that holds the tree. */
export interface Changes {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly stale: readonly string[];
}

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly changes: Changes;
  readonly clusters: number;
  readonly files: number;
  readonly objects: number;
  /** Writes the changes; to be called only when no finding is an error. */
  write(): void;
  /** The text of a user's file as findings name it. */
  source(file: string): string | undefined;
}

/** How messages and headers name the fleet's folder: from Millwright's own, never from where somebody stands. */
export function labelOf(root: string, fleet: string): string {
  const path = relative(root, resolve(fleet));
  return path === '' || path.startsWith('..') || path.startsWith(sep)
    ? basename(resolve(fleet))
    : path.split(sep).join('/');
}

/**
 * Loads, plans, checks and prints a fleet, and says how the tree on the disk differs. Nothing is written before `write` is
 * called, and nothing at all is thrown for a mistake of the user.
 */
export async function run(request: Request): Promise<Outcome> {
  const list = request.list ?? listFolder;
  const label = labelOf(request.host.root, request.fleet);
  const files = fleetFiles(request.fleet, list);
  const source = (file: string): string | undefined =>
    file.startsWith(`${label}/`) ? textOf(join(request.fleet, file.slice(label.length + 1))) : undefined;
  const stopped = (findings: readonly Finding[]): Outcome => ({
    findings,
    changes: { missing: [], changed: [], stale: [] },
    clusters: 0,
    files: 0,
    objects: 0,
    write: () => undefined,
    source,
  });
  if (list(request.fleet).length === 0)
    return stopped([
      problem('load', label, 'there is no fleet here', {
        hint: 'name its folder with --fleet, or write fleet.ts and an environment',
      }),
    ]);
  const loaded = await loadModules(request, files, label);
  if ('findings' in loaded) return stopped(loaded.findings);
  const { fleet, findings } = fleetOf({
    label,
    files,
    modules: loaded.modules,
    read: (path) => readText(request.fleet, path),
  });
  if (!fleet) return stopped(findings);
  const whole = [
    ...findings,
    ...ownFindings(fleet),
    ...versionFindings(fleet, directoryOf(fleet.components)),
    ...fleetFindings(fleet),
    ...unknownParts(request, fleet),
  ];
  if (whole.some(({ severity }) => severity === 'error')) return stopped([...whole, ...(await planOnly(fleet))]);
  return { ...(await new Run(request, fleet, files, loaded, label, list).run(whole)), source };
}

/** With the fleet as a whole wrong, the clusters are still planned, so that one run says everything. */
async function planOnly(fleet: Fleet): Promise<Finding[]> {
  const directory = directoryOf(fleet.components);
  const findings: Finding[] = [];
  for (const cluster of fleet.environments.flatMap(clustersOf))
    findings.push(...(await buildCluster(fleet, cluster, directory)).findings);
  return findings;
}

async function loadModules(
  { host, fleet }: Request,
  files: FleetFiles,
  label: string,
): Promise<LoadedFleet | { findings: readonly Finding[] }> {
  try {
    return await host.loadFleet(fleet, files.definitions);
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return {
      findings: error.problems.map(({ file, line, text }) => {
        const name = `${label}/${file}`;
        return {
          ...problem('load', line === undefined ? name : `${name}:${line}`, text.split('\n')[0] ?? text, {
            hint: 'mend the file; nothing was written',
          }),
        };
      }),
    };
  }
}

const textOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

function unknownParts({ environment, cluster }: Request, fleet: Fleet): Finding[] {
  const environments = fleet.environments.map(({ name }) => name);
  const clusters = clusterNames(fleet);
  return [
    ...(environment !== undefined && !environments.includes(environment)
      ? [
          problem(
            'definition',
            '--environment',
            `there is no environment "${environment}"${didYouMean(environment, environments)}`,
          ),
        ]
      : []),
    ...(cluster !== undefined && !clusters.some((name) => name === cluster || name.endsWith(`/${cluster}`))
      ? [problem('definition', '--cluster', `there is no cluster "${cluster}"${didYouMean(cluster, clusters)}`)]
      : []),
  ];
}

/** A cluster's folder with what differs in it. */
interface Folder {
  readonly id: string;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly stale: readonly string[];
}

/** A file of ours that lies beside the tree. */
interface Beside {
  readonly path: string;
  readonly text: string;
}

class Run {
  readonly #request: Request;
  readonly #fleet: Fleet;
  readonly #files: FleetFiles;
  readonly #loaded: LoadedFleet;
  readonly #label: string;
  readonly #list: Lister;
  readonly #previous: Previous;
  readonly #state: State;
  readonly #stateFile: string;
  readonly #spool = new Spool();
  readonly #folders: Folder[] = [];
  readonly #remembered = new Map<string, ClusterState>();
  readonly #findings: Finding[] = [];

  constructor(request: Request, fleet: Fleet, files: FleetFiles, loaded: LoadedFleet, label: string, list: Lister) {
    this.#request = request;
    this.#fleet = fleet;
    this.#files = files;
    this.#loaded = loaded;
    this.#label = label;
    this.#list = list;
    this.#previous = previousState(request.out, fleet.fbe.value.branch ?? 'main');
    this.#stateFile = stateFile(request.host.cacheDir, resolve(request.fleet), resolve(request.out));
    this.#state = request.cache ? readState(this.#stateFile) : new Map();
  }

  async run(findings: readonly Finding[]): Promise<Omit<Outcome, 'source'>> {
    this.#findings.push(...findings, ...vanishedClusters(this.#fleet, this.#previous));
    const clusters = this.#fleet.environments.flatMap(clustersOf).filter((cluster) => this.#isWanted(cluster));
    const directory = directoryOf(this.#fleet.components);
    for (const [index, cluster] of clusters.entries()) {
      this.#request.progress?.(index, clusters.length, `${cluster.environment.name}/${cluster.name}`);
      const key = this.#keyOf(cluster);
      if (!(key && this.#reuse(cluster, key))) await this.#make(cluster, key, directory);
    }
    const stale = this.#elsewhere(clusters);
    const around = this.#around();
    const remembered = [...this.#remembered.values()];
    return {
      findings: this.#findings,
      changes: this.#changes(stale, around),
      clusters: clusters.length,
      files: remembered.reduce((sum, { paths }) => sum + paths.length, 0),
      objects: remembered.reduce((sum, { objects }) => sum + objects, 0),
      write: () => this.#write(stale, around),
    };
  }

  #isWanted({ environment, name }: ClusterOf): boolean {
    const { environment: only, cluster } = this.#request;
    if (only !== undefined && environment.name !== only) return false;
    return cluster === undefined || cluster === name || cluster === `${environment.name}/${name}`;
  }

  /** A hash over the bytes of everything that a cluster is made from; nothing if a definition reads what nobody can see. */
  #keyOf({ environment, name }: ClusterOf): string | undefined {
    const id = `${environment.name}/${name}`;
    const factories = this.#fleet.factories.filter(({ value }) =>
      Object.values(value.stages).some((stage) => clustersOfStage(stage).includes(id)),
    );
    const definitions = [this.#fleet.fbe, environment, ...factories, ...this.#fleet.components].map(({ file }) =>
      file.slice(this.#label.length + 1),
    );
    if (definitions.some((file) => (this.#loaded.builtins.get(file)?.length ?? 0) > 0)) return undefined;
    const inputs = definitions
      .flatMap((file) => this.#loaded.inputs.get(file) ?? [])
      .map(({ path, hash }) => `${path} ${hash}`);
    const names = factories.map((factory) => factory.name);
    const versions = this.#files.versions.filter((path) => {
      const base = path.slice('versions/'.length).replace(/\.ya?ml$/, '');
      return base === 'platform' || base === environment.name || names.includes(base.split('.')[0] ?? '');
    });
    const read = [...versions, ...this.#files.secrets.filter((path) => path.startsWith(`secrets/${id}/`))];
    return hashOf([
      this.#request.host.coreHash,
      this.#label,
      id,
      this.#previous.fingerprint,
      ...new Set(inputs),
      ...read.flatMap((path) => [path, this.#bytes(path)]),
    ]);
  }

  readonly #texts = new Map<string, string>();
  #bytes(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readText(this.#request.fleet, path);
    this.#texts.set(path, text);
    return text;
  }

  /** Takes over what is remembered of a cluster, if its files are on the disk to the byte. */
  #reuse({ environment, name }: ClusterOf, key: string): boolean {
    const id = `${environment.name}/${name}`;
    const known = this.#state.get(id);
    const folder = join(this.#request.out, id);
    if (known?.key !== key || digestOfFiles(folder, known.paths) !== known.digest) return false;
    const wanted = new Set(known.paths);
    const present = filesBelow(folder, this.#list);
    const stale = present.length === wanted.size ? [] : staleOf(folder, present, (path) => wanted.has(path));
    this.#folders.push({ id, missing: [], changed: [], stale });
    this.#remembered.set(id, known);
    this.#findings.push(...known.findings);
    return true;
  }

  async #make(cluster: ClusterOf, key: string | undefined, directory: ReturnType<typeof directoryOf>): Promise<void> {
    const id = `${cluster.environment.name}/${cluster.name}`;
    const built = await buildCluster(this.#fleet, cluster, directory);
    this.#findings.push(...built.findings);
    if (built.files.length === 0) return;
    const printed = await printCluster(built);
    const { texts, findings } = withRetired(this.#fleet, cluster, printed.texts, this.#previous);
    this.#findings.push(...findings);
    const folder = join(this.#request.out, id);
    const { missing, changed, stale, blocked } = compare(folder, texts, filesBelow(folder, this.#list));
    for (const path of [...missing, ...changed]) this.#spool.set(`${id}/${path}`, texts.get(path) ?? '');
    this.#folders.push({ id, missing, changed, stale });
    this.#findings.push(...blocked.map((path) => inTheWay(id, path)));
    const paths = [...texts.keys()].sort();
    const digest = key && this.#request.cache ? digestOfTexts(paths, (path) => texts.get(path) ?? '') : '';
    this.#remembered.set(id, {
      key: key ?? '',
      digest,
      paths,
      objects: printed.objects,
      findings: [...built.findings, ...findings],
    });
  }

  /** Files of ours outside of the clusters' folders; a run of a part of the fleet knows nothing of the rest. */
  #elsewhere(clusters: readonly ClusterOf[]): readonly string[] {
    if (this.#request.environment !== undefined || this.#request.cluster !== undefined) return [];
    const ids = new Set(clusters.map(({ environment, name }) => `${environment.name}/${name}`));
    const { out } = this.#request;
    const outside: string[] = [];
    for (const first of this.#list(out)) {
      if (!first.isDirectory) outside.push(first.name);
      else if (first.name !== '.git')
        for (const second of this.#list(join(out, first.name))) {
          const path = `${first.name}/${second.name}`;
          if (!second.isDirectory) outside.push(path);
          else if (!ids.has(path))
            outside.push(...filesBelow(join(out, path), this.#list).map((below) => `${path}/${below}`));
        }
    }
    return staleOf(out, outside, () => false);
  }

  /** Files of ours beside the tree: the fleet's names as types, and who owns which file. */
  #around(): readonly Beside[] {
    const { fleet, out } = this.#request;
    const wanted = [{ path: join(fleet, 'registry.ts'), text: registryText(this.#fleet, this.#label) }];
    const together = dirname(resolve(fleet)) === dirname(resolve(out));
    if (together)
      wanted.push({
        path: join(dirname(resolve(fleet)), 'CODEOWNERS'),
        text: codeownersText(this.#fleet, this.#label, basename(resolve(out))),
      });
    return wanted.filter(({ path, text }) => {
      const found = textOf(path);
      if (found === text) return false;
      if (found === undefined || isOurs(found) || text.startsWith(found)) return true;
      this.#findings.push(inTheWay('', path));
      return false;
    });
  }

  #changes(stale: readonly string[], around: readonly Beside[]): Changes {
    const name = (kind: 'missing' | 'changed' | 'stale') =>
      this.#folders.flatMap((folder) => folder[kind].map((path) => `${folder.id}/${path}`));
    const beside = around.map(({ path }) => relative(dirname(resolve(this.#request.out)), path));
    return {
      missing: name('missing').sort(),
      changed: [...name('changed'), ...beside].sort(),
      stale: [...name('stale'), ...stale].sort(),
    };
  }

  #write(stale: readonly string[], around: readonly Beside[]): void {
    const { out } = this.#request;
    for (const { id, missing, changed, stale: gone } of this.#folders) {
      const text = (path: string): string => this.#spool.get(`${id}/${path}`);
      deleteFiles(join(out, id), gone);
      writeFiles(join(out, id), missing, false, text);
      writeFiles(join(out, id), changed, true, text);
    }
    deleteFiles(out, stale);
    for (const { path, text } of around) writeFileSync(path, text);
    this.#spool.close();
    if (!this.#request.cache) return;
    const kept = new Map(this.#state);
    for (const [id, state] of this.#remembered) if (state.key !== '') kept.set(id, state);
    if (changedState(this.#state, kept)) writeState(this.#stateFile, kept);
  }
}

const changedState = (before: State, after: State): boolean =>
  before.size !== after.size || [...after].some(([id, state]) => before.get(id) !== state);

const inTheWay = (cluster: string, path: string): Finding =>
  problem('owner', where(cluster, path), 'is in the way of a file of ours, and is not ours', {
    hint: 'move it away: files without our first line are never changed',
  });
