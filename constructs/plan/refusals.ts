import type { ClusterFacts } from '../model/cluster.ts';
import { type FacilityName, facilities } from '../model/facility.ts';
import { type Finding, type Place, problem, where, within } from '../model/finding.ts';
import type { Candidate } from './candidates.ts';

/** Where in the fleet's own sources an error was thrown, if it was there. */
export type LocateError = (error: unknown) => Place | undefined;

/** Thrown by `context.refuse`, and caught where the component's place is known. */
export class Refusal extends Error {
  readonly option: string | undefined;
  readonly hint: string | undefined;
  constructor(message: string, option: string | undefined, hint: string | undefined) {
    super(message);
    this.option = option;
    this.hint = hint;
  }
}

/**
 * What is said of a component whose function has thrown something; nothing where it has been said already.
 *
 * @param place how messages name the component
 * @throws the error itself where it is a bug of ours
 */
export const findingOf = (
  error: unknown,
  candidate: Candidate,
  place: string,
  locate: LocateError | undefined,
): Finding | undefined =>
  error instanceof Refusal ? refused(error, candidate, place) : failed(error, candidate, place, locate);

function refused({ option, message, hint }: Refusal, { chosen, settled }: Candidate, place: string) {
  if (!option) return problem('reference', place, message, { at: chosen.at, hint });
  // What is wrong with an option has been said; what its default lacks is not the user's mistake.
  if (settled.findings.some(({ at }) => at?.path.at(-1) === option)) return undefined;
  return problem('option', where(place, `options.${option}`), message, { at: within(chosen.at, option), hint });
}

/** An exception in a component of the fleet's own is its author's; any other is a bug, and goes on. */
function failed(error: unknown, { entry }: Candidate, place: string, locate: LocateError | undefined): Finding {
  const own = entry.file.startsWith('constructs/') ? undefined : { file: entry.file, path: [] };
  const at = locate?.(error) ?? own;
  if (!at) throw error;
  const message = error instanceof Error ? error.message : `${String(error)} was thrown`;
  return problem('definition', place, `its functions fail: ${message}`, { at, hint: 'mend the component' });
}

/** Objects of a kind that nobody serves. */
export const unserved = (place: string, api: string, at: Place): Finding =>
  problem(
    'reference',
    place,
    `writes a ${api.slice(api.indexOf('/') + 1)}, and nothing on this cluster serves ${api.slice(0, api.indexOf('/'))}`,
    {
      at,
      hint: 'add the component that defines it, or turn off the option that asks for it',
    },
  );

/** Two components that offer the same facility. */
export const twice = (
  cluster: ClusterFacts,
  name: FacilityName,
  first: Candidate['chosen'],
  second: Candidate['chosen'],
): Finding =>
  problem(
    'reference',
    where(cluster.id, 'offers', name),
    `${first.id} and ${second.id} both offer ${facilities[name].title}`,
    {
      at: second.at,
      hint: `keep one of them, or say which with offers: { ${name}: … }`,
    },
  );
