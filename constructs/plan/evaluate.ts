import { App } from 'cdk8s';
import type { Capability, Stratum } from '../model/capability.ts';
import { stratumOf } from '../model/capability.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import type { IgnoredDifference } from '../model/component.ts';
import type { Facilities, FacilityName, Offers } from '../model/facility.ts';
import { type Finding, where } from '../model/finding.ts';
import type { KubernetesObject, Values } from '../model/manifest.ts';
import { Answers } from './answers.ts';
import { type Around, type Calls, callsOf } from './calls.ts';
import type { Candidate } from './candidates.ts';
import type { AnyContext, Mode } from './context.ts';
import { type Definers, definers } from './definers.ts';
import { Functions } from './functions.ts';
import { mergeValues } from './merge.ts';
import { Notes } from './notes.ts';
import { OfferedFacilities } from './offered.ts';
import { noObjects, type OwnObjects, ownObjects, writesObjects } from './own-objects.ts';
import { findingOf, type LocateError, twice, unserved } from './refusals.ts';
import type { SecretNeed } from './secrets.ts';

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

interface More {
  readonly locate?: LocateError;
  /** Kinds outside of namespaces that nobody but the fleet knows, as `group/Kind`. */
  readonly clusterScoped?: ReadonlySet<string>;
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

const none: readonly never[] = [];

class Evaluator {
  readonly #cluster: ClusterFacts;
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #findings: Finding[] = [];
  readonly #notes: Notes;
  readonly #facilities: OfferedFacilities;
  readonly #answers: Answers;
  readonly #functions: Functions;
  readonly #app = new App();
  readonly #defines = new Map<string, readonly string[]>();
  readonly #definers: Definers;
  readonly #around: Around;
  readonly #locate: LocateError | undefined;

  constructor(
    cluster: ClusterFacts,
    distribution: Distribution,
    all: readonly Candidate[],
    outside: Offers,
    { locate, clusterScoped }: More,
  ) {
    const candidates = new Map(all.map((candidate) => [candidate.chosen.id, candidate]));
    const notes = new Notes(candidates.keys());
    const facilities = new OfferedFacilities({ ...distribution.offers, ...outside }, candidates.values(), {
      offer: (name, candidate) => this.#offer(name, candidate),
      twice: (name, first, second) => this.#findings.push(twice(cluster, name, first.chosen, second.chosen)),
    });
    const brought = distribution.defines;
    const answers = new Answers({ cluster, candidates, brought, facilities, notes, definers: () => this.#definers });
    this.#cluster = cluster;
    this.#candidates = candidates;
    this.#notes = notes;
    this.#facilities = facilities;
    this.#answers = answers;
    this.#functions = new Functions(cluster, answers);
    this.#around = { facts: Object.keys(cluster).join(' '), clusterScoped };
    this.#locate = locate;
    for (const candidate of all) this.#defines.set(candidate.chosen.id, this.#definitionsOf(candidate));
    this.#definers = definers(this.#defines, brought);
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
      facility: (name) => this.#facilities.find(name)?.value,
    };
  }

  #definitionsOf(candidate: Candidate): readonly string[] {
    const { defines } = candidate.entry.component;
    if (typeof defines !== 'function') return defines ?? none;
    const calls = callsOf(candidate, this.#around);
    return this.#guarded(candidate, () => this.#functions.call(candidate, calls, 'defines', 'bare', defines)) ?? none;
  }

  #offer<F extends FacilityName>(name: F, candidate: Candidate): Facilities[F] | undefined {
    const offer = candidate.entry.component.offers?.[name];
    return offer && this.#guarded(candidate, () => this.#functions.offer(candidate, offer));
  }

  #evaluate(candidate: Candidate): Evaluated {
    const { component, capability } = candidate.entry;
    const id = candidate.chosen.id;
    const calls = callsOf(candidate, this.#around);
    const called = <T>(name: string, mode: Mode, run: (context: AnyContext) => T): T =>
      this.#functions.call(candidate, calls, name, mode, run);
    const notes = this.#notes.of(id);
    const { values, ignoreDifferences: ignore, access, replacesKubeProxy } = component;
    const merged = values && ((context: AnyContext) => mergedWith(candidate, values(context)));
    const own = this.#objectsOf(candidate, calls);
    for (const other of component.after ?? [])
      if (this.#candidates.has(other)) notes.after.set(other, 'asked for by the component');
    return {
      id,
      capability,
      stratum: component.stratum ?? stratumOf[capability],
      candidate,
      values: merged ? called('values', 'full', merged) : candidate.settled.adjustments.values,
      bootstrapValues: component.bootstrap && merged && called('bootstrap', 'bare', merged),
      objects: own.objects,
      secrets: [...notes.secrets.values()],
      defines: this.#defines.get(id) ?? none,
      ignoreDifferences: typeof ignore === 'function' ? called('ignore', 'full', ignore) : (ignore ?? none),
      access: access && called('access', 'full', access),
      replacesKubeProxy: replacesKubeProxy ? called('replacesKubeProxy', 'full', replacesKubeProxy) : false,
      after: notes.after,
    };
  }

  /** Its objects as they were added, with an edge for each API that they are of; one that nobody serves is a finding. */
  #objectsOf(candidate: Candidate, calls: Calls): OwnObjects {
    if (!writesObjects(candidate)) return noObjects;
    const place = this.#place(candidate);
    const own = this.#functions.call(candidate, calls, 'objects', 'full', (context) =>
      ownObjects(this.#app, candidate, context, place, this.#around.clusterScoped),
    );
    // What is said of wrong patches names the cluster, and is said anew.
    if (own.findings.length > 0) calls.delete('objects');
    this.#findings.push(...own.findings);
    const missing = new Set<string>();
    for (const api of own.apis) {
      if (missing.has(api) || this.#answers.serves(candidate.chosen.id, api)) continue;
      missing.add(api);
      this.#findings.push(unserved(place, api, candidate.chosen.at));
    }
    return own;
  }

  #place(candidate: Candidate): string {
    return where(this.#cluster.id, candidate.entry.capability, candidate.chosen.id);
  }

  /** Runs a component's function; what it refuses becomes a finding at its place. */
  #guarded<T>(candidate: Candidate, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      const finding = findingOf(error, candidate, this.#place(candidate), this.#locate);
      if (finding) this.#findings.push(finding);
      return undefined;
    }
  }
}

function mergedWith({ settled }: Candidate, values: Values): Values {
  const own = settled.adjustments.values;
  return own ? mergeValues(values, own) : values;
}
