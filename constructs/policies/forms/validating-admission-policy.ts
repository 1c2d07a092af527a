import type { KubernetesObject } from '../../model/manifest.ts';
import type { BoundPolicy } from '../bound.ts';
import { namespaceSelector } from '../selector.ts';
import { expressionsOf } from './expressions.ts';
import { resourceRules } from './resource-rules.ts';

const actions = { deny: ['Deny'], warn: ['Warn', 'Audit'] } as const;

/** A policy in the API server's own form: what it asks, and where and how strictly. */
export function validatingAdmissionPolicy(bound: BoundPolicy): readonly KubernetesObject[] {
  const { name, policy, action, parameters } = bound;
  const { conditions, variables, validations } = expressionsOf(policy, parameters);
  const selector = namespaceSelector(bound);
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: resourceRules(policy.kinds) },
        matchConditions: conditions,
        ...(variables.length > 0 && { variables }),
        validations,
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: actions[action],
        ...(selector && { matchResources: { namespaceSelector: selector } }),
      },
    },
  ];
}
