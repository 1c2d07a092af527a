import type { ClusterFacts } from '../model/cluster.ts';
import { type FacilityName, facilities } from '../model/facility.ts';
import { type Finding, type Place, problem, where } from '../model/finding.ts';

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

/** Two components that offer the same facility; `at` is where the second was chosen. */
export const twice = (
  cluster: ClusterFacts,
  name: FacilityName,
  first: string,
  second: string,
  at: Place | undefined,
): Finding =>
  problem(
    'reference',
    where(cluster.id, 'offers', name),
    `${first} and ${second} both offer ${facilities[name].title}`,
    {
      at,
      hint: `keep one of them, or say which with offers: { ${name}: … }`,
    },
  );
