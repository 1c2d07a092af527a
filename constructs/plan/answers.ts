import type { ClusterFacts } from '../model/cluster.ts';
import { isEqual } from '../model/equal.ts';
import { type Facilities, type FacilityName, facilities } from '../model/facility.ts';
import type { Step } from './calls.ts';
import type { Candidate } from './candidates.ts';
import { type Definers, fromTheStart } from './definers.ts';
import type { Notes } from './notes.ts';
import type { OfferedFacilities } from './offered.ts';
import { Refusal } from './refusals.ts';
import type { SecretNeed } from './secrets.ts';

/** What is known of a cluster while the functions of its components run. */
export interface Known {
  readonly cluster: ClusterFacts;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** API groups that are there before any component is. */
  readonly brought: readonly string[];
  readonly facilities: OfferedFacilities;
  readonly notes: Notes;
  /** Who serves what; asked for once all components have said what they define. */
  definers(): Definers;
}

/** Answers what components ask of one cluster, and notes what follows from their asking. */
export class Answers {
  readonly #known: Known;

  constructor(known: Known) {
    this.#known = known;
  }

  /** Whether somebody serves an API; who asks comes after it. */
  serves(id: string, api: string): boolean {
    const definer = this.#known.definers().of(api.startsWith('/') ? '' : api);
    if (definer === undefined) return false;
    if (definer !== fromTheStart && definer !== id) this.#known.notes.of(id).after.set(definer, `serves ${api}`);
    return true;
  }

  /** Whether an API is there before any component is. */
  isBrought(api: string): boolean {
    return this.#known.brought.includes(api.split('/')[0] ?? '');
  }

  runs(id: string): boolean {
    return this.#known.candidates.has(id);
  }

  /**
   * A facility for a component, which comes after whoever gives it, and gets its secret.
   *
   * @throws Refusal where it is required and nobody gives it, or its secret cannot be had
   */
  facility(candidate: Candidate, name: FacilityName, isRequired: boolean): Facilities[FacilityName] | undefined {
    const { facilities: offered, notes } = this.#known;
    const found = offered.find(name);
    if (!found) {
      if (!isRequired) return undefined;
      throw new Refusal(
        `needs ${facilities[name].title} and nothing on this cluster offers one`,
        undefined,
        `run a component that offers it, or write offers: { ${name}: … } on the cluster or its environment`,
      );
    }
    const { by, value } = found;
    const isOther = by?.chosen.id !== candidate.chosen.id;
    if (by && isOther && facilities[name].ordered)
      notes.of(candidate.chosen.id).after.set(by.chosen.id, `gives ${facilities[name].title}`);
    if ('secret' in value && value.secret && isOther) notes.borrow(candidate, value.secret, by);
    return value;
  }

  secret(id: string, need: SecretNeed): void {
    this.#known.notes.of(id).secrets.set(need.name, need);
  }

  /** Takes steps again, which notes what they note. @returns whether all of them have the answer that they had */
  recur(candidate: Candidate, steps: readonly Step[]): boolean {
    try {
      for (let at = 0; at < steps.length; at++) if (!this.#isAgain(candidate, steps[at] as Step)) return false;
      return true;
    } catch (error) {
      // What is refused now is refused to the function itself, which may go on.
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  #isAgain(candidate: Candidate, { kind, name, answer }: Step): boolean {
    const id = candidate.chosen.id;
    switch (kind) {
      case 'fact':
        // Steps hold only names of facts.
        return isEqual(this.#known.cluster[name as keyof ClusterFacts], answer);
      case 'serves':
        return this.serves(id, name) === answer;
      case 'brought':
        return this.isBrought(name) === answer;
      case 'runs':
        return this.runs(name) === answer;
      case 'secret':
        // Only a need is noted as a secret's answer.
        this.secret(id, answer as SecretNeed);
        return true;
      case 'wants':
        return isEqual(this.facility(candidate, name as FacilityName, false), answer);
      case 'needs':
        return isEqual(this.facility(candidate, name as FacilityName, true), answer);
    }
  }
}
