import type { ClusterFacts } from '../model/cluster.ts';
import type { Step } from './calls.ts';

/** Notes what the function of a component asks and says while it runs. */
export class Steps {
  /** The facts of the cluster; which of them are read is noted. */
  readonly cluster: ClusterFacts;
  /** Nothing where no function runs, or one that is not to be remembered. */
  #noted: Step[] | undefined;

  constructor(cluster: ClusterFacts) {
    this.cluster = listening(cluster, (name) => this.note('fact', name, cluster[name]));
  }

  /** @returns what a function returns, with its steps; none where it was refused something and went on */
  of<Result>(run: () => Result): { readonly result: Result; readonly steps: readonly Step[] | undefined } {
    this.#noted = [];
    try {
      const result = run();
      readAll(result);
      return { result, steps: this.#noted };
    } finally {
      this.#noted = undefined;
    }
  }

  /** @returns the answer itself */
  note<Answer>(kind: Step['kind'], name: string, answer: Answer): Answer {
    const noted = this.#noted;
    if (noted && !(kind === 'fact' && isNoted(noted, name))) noted.push({ kind, name, answer });
    return answer;
  }

  /** Runs what others have to do for an answer: their steps are not those of the function. */
  aside<Result>(run: () => Result): Result {
    const noted = this.#noted;
    // A function that is refused something and goes on is not remembered.
    this.#noted = undefined;
    const result = run();
    this.#noted = noted;
    return result;
  }
}

/** A function may hand on the facts or its facilities as a whole: what its result says of them was asked for, too. */
function readAll(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // What has no keys holds nothing that anybody prints.
  const map = value as Readonly<Record<string, unknown>>;
  for (const key in map) {
    const below = map[key];
    if (typeof below === 'object') readAll(below);
  }
}

/** Facts do not change, so one is noted once. */
function isNoted(steps: readonly Step[], fact: string): boolean {
  for (let at = 0; at < steps.length; at++) if (steps[at]?.kind === 'fact' && steps[at]?.name === fact) return true;
  return false;
}

/** The facts of a cluster, that tell who reads which. */
function listening(cluster: ClusterFacts, read: (name: keyof ClusterFacts) => void): ClusterFacts {
  const facts = {};
  for (const name of Object.keys(cluster) as (keyof ClusterFacts)[])
    Object.defineProperty(facts, name, {
      enumerable: true,
      get() {
        read(name);
        return cluster[name];
      },
    });
  // It has every property of the facts.
  return facts as ClusterFacts;
}
