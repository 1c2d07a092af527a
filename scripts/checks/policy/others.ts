import { tenantLabel } from '../../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { policyNames } from '../../../constructs/model/policy.ts';
import type { BoundPolicy } from '../../../constructs/policies/bound.ts';
import { policies } from '../../../constructs/policies/index.ts';
import { readsNamespace } from '../../../constructs/policies/policy.ts';
import { podSecurityLabel } from '../../../constructs/policies/selector.ts';
import { policyLevels } from '../../../constructs/profiles/policies.ts';
import { mapAt } from '../read.ts';

/**
 * What is asked of manifests that others wrote, which come without a cluster: all policies but those that need the platform's
 * lists. What every profile denies is an error; the rest is for their cluster to decide, and a warning.
 */
export const ofOthers: readonly BoundPolicy[] = policyNames
  .filter((name) => policies[name].parameters === undefined)
  .map((name) => ({
    name,
    policy: policies[name],
    action: Object.values(policyLevels[name]).every((level) => level === 'mandatory') ? 'deny' : 'warn',
    why: 'there is no cluster',
    deviates: false,
    except: {},
    parameters: { registries: [], namespaces: [], groups: [] },
  }));

/**
 * They are judged as a tenant's, whatever their namespace, but for those of Kubernetes itself. Where the answer is an annotation of
 * the namespace, a namespace of a tenant's must be among them.
 */
export function looksAtOthers({ policy }: BoundPolicy, name: string, namespace: KubernetesObject | undefined): boolean {
  if (name.startsWith('kube-')) return false;
  const labels = mapAt(namespace?.metadata, 'labels');
  if (readsNamespace(policy) && labels[tenantLabel] === undefined) return false;
  return policy.podSecurity === undefined || (labels[podSecurityLabel] ?? policy.podSecurity) === policy.podSecurity;
}
