import type { KubernetesObject } from '../model/manifest.ts';
import { type BoundPolicy, bound, type PolicyDecision, tellingApart } from '../policies/bound.ts';
import type { Form } from '../policies/forms/index.ts';
import type { PlannedSet } from './cluster.ts';
import { frozen, lastMade } from './last.ts';
import { marked, shared, sorted } from './objects.ts';

const lastSet = lastMade<readonly KubernetesObject[]>(frozen);
const lastPolicies = lastMade<readonly KubernetesObject[]>();
const lastWritten = lastMade<readonly KubernetesObject[]>();

/** The objects of a set as the tree holds them: with our labels, in the order of a file. */
export const finished = (name: PlannedSet['name'], objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  lastSet(name, objects, () => sorted(objects.map((object) => marked(object, { partOf: 'platform' }))));

/**
 * The objects of a cluster's policies.
 *
 * @param api stands for the form: one component may enforce policies in this and in that
 */
export const policyObjects = (
  policies: readonly PolicyDecision[],
  api: string | undefined,
  write: Form,
): readonly KubernetesObject[] =>
  lastPolicies('policies', [policies, api], () =>
    finished(
      'policies',
      bound(policies).flatMap((policy) => written(policy, api, write)),
    ),
  );

function written(policy: BoundPolicy, api: string | undefined, write: Form): readonly KubernetesObject[] {
  const [name, action, except, parameters = []] = tellingApart(policy);
  return lastWritten(name, [api, action, except, ...parameters], () =>
    shared('policy', [api, name, action, except, parameters], () => write(policy)),
  );
}
