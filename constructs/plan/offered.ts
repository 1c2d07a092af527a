import { type Facilities, type FacilityName, facilities, type Offers } from '../model/facility.ts';
import type { Candidate } from './candidates.ts';
import { Refusal } from './refusals.ts';

/** A facility that somebody offers on a cluster. */
export interface Offered<F extends FacilityName = FacilityName> {
  /** Nobody where it comes from outside of the components. */
  readonly by: Candidate | undefined;
  readonly value: Facilities[F];
}

/** What looking for an offer needs. */
interface Asking {
  /** What a component offers, if it does. */
  offer<F extends FacilityName>(name: F, candidate: Candidate): Facilities[F] | undefined;
  /** Told once of a facility that two components offer; the first wins. */
  twice(name: FacilityName, first: Candidate, second: Candidate): void;
}

/** The facilities of one cluster. Components are asked for theirs when somebody looks for one, and once. */
export class OfferedFacilities {
  readonly #given: Offers;
  readonly #asking: Asking;
  /** Who offers a facility, in the order of the components. */
  readonly #offering = new Map<string, Candidate[]>();
  readonly #found = new Map<FacilityName, Offered | undefined>();
  readonly #askedFor = new Set<FacilityName>();

  /** @param given facilities that are there without any component; they win over those of components */
  constructor(given: Offers, candidates: Iterable<Candidate>, asking: Asking) {
    this.#given = given;
    this.#asking = asking;
    for (const candidate of candidates)
      for (const name in candidate.entry.component.offers) {
        const others = this.#offering.get(name);
        if (others) others.push(candidate);
        else this.#offering.set(name, [candidate]);
      }
  }

  /** @throws Refusal where an offer needs what it offers */
  find<F extends FacilityName>(name: F): Offered<F> | undefined {
    const given = this.#given[name];
    if (given) return { by: undefined, value: given };
    if (!this.#found.has(name)) this.#found.set(name, this.#asked(name));
    // The map holds under each name what an offer of that name returned.
    return this.#found.get(name) as Offered<F> | undefined;
  }

  /** Asks the components; one whose offer needs what it offers is refused, not asked for ever. */
  #asked<F extends FacilityName>(name: F): Offered<F> | undefined {
    if (this.#askedFor.has(name))
      throw new Refusal(
        `offers something that depends on ${facilities[name].title}, which depends on it`,
        undefined,
        `write offers: { ${name}: … } on the cluster or its environment`,
      );
    this.#askedFor.add(name);
    try {
      return this.#first(name);
    } finally {
      this.#askedFor.delete(name);
    }
  }

  #first<F extends FacilityName>(name: F): Offered<F> | undefined {
    const found: { by: Candidate; value: Facilities[F] }[] = [];
    for (const by of this.#offering.get(name) ?? []) {
      const value = this.#asking.offer(name, by);
      if (value) found.push({ by, value });
    }
    const [first, second] = found;
    if (first && second) this.#asking.twice(name, first.by, second.by);
    return first;
  }
}
