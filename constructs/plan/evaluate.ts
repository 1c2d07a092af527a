import { App, Chart } from 'cdk8s';
import type { Capability, Stratum } from '../model/capability.ts';
import { stratumOf } from '../model/capability.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import type { CatalogueEntry, Context, IgnoredDifference, NoOptions } from '../model/component.ts';
import { isEqual } from '../model/equal.ts';
import { type Facilities, type FacilityName, facilities, type Offers } from '../model/facility.ts';
import { type Finding, type Place, problem, where, within } from '../model/finding.ts';
import { groupOf, type KubernetesObject, type Values } from '../model/manifest.ts';
import type { SecretReference, SecretRequest } from '../model/secret.ts';
import type { Source } from '../model/source.ts';
import { type Around, type Calls, callsOf, listening, ownFacts, type Step } from './calls.ts';
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

const none: readonly never[] = [];

/** The objects of a component, and the APIs that they are of, in their order. */
interface OwnObjects {
  readonly objects: readonly KubernetesObject[];
  readonly apis: readonly string[];
  readonly findings: readonly Finding[];
}
const noObjects: OwnObjects = { objects: [], apis: [], findings: [] };

/** As `group/Kind`, each run of the same ones once. */
function apisOf(objects: readonly KubernetesObject[]): readonly string[] {
  const all = objects.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`);
  return all.filter((api, index) => api !== all[index - 1]);
}

/** `full` while a component is planned, `bare` before the others are known, `bootstrap` where nothing else runs. */
type Mode = 'full' | 'bare' | 'bootstrap';

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
  /** Who offers a facility, in the order of the components. */
  readonly #offering = new Map<string, Candidate[]>();
  readonly #app = new App();
  /** The same facts, for functions whose steps are noted. */
  readonly #heard: ClusterFacts;
  /** The context of the component whose functions run. */
  #plain: { readonly candidate: Candidate; readonly context: AnyContext } | undefined;
  /** The steps of the function that runs, but for those of offers that it asks for. */
  #steps: Step[] | undefined;

  readonly #locate: LocateError;
  readonly #around: Around;

  constructor(
    cluster: ClusterFacts,
    distribution: Distribution,
    candidates: readonly Candidate[],
    outside: Offers,
    { locate = () => undefined, clusterScoped }: More,
  ) {
    this.#locate = locate;
    this.#around = { facts: Object.keys(cluster).join(' '), clusterScoped };
    this.#cluster = cluster;
    this.#distribution = distribution;
    this.#heard = listening(cluster, (name) => this.#step('fact', name, cluster[name]));
    this.#candidates = new Map(candidates.map((candidate) => [candidate.chosen.id, candidate]));
    this.#given = { ...distribution.offers, ...outside };
    for (const [id, candidate] of this.#candidates) {
      this.#notes.set(id, { after: new Map(), secrets: new Map() });
      for (const name in candidate.entry.component.offers) {
        const others = this.#offering.get(name);
        if (others) others.push(candidate);
        else this.#offering.set(name, [candidate]);
      }
    }
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
    if (typeof defines !== 'function') return defines ?? none;
    const calls = callsOf(candidate, this.#around);
    return this.#guarded(candidate, () => this.#called(candidate, calls, 'defines', 'bare', defines)) ?? none;
  }

  #evaluate(candidate: Candidate): Evaluated {
    const { component, capability } = candidate.entry;
    const id = candidate.chosen.id;
    const calls = callsOf(candidate, this.#around);
    const notes = this.#notesOf(id);
    const { values, ignoreDifferences: ignore, access, replacesKubeProxy } = component;
    const own = this.#objectsOf(candidate, calls);
    this.#findings.push(...own.findings);
    this.#noteApis(candidate, own.apis);
    for (const other of component.after ?? [])
      if (this.#candidates.has(other)) notes.after.set(other, 'asked for by the component');
    return {
      id,
      capability,
      stratum: component.stratum ?? stratumOf[capability],
      candidate,
      values: values
        ? this.#called(candidate, calls, 'values', 'full', (context) => this.#merged(values(context), candidate))
        : candidate.settled.adjustments.values,
      bootstrapValues:
        component.bootstrap &&
        values &&
        this.#called(candidate, calls, 'bootstrap', 'bootstrap', (context) => this.#merged(values(context), candidate)),
      objects: own.objects,
      secrets: [...notes.secrets.values()],
      defines: this.#defines.get(id) ?? none,
      ignoreDifferences:
        typeof ignore === 'function' ? this.#called(candidate, calls, 'ignore', 'full', ignore) : (ignore ?? none),
      access: access && this.#called(candidate, calls, 'access', 'full', access),
      replacesKubeProxy: replacesKubeProxy
        ? this.#called(candidate, calls, 'replacesKubeProxy', 'full', replacesKubeProxy)
        : false,
      after: notes.after,
    };
  }

  /** What a component's function says: what it said before, if it is told the same. */
  #called<T>(candidate: Candidate, calls: Calls, name: string, mode: Mode, run: (context: AnyContext) => T): T {
    const last = calls.get(name);
    if (last === 'differs') return run(this.#contextOf(candidate, mode));
    // The function is the one of that name, so its result is of its type.
    if (last && this.#recurs(candidate, last.steps)) return last.result as T;
    const steps: Step[] = [];
    calls.delete(name);
    this.#steps = steps;
    try {
      const result = run(this.#context(candidate, mode, true));
      if (steps.some((step) => step.kind === 'fact' && ownFacts.has(step.name))) calls.set(name, 'differs');
      else if (this.#steps) calls.set(name, { steps, result });
      return result;
    } finally {
      this.#steps = undefined;
    }
  }

  /** A context whose functions' steps are not noted: one for all functions of a component. */
  #contextOf(candidate: Candidate, mode: Mode): AnyContext {
    if (mode !== 'full') return this.#context(candidate, mode);
    if (this.#plain?.candidate !== candidate) this.#plain = { candidate, context: this.#context(candidate, mode) };
    return this.#plain.context;
  }

  /** Takes steps again, which notes what they note. @returns whether all of them have the answer that they had */
  #recurs(candidate: Candidate, steps: readonly Step[]): boolean {
    for (let at = 0; at < steps.length; at++) if (!this.#isAgain(candidate, steps[at] as Step)) return false;
    return true;
  }

  #isAgain(candidate: Candidate, { kind, name, answer }: Step): boolean {
    const id = candidate.chosen.id;
    switch (kind) {
      case 'fact':
        // Steps hold only names of facts.
        return isEqual(this.#cluster[name as keyof ClusterFacts], answer);
      case 'serves':
        return this.#noteApi(id, name) === answer;
      case 'brought':
        return this.#isBrought(name) === answer;
      case 'runs':
        return this.#candidates.has(name) === answer;
      case 'secret':
        this.#notesOf(id).secrets.set(name, answer as SecretNeed);
        return true;
      case 'wants':
        return isEqual(this.#use(candidate, name as FacilityName, false), answer);
      case 'needs':
        // One that is missing now stops the function, which has to say so itself.
        return (
          this.#facility(name as FacilityName) !== undefined &&
          isEqual(this.#use(candidate, name as FacilityName, true), answer)
        );
    }
  }

  #step(kind: Step['kind'], name: string, answer: unknown): void {
    const steps = this.#steps;
    if (!steps) return;
    // Facts do not change.
    if (kind === 'fact')
      for (let at = 0; at < steps.length; at++) if (steps[at]?.kind === kind && steps[at]?.name === name) return;
    steps.push({ kind, name, answer });
  }

  /** Its objects as they were added, and their APIs; what is said of wrong patches names the cluster, and is said anew. */
  #objectsOf(candidate: Candidate, calls: Calls): OwnObjects {
    const { objects } = candidate.entry.component;
    const { patches = [] } = candidate.settled.adjustments;
    if (!objects && patches.length === 0) return noObjects;
    const found = this.#called(candidate, calls, 'objects', 'full', (context) => {
      const chart = new Chart(this.#app, candidate.chosen.id, { disableResourceNameHashes: true });
      objects?.(chart, context);
      const made = objectsOf(chart, candidate.namespace, this.#around.clusterScoped);
      const result = patched(made, patches, this.#place(candidate), within(candidate.chosen.at, 'patches'));
      return { ...result, apis: apisOf(result.objects) };
    });
    if (found.findings.length > 0) calls.delete('objects');
    return found;
  }

  #merged(values: Values, candidate: Candidate): Values {
    const own = candidate.settled.adjustments.values;
    return own ? mergeValues(values, own) : values;
  }

  /** Notes an edge for each API that the objects are of; one that nobody serves is a finding. */
  #noteApis(candidate: Candidate, apis: readonly string[]): void {
    const missing = new Set<string>();
    for (const api of apis) {
      if (missing.has(api) || this.#noteApi(candidate.chosen.id, api)) continue;
      missing.add(api);
      this.#findings.push(unserved(this.#place(candidate), api, candidate.chosen.at));
    }
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
    for (const candidate of this.#offering.get(name) ?? []) {
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

  /** @param steps whether the steps of the function that gets it are noted */
  #context(candidate: Candidate, mode: Mode, steps = false): AnyContext {
    const id = candidate.chosen.id;
    const full = mode === 'full';
    const { needs, wants } = candidate.entry.component;
    const told = <T>(kind: Step['kind'], name: string, answer: T): T => {
      if (steps) this.#step(kind, name, answer);
      return answer;
    };
    const used = (kind: 'needs' | 'wants', name: FacilityName) => {
      const noted = this.#steps;
      // A function that is refused something and goes on is not remembered.
      if (steps) this.#steps = undefined;
      const found = this.#use(candidate, name, kind === 'needs');
      if (steps) this.#steps = noted;
      return found;
    };
    // A facility is looked for when a component reads it, so that its edge says what was really used.
    const lazily = (kind: 'needs' | 'wants', names: readonly FacilityName[] = []) => {
      const found = {};
      for (const name of names) {
        const get = () => (full ? told(kind, name, used(kind, name)) : undefined);
        Object.defineProperty(found, name, { enumerable: true, get });
      }
      return found as AnyContext['needs'];
    };
    const request = (name: string, request: SecretRequest, generated: boolean) => {
      const need = { ...request, name, namespace: candidate.namespace, owner: id, generated };
      this.#notesOf(id).secrets.set(name, told('secret', name, need));
      return { name, keys: [...request.keys, ...Object.keys(request.fixed ?? {})], owner: id };
    };
    const cluster = steps ? this.#heard : this.#cluster;
    return {
      options: candidate.settled.options,
      cluster,
      namespace: candidate.namespace,
      serves: (api) =>
        full ? told('serves', api, this.#noteApi(id, api)) : told('brought', api, this.#isBrought(api)),
      runs: (other) => full && told('runs', other, this.#candidates.has(other)),
      needs: lazily('needs', needs),
      wants: lazily('wants', wants),
      secret: (name, more) => request(name, more, false),
      generated: (name, more) => request(name, more, true),
      host: (name) => `${name}.${cluster.domain}`,
      refuse: (message, more = {}) => {
        throw new Refusal(message, more.option, more.hint);
      },
    };
  }

  #isBrought(api: string): boolean {
    return this.#distribution.defines.includes(api.split('/')[0] ?? '');
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
}
