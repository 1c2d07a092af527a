import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { type ClusterOf, clustersOf } from '../../constructs/plan/facts.ts';
import type { LoadedFleet } from '../launcher/host.ts';
import { directoryOf } from './catalogue.ts';
import type { Known } from './cluster.ts';
import { codeownersText, registryText } from './generated.ts';
import { isOurs } from './header.ts';
import { type Inputs, judgedBy, keyOf } from './key.ts';
import { locateIn } from './locate.ts';
import { compare, contentsOf, deleteFiles, filesBelow, staleOf, writeFiles } from './output.ts';
import { type Previous, previousState } from './previous.ts';
import { type FleetFiles, type Lister, readText } from './read.ts';
import type { Changes, Outcome, Request } from './request.ts';
import { unreadable, vanishedClusters, withRetired } from './retired.ts';
import { Spool } from './spool.ts';
import {
  type ClusterState,
  digestOfFiles,
  digestOfTexts,
  filesOfDigest,
  readState,
  type State,
  stateFile,
  writeState,
} from './state.ts';

/** A file's text, if it is there. */
export const textOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

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
  readonly isNew: boolean;
}

/** One run over a fleet whose shape is right. */
export class Run {
  readonly #request: Request;
  readonly #fleet: Fleet;
  readonly #label: string;
  readonly #inputs: Inputs;
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
    this.#label = label;
    this.#list = list;
    const texts = new Map<string, string>();
    const read = (path: string): string => {
      const text = texts.get(path) ?? readText(request.fleet, path);
      texts.set(path, text);
      return text;
    };
    this.#previous = previousState(request.out, fleet.fbe.value.branch ?? 'main');
    this.#inputs = {
      fleet,
      files,
      loaded,
      label,
      coreHash: request.host.coreHash,
      previous: this.#previous.fingerprint,
      read,
    };
    this.#stateFile = stateFile(request.host.cacheDir, resolve(request.fleet), resolve(request.out));
    this.#state = request.cache && !(request.look || request.timings) ? readState(this.#stateFile) : new Map();
  }

  async run(findings: readonly Finding[]): Promise<Omit<Outcome, 'source'>> {
    this.#findings.push(...findings, ...unreadable(this.#previous), ...vanishedClusters(this.#fleet, this.#previous));
    const clusters = this.#fleet.environments.flatMap(clustersOf).filter((cluster) => this.#isWanted(cluster));
    const directory = directoryOf(this.#fleet.components);
    for (const [index, cluster] of clusters.entries()) {
      this.#request.progress?.(index, clusters.length, `${cluster.environment.name}/${cluster.name}`);
      const key = keyOf(this.#inputs, cluster);
      if (!(key && this.#reuse(cluster, key))) await this.#make(cluster, key, directory);
    }
    const stale = this.#elsewhere(clusters);
    const around = this.#around();
    const remembered = [...this.#remembered.values()];
    return {
      misuse: false,
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
    // Loaded with the first cluster that must be made: a run without changes needs neither cdk8s nor a component.
    const { buildCluster, digestOfPolicies, printCluster } = await import('./cluster.ts');
    const by = judgedBy(this.#inputs, cluster);
    const built = await buildCluster(this.#request.host.root, this.#fleet, cluster, directory, {
      locate: locateIn(this.#inputs),
      known: this.#knownOf(id, by),
      timings: this.#request.timings,
    });
    this.#findings.push(...built.findings);
    if (built.files.length === 0) return;
    this.#findings.push(...((await this.#request.look?.(built)) ?? []));
    const printed = await printCluster(built);
    const { texts, findings } = withRetired(this.#fleet, cluster, printed.texts, this.#previous);
    this.#findings.push(...findings);
    const folder = join(this.#request.out, id);
    const { missing, changed, stale, blocked } = compare(folder, texts, contentsOf(folder, this.#list));
    for (const path of [...missing, ...changed]) this.#spool.set(`${id}/${path}`, texts.get(path) ?? Buffer.alloc(0));
    this.#folders.push({ id, missing, changed, stale });
    this.#findings.push(...blocked.map((path) => inTheWay(id, path)));
    const paths = [...texts.keys()].sort();
    const digest = key && this.#request.cache ? digestOfTexts(paths, texts) : '';
    this.#remembered.set(id, {
      key: key ?? '',
      digest,
      paths,
      objects: printed.objects,
      findings: [...built.findings, ...findings],
      // What a retirement keeps was judged when it was made, and perhaps by others.
      ...(built.flawless && texts === printed.texts && { judgedBy: by }),
      ...(built.permitted && { policies: digestOfPolicies(built.plan) }),
    });
  }

  /** Files of a cluster that the last run wrote, found nothing wrong with, and that are still what they were. */
  #knownOf(id: string, by: string): Known | undefined {
    const last = this.#state.get(id);
    if (last?.judgedBy !== by) return undefined;
    const files = filesOfDigest(join(this.#request.out, id), last.paths, last.digest);
    return files && { policies: last.policies, isFine: (path, bytes) => files.get(path)?.equals(bytes) === true };
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
    return wanted.flatMap(({ path, text }) => {
      const found = textOf(path);
      if (found === text) return [];
      if (found === undefined || isOurs(found) || text.startsWith(found))
        return [{ path, text, isNew: found === undefined }];
      this.#findings.push(inTheWay('', relative(dirname(resolve(out)), path)));
      return [];
    });
  }

  #changes(stale: readonly string[], around: readonly Beside[]): Changes {
    const tree = basename(resolve(this.#request.out));
    const name = (kind: 'missing' | 'changed' | 'stale') =>
      this.#folders.flatMap((folder) => folder[kind].map((path) => `${tree}/${folder.id}/${path}`));
    const beside = (isNew: boolean) =>
      around
        .filter((each) => each.isNew === isNew)
        .map(({ path }) => relative(dirname(resolve(this.#request.out)), path));
    return {
      missing: [...name('missing'), ...beside(true)].sort(),
      changed: [...name('changed'), ...beside(false)].sort(),
      stale: [...name('stale'), ...stale.map((path) => `${tree}/${path}`)].sort(),
    };
  }

  #write(stale: readonly string[], around: readonly Beside[]): void {
    const { out } = this.#request;
    for (const { id, missing, changed, stale: gone } of this.#folders) {
      const text = (path: string): Buffer => this.#spool.get(`${id}/${path}`);
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
