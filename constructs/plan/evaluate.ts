import { App, Chart } from 'cdk8s';
import type { Capability, Stratum } from '../model/capability.ts';
import { stratumOf } from '../model/capability.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import type { CatalogueEntry, Context, IgnoredDifference, NoOptions } from '../model/component.ts';
import { type Facilities, type FacilityName, facilities, type Offers } from '../model/facility.ts';
import { type Finding, type Place, problem, where, within } from '../model/finding.ts';
import { groupOf, type KubernetesObject, type Values } from '../model/manifest.ts';
import type { SecretReference, SecretRequest } from '../model/secret.ts';
import type { Source } from '../model/source.ts';
import { type Definers, definers, fromTheStart } from './definers.ts';
import { mergeValues } from './merge.ts';
import { objectsOf } from './objects.ts';
import { patched } from './patches.ts';
import { Refusal, twice, unserved } from './refusals.ts';
import type { SecretNeed } from './secrets.ts';
import type { Chosen } from './select.ts';
import type { Settled } from './settings.ts';

/** A component of a cluster before anything is computed: what was chosen, what it is, and its settings. */
export interface Candidate {
  readonly chosen: Chosen;
  readonly entry: CatalogueEntry;
  readonly settled: Settled;
  readonly source: Source;
  readonly namespace: string;
}

/** A component of a cluster with everything that its functions said. */
export interface Evaluated {
  readonly id: string;
  readonly capability: Capability;
  readonly stratum: Stratum;
  readonly candidate: Candidate;
  readonly values: Values | undefined;
  /** The values of the first installation by hand, where the component has one. */
  readonly bootstrapValues: Values | undefined;
  readonly objects: readonly KubernetesObject[];
  readonly secrets: readonly SecretNeed[];
  /** API groups and kinds whose definitions it installs. */
  readonly defines: readonly string[];
  readonly ignoreDifferences: readonly IgnoredDifference[];
  readonly access: string | undefined;
  readonly replacesKubeProxy: boolean;
  /** Components that must come first, with the reason. */
  readonly after: ReadonlyMap<string, string>;
}

export interface Evaluation {
  readonly components: readonly Evaluated[];
  readonly findings: readonly Finding[];
  readonly definers: Definers;
  /** A facility that somebody on this cluster gives, for the factories. */
  facility<F extends FacilityName>(name: F): Facilities[F] | undefined;
}

/** A context whose component's options nobody here needs the types of. */
type AnyContext = Context<NoOptions, FacilityName, FacilityName>;

/** What a component said while its functions ran. */
interface Notes {
  readonly after: Map<string, string>;
  readonly secrets: Map<string, SecretNeed>;
}

/**
 * Runs every component's functions for one cluster, and notes what they ask for.
 *
 * @param outside facilities that the environment offers; they win over those of components
 * @param more what only some fleets have
 */
export function evaluate(
  cluster: ClusterFacts,
  distribution: Distribution,
  candidates: readonly Candidate[],
  outside: Offers,
  more: More = {},
): Evaluation {
  return new Evaluator(cluster, distribution, candidates, outside, more).run();
}

interface More {
  readonly locate?: LocateError;
  /** Kinds outside of namespaces that nobody but the fleet knows, as `group/Kind`. */
  readonly clusterScoped?: ReadonlySet<string>;
}

/** Where in the fleet's own sources an error was thrown, if it was there. */
export type LocateError = (error: unknown) => Place | undefined;

class Evaluator {
  readonly #cluster: ClusterFacts;
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #given: Offers;
  readonly #distribution: Distribution;
  readonly #notes = new Map<string, Notes>();
  readonly #defines = new Map<string, readonly string[]>();
  readonly #definers: Definers;
  readonly #findings: Finding[] = [];
  readonly #offered = new Map<
    FacilityName,
    { readonly by: string; readonly value: Facilities[FacilityName] } | undefined
  >();
  readonly #app = new App();

  readonly #locate: LocateError;
  readonly #clusterScoped: ReadonlySet<string> | undefined;

  constructor(
    cluster: ClusterFacts,
    distribution: Distribution,
    candidates: readonly Candidate[],
    outside: Offers,
    { locate = () => undefined, clusterScoped }: More,
  ) {
    this.#locate = locate;
    this.#clusterScoped = clusterScoped;
    this.#cluster = cluster;
    this.#distribution = distribution;
    this.#candidates = new Map(candidates.map((candidate) => [candidate.chosen.id, candidate]));
    this.#given = { ...distribution.offers, ...outside };
    for (const id of this.#candidates.keys()) this.#notes.set(id, { after: new Map(), secrets: new Map() });
    for (const candidate of candidates) this.#defines.set(candidate.chosen.id, this.#definitionsOf(candidate));
    this.#definers = definers(this.#defines, distribution.defines);
  }

  run(): Evaluation {
    const components: Evaluated[] = [];
    for (const candidate of this.#candidates.values()) {
      const evaluated = this.#guarded(candidate, () => this.#evaluate(candidate));
      if (evaluated) components.push(evaluated);
    }
    return {
      components,
      findings: this.#findings,
      definers: this.#definers,
      facility: (name) => this.#facility(name)?.value,
    };
  }

  #definitionsOf(candidate: Candidate): readonly string[] {
    const { defines } = candidate.entry.component;
    if (typeof defines !== 'function') return defines ?? [];
    return this.#guarded(candidate, () => defines(this.#context(candidate, 'bare'))) ?? [];
  }

