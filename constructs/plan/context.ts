import type { ClusterFacts } from '../model/cluster.ts';
import type { Context, NoOptions } from '../model/component.ts';
import type { FacilityName } from '../model/facility.ts';
import type { SecretRequest } from '../model/secret.ts';
import type { Answers } from './answers.ts';
import type { Step } from './calls.ts';
import type { Candidate } from './candidates.ts';
import { Refusal } from './refusals.ts';
import type { Steps } from './steps.ts';

/** A context whose component's options nobody here needs the types of. */
export type AnyContext = Context<NoOptions, FacilityName, FacilityName>;

/**
 * What a function sees of the cluster: `full` while its component is planned, `bare` where it must do without the other components,
 * because nobody knows them yet or, in the first installation, none of them runs.
 */
export type Mode = 'full' | 'bare';

/**
 * What the functions of a component are told.
 *
 * @param steps notes what they ask and say, if somebody wants to know
 */
export function contextOf(
  candidate: Candidate,
  mode: Mode,
  facts: ClusterFacts,
  answers: Answers,
  steps?: Steps,
): AnyContext {
  const id = candidate.chosen.id;
  const full = mode === 'full';
  const cluster = steps ? steps.cluster : facts;
  const { needs, wants } = candidate.entry.component;
  const told = <T>(kind: Step['kind'], name: string, answer: T): T => (steps ? steps.note(kind, name, answer) : answer);
  const used = (kind: 'needs' | 'wants', name: FacilityName) => {
    const use = () => answers.facility(candidate, name, kind === 'needs');
    return steps ? steps.note(kind, name, steps.aside(use)) : use();
  };
  // A facility is looked for when a component reads it, so that its edge says what was really used.
  const lazily = (kind: 'needs' | 'wants', names: readonly FacilityName[] = []) => {
    const found = {};
    for (const name of names)
      Object.defineProperty(found, name, { enumerable: true, get: () => (full ? used(kind, name) : undefined) });
    return found as AnyContext['needs'];
  };
  const request = (name: string, request: SecretRequest, generated: boolean) => {
    const need = { ...request, name, namespace: candidate.namespace, owner: id, generated };
    answers.secret(id, told('secret', name, need));
    return { name, keys: [...request.keys, ...Object.keys(request.fixed ?? {})], owner: id };
  };
  return {
    options: candidate.settled.options,
    cluster,
    namespace: candidate.namespace,
    serves: (api) =>
      full ? told('serves', api, answers.serves(id, api)) : told('brought', api, answers.isBrought(api)),
    runs: (other) => full && told('runs', other, answers.runs(other)),
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
