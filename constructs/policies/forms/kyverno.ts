import type { KubernetesObject } from '../../model/manifest.ts';
import type { BoundPolicy } from '../bound.ts';
import { namespaceSelector } from '../selector.ts';
import { expressionsOf } from './expressions.ts';
import { resourceRules } from './resource-rules.ts';

const actions = { deny: ['Deny'], warn: ['Warn', 'Audit'] } as const;

/**
 * A policy as Kyverno's ValidatingPolicy, which takes the API server's CEL and reports on what is there already.
 * Source: kyverno v1.19.0, api policies.kyverno.io/v1, pkg/cel/policies/vpol/compiler/policy.go.
 */
export function validatingPolicy(bound: BoundPolicy): readonly KubernetesObject[] {
  const { name, policy, action, parameters } = bound;
  const { conditions, variables, validations } = expressionsOf(policy, parameters);
  const selector = namespaceSelector(bound);
  return [
    {
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'ValidatingPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        validationActions: actions[action],
        matchConstraints: {
          ...(selector && { namespaceSelector: selector }),
          resourceRules: resourceRules(policy.kinds),
        },
        matchConditions: conditions,
        ...(variables.length > 0 && { variables }),
        validations,
      },
    },
  ];
}
