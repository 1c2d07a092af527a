import { tenantLabel } from '../argocd/names.ts';
import { clusterScoped } from '../model/cluster-scoped.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { BoundPolicy } from './bound.ts';
import type { Policy } from './policy.ts';

/** Which namespaces a policy looks at, in Kubernetes' form of label selectors. All requirements hold for one that it does. */
export interface NamespaceSelector {
  readonly matchExpressions: readonly Requirement[];
}
interface Requirement {
  readonly key: string;
  readonly operator: 'Exists' | 'In' | 'NotIn';
  readonly values?: readonly string[];
}

/** The API server gives every namespace its name as a label. */
const nameLabel = 'kubernetes.io/metadata.name';
export const podSecurityLabel = 'pod-security.kubernetes.io/enforce';

/** Whether a policy is about objects that lie in no namespace. */
export const isClusterWide = ({ kinds }: Policy): boolean =>
  kinds.some(({ group, kind }) => clusterScoped.has(group === '' ? kind : `${group}/${kind}`));

/** The tenants' namespaces, less those that are left out; nothing for a policy about objects that lie in no namespace. */
export function namespaceSelector({ policy, except }: BoundPolicy): NamespaceSelector | undefined {
  if (isClusterWide(policy)) return undefined;
  const exceptions = Object.keys(except).sort();
  return {
    matchExpressions: [
      { key: tenantLabel, operator: 'Exists' },
      ...(policy.podSecurity ? [{ key: podSecurityLabel, operator: 'In' as const, values: [policy.podSecurity] }] : []),
      ...(exceptions.length > 0 ? [{ key: nameLabel, operator: 'NotIn' as const, values: exceptions }] : []),
    ],
  };
}

/** Whether a namespace is one of the selected. */
export function selects({ matchExpressions }: NamespaceSelector, { metadata }: KubernetesObject): boolean {
  return matchExpressions.every(({ key, operator, values = [] }) => {
    const value = key === nameLabel ? metadata.name : metadata.labels?.[key];
    if (operator === 'Exists') return value !== undefined;
    return operator === 'In' ? value !== undefined && values.includes(value) : !values.includes(value ?? '');
  });
}
