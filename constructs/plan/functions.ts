import type { ClusterFacts } from '../model/cluster.ts';
import type { Answers } from './answers.ts';
import { type Calls, ownFacts } from './calls.ts';
import type { Candidate } from './candidates.ts';
import { type AnyContext, contextOf, type Mode } from './context.ts';
import { Steps } from './steps.ts';

/** Runs the functions of components for one cluster, and only those that would say something else than on the one before. */
export class Functions {
  readonly #cluster: ClusterFacts;
  readonly #answers: Answers;
  readonly #steps: Steps;
  /** The context of the component whose functions run. */
  #plain: { readonly candidate: Candidate; readonly context: AnyContext } | undefined;

  constructor(cluster: ClusterFacts, answers: Answers) {
    this.#cluster = cluster;
    this.#answers = answers;
    this.#steps = new Steps(cluster);
  }

  /**
   * What a component's function says: what it said before, if it is told the same.
   *
   * @param calls of the component, which remember this one
   * @param name under which no other function of the component is remembered
   */
  call<T>(candidate: Candidate, calls: Calls, name: string, mode: Mode, run: (context: AnyContext) => T): T {
    const last = calls.get(name);
    if (last === 'differs') return run(this.#contextOf(candidate, mode));
    // The function is the one of that name, so its result is of its type.
    if (last && this.#answers.recur(candidate, last.steps)) return last.result as T;
    calls.delete(name);
    const context = contextOf(candidate, mode, this.#cluster, this.#answers, this.#steps);
    const { result, steps } = this.#steps.of(() => run(context));
    if (steps?.some(({ kind, name }) => kind === 'fact' && ownFacts.has(name))) calls.set(name, 'differs');
    else if (steps) calls.set(name, { steps, result });
    return result;
  }

  /** What a component offers under a name, if it does. It is asked on each cluster. */
  offer<T>(candidate: Candidate, run: (context: AnyContext) => T): T {
    return run(contextOf(candidate, 'full', this.#cluster, this.#answers));
  }

  /** A context whose functions' steps are not noted: one for all functions of a component. */
  #contextOf(candidate: Candidate, mode: Mode): AnyContext {
    if (mode !== 'full') return contextOf(candidate, mode, this.#cluster, this.#answers);
    if (this.#plain?.candidate !== candidate)
      this.#plain = { candidate, context: contextOf(candidate, mode, this.#cluster, this.#answers) };
    return this.#plain.context;
  }
}