  #evaluate(candidate: Candidate): Evaluated {
    const { component, capability } = candidate.entry;
    const id = candidate.chosen.id;
    const context = this.#context(candidate, 'full');
    const notes = this.#notesOf(id);
    const chart = new Chart(this.#app, id, { disableResourceNameHashes: true });
    component.objects?.(chart, context);
    const { objects, findings } = patched(
      objectsOf(chart, candidate.namespace, this.#clusterScoped),
      candidate.settled.adjustments.patches ?? [],
      this.#place(candidate),
      within(candidate.chosen.at, 'patches'),
    );
    this.#findings.push(...findings, ...this.#dangling(candidate, objects));
    for (const other of component.after ?? [])
      if (this.#candidates.has(other)) notes.after.set(other, 'asked for by the component');
    const values = component.values && this.#merged(component.values(context), candidate);
    const ignore = component.ignoreDifferences;
    return {
      id,
      capability,
      stratum: component.stratum ?? stratumOf[capability],
      candidate,
      values: values ?? candidate.settled.adjustments.values,
      bootstrapValues:
        component.bootstrap &&
        component.values &&
        this.#merged(component.values(this.#context(candidate, 'bootstrap')), candidate),
      objects,
      secrets: [...notes.secrets.values()],
      defines: this.#defines.get(id) ?? [],
      ignoreDifferences: typeof ignore === 'function' ? ignore(context) : (ignore ?? []),
      access: component.access?.(context),
      replacesKubeProxy: component.replacesKubeProxy?.(context) ?? false,
      after: notes.after,
    };
  }

  #merged(values: Values, candidate: Candidate): Values {
    const own = candidate.settled.adjustments.values;
    return own ? mergeValues(values, own) : values;
  }

  /** Notes an edge for each API that the objects are of; one that nobody serves is a finding. */
  #dangling(candidate: Candidate, objects: readonly KubernetesObject[]): Finding[] {
    const findings: Finding[] = [];
    const missing = new Set<string>();
    for (const { apiVersion, kind } of objects) {
      const api = `${groupOf(apiVersion)}/${kind}`;
      if (missing.has(api) || this.#noteApi(candidate.chosen.id, api)) continue;
      missing.add(api);
      findings.push(unserved(this.#place(candidate), api, candidate.chosen.at));
    }
    return findings;
  }

  #noteApi(id: string, api: string): boolean {
    const definer = this.#definers.of(api.startsWith('/') ? '' : api);
    if (definer === undefined) return false;
    if (definer !== fromTheStart && definer !== id) this.#notesOf(id).after.set(definer, `serves ${api}`);
    return true;
  }

  #notesOf(id: string): Notes {
    const notes = this.#notes.get(id);
    if (!notes) throw new Error(`no component ${id} is being planned`);
    return notes;
  }

  #place(candidate: Candidate): string {
    return where(this.#cluster.id, candidate.entry.capability, candidate.chosen.id);
  }

  /** Runs a component's function; what it refuses becomes a finding at its place. */
  #guarded<T>(candidate: Candidate, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#findings.push(this.#failed(candidate, error));
        return undefined;
      }
      const { chosen, settled } = candidate;
      // What is wrong with an option has been said; what its default lacks is not the user's mistake.
      if (error.option && settled.findings.some(({ at }) => at?.path.at(-1) === error.option)) return undefined;
      const at = error.option ? within(chosen.at, error.option) : chosen.at;
      const place = where(this.#place(candidate), error.option && `options.${error.option}`);
      this.#findings.push(
        problem(error.option ? 'option' : 'reference', place, error.message, { at, hint: error.hint }),
      );
      return undefined;
    }
  }

  /** An exception in a component of the fleet's own is its author's; any other is a bug, and goes on. */
  #failed(candidate: Candidate, error: unknown): Finding {
    const own = candidate.entry.file.startsWith('constructs/') ? undefined : { file: candidate.entry.file, path: [] };
    const at = this.#locate(error) ?? own;
    if (!at) throw error;
    const message = error instanceof Error ? error.message : `${String(error)} was thrown`;
    return problem('definition', this.#place(candidate), `its functions fail: ${message}`, {
      at,
      hint: 'mend the component',
    });
  }

  #facility<F extends FacilityName>(name: F): { by: string | undefined; value: Facilities[F] } | undefined {
    const given = this.#given[name];
    if (given) return { by: undefined, value: given };
    if (!this.#offered.has(name)) this.#offered.set(name, this.#asked(name));
    // The map holds under each name what an offer of that name returned.
    return this.#offered.get(name) as { by: string; value: Facilities[F] } | undefined;
  }

  readonly #asking = new Set<FacilityName>();

  /** Asks the components; one whose offer needs what it offers is refused, not asked for ever. */
  #asked<F extends FacilityName>(name: F): { by: string; value: Facilities[F] } | undefined {
    if (this.#asking.has(name))
      throw new Refusal(
        `offers something that depends on ${facilities[name].title}, which depends on it`,
        undefined,
        `write offers: { ${name}: … } on the cluster or its environment`,
      );
    this.#asking.add(name);
    try {
      return this.#offerOf(name);
    } finally {
      this.#asking.delete(name);
    }
  }

  #offerOf<F extends FacilityName>(name: F): { by: string; value: Facilities[F] } | undefined {
    const found: { by: string; value: Facilities[F] }[] = [];
    for (const candidate of this.#candidates.values()) {
      const offer = candidate.entry.component.offers?.[name];
      const value = offer && this.#guarded(candidate, () => offer(this.#context(candidate, 'full')));
      if (value) found.push({ by: candidate.chosen.id, value });
    }
    const [first, second] = found;
    if (first && second) {
      const { at } = this.#candidates.get(second.by)?.chosen ?? {};
      this.#findings.push(twice(this.#cluster, name, first.by, second.by, at));
    }
    return first;
  }

  #context(candidate: Candidate, mode: 'full' | 'bare' | 'bootstrap'): AnyContext {
    const id = candidate.chosen.id;
    const full = mode === 'full';
    const { needs = [], wants = [] } = candidate.entry.component;
    // A facility is looked for when a component reads it, so that its edge says what was really used.
    const lazily = (names: readonly FacilityName[], required: boolean) =>
      Object.defineProperties(
        {},
        Object.fromEntries(
          names.map((name) => [
            name,
            { enumerable: true, get: () => (full ? this.#use(candidate, name, required) : undefined) },
          ]),
        ),
      ) as AnyContext['needs'];
    return {
      options: candidate.settled.options,
      cluster: this.#cluster,
      namespace: candidate.namespace,
      serves: (api) => (full ? this.#noteApi(id, api) : this.#distribution.defines.includes(api.split('/')[0] ?? '')),
      runs: (other) => full && this.#candidates.has(other),
      needs: lazily(needs, true),
      wants: lazily(wants, false),
      secret: (name, request) => this.#request(candidate, name, request, false),
      generated: (name, request) => this.#request(candidate, name, request, true),
      host: (name) => `${name}.${this.#cluster.domain}`,
      refuse: (message, more = {}) => {
        throw new Refusal(message, more.option, more.hint);
      },
    };
  }

  #use(candidate: Candidate, name: FacilityName, required: boolean): Facilities[FacilityName] | undefined {
    const found = this.#facility(name);
    if (!found) {
      if (!required) return undefined;
      throw new Refusal(
        `needs ${facilities[name].title} and nothing on this cluster offers one`,
        undefined,
        `run a component that offers it, or write offers: { ${name}: … } on the cluster or its environment`,
      );
    }
    const { by, value } = found;
    const id = candidate.chosen.id;
    if (by && by !== id && facilities[name].ordered) this.#notesOf(id).after.set(by, `gives ${facilities[name].title}`);
    if ('secret' in value && value.secret && by !== id) this.#borrow(candidate, value.secret, by);
    return value;
  }

  /** The reader of somebody else's secret gets the same value in its own namespace. */
  #borrow(candidate: Candidate, secret: SecretReference, by: string | undefined): void {
    const owner = by && this.#candidates.get(by);
    if (owner && owner.namespace === candidate.namespace) return;
    const lent = by === undefined ? undefined : this.#notesOf(by).secrets.get(secret.name);
    if (lent?.generated)
      throw new Refusal(
        `cannot read the secret ${secret.name} of ${by} from another namespace, because it is made on the cluster`,
        undefined,
        `let ${by} take it from the store`,
      );
    this.#notesOf(candidate.chosen.id).secrets.set(secret.name, {
      name: secret.name,
      keys: lent?.keys ?? secret.keys,
      ...(lent?.fixed && { fixed: lent.fixed }),
      owner: secret.owner,
      namespace: candidate.namespace,
      generated: false,
    });
  }

  #request(candidate: Candidate, name: string, request: SecretRequest, generated: boolean): SecretReference {
    const id = candidate.chosen.id;
    this.#notesOf(id).secrets.set(name, { ...request, name, namespace: candidate.namespace, owner: id, generated });
    return { name, keys: [...request.keys, ...Object.keys(request.fixed ?? {})], owner: id };
  }
}
