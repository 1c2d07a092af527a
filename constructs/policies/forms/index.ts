import type { KubernetesObject } from '../../model/manifest.ts';
import type { BoundPolicy } from '../bound.ts';
import { constraint } from './gatekeeper.ts';
import { validatingPolicy } from './kyverno.ts';
import { validatingAdmissionPolicy } from './validating-admission-policy.ts';

/** Writes a policy for who enforces it. */
export type Form = (bound: BoundPolicy) => readonly KubernetesObject[];

/** Where a component enforces policies, they are written for it. */
const forms: readonly { readonly api: string; readonly write: Form }[] = [
  { api: 'policies.kyverno.io/ValidatingPolicy', write: validatingPolicy },
  { api: 'templates.gatekeeper.sh/ConstraintTemplate', write: constraint },
];

/**
 * How policies are written on a cluster.
 *
 * @param definerOf the component that defines an API, if one does
 * @returns the form, the API that it is of, and the component that must be there first; the API server itself needs none
 */
export function formOn(definerOf: (api: string) => string | undefined): {
  readonly write: Form;
  readonly api: string | undefined;
  readonly engine: string | undefined;
} {
  for (const { api, write } of forms) {
    const engine = definerOf(api);
    if (engine !== undefined) return { write, api, engine };
  }
  return { write: validatingAdmissionPolicy, api: undefined, engine: undefined };
}
