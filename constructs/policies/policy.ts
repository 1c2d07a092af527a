import type { KubernetesObject } from '../model/manifest.ts';

/** A rule about objects, written once as CEL. */
export interface Policy {
  /** A DNS label; the name of the policy on the cluster. */
  readonly name: string;
  /** Why it exists, as the refused person reads it. */
  readonly reason: string;
  readonly resources: readonly {
    readonly groups: readonly string[];
    readonly versions: readonly string[];
    readonly names: readonly string[];
  }[];
  /** True for an object that is fine. */
  readonly expression: string;
  /** Label that a namespace must carry for the policy to look at it. */
  readonly namespaceLabel: string;
}

/** A policy in the API server's own form, which denies what is not fine. */
export function admissionPolicy(policy: Policy): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: policy.name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: policy.resources.map(({ groups, versions, names }) => ({
            apiGroups: groups,
            apiVersions: versions,
            operations: ['CREATE', 'UPDATE'],
            resources: names,
          })),
        },
        validations: [{ expression: policy.expression, message: policy.reason }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: policy.name },
      spec: {
        policyName: policy.name,
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: { matchExpressions: [{ key: policy.namespaceLabel, operator: 'Exists' }] },
        },
      },
    },
  ];
}
