import type { Level, ProfileName } from '../model/capability.ts';
import type { PolicyName } from '../model/policy.ts';

const everywhere = { SUP: 'mandatory', MBU: 'mandatory', ENT: 'mandatory' } as const;
const asked = { SUP: 'recommended', MBU: 'recommended', ENT: 'mandatory' } as const;

/**
 * How much each profile asks for a policy: a mandatory one denies, a recommended one warns, an optional one is left out. What keeps
 * tenants apart from each other and from the nodes is mandatory everywhere; `non-root-containers` is what the capability is.
 */
export const policyLevels: Readonly<Record<PolicyName, Readonly<Record<ProfileName, Level>>>> = {
  'dropped-capabilities': { SUP: 'recommended', MBU: 'recommended', ENT: 'recommended' },
  'ingress-hosts': everywhere,
  'named-pods': { SUP: 'optional', MBU: 'recommended', ENT: 'recommended' },
  'no-admin-bindings': everywhere,
  'no-cluster-admin-bindings': everywhere,
  'no-default-tokens': asked,
  'no-external-addresses': everywhere,
  'no-host-namespaces': everywhere,
  'no-host-paths': everywhere,
  'no-latest-tag': { SUP: 'recommended', MBU: 'mandatory', ENT: 'mandatory' },
  'no-load-balancers': everywhere,
  'no-node-ports': everywhere,
  'no-privileged-containers': everywhere,
  'no-wildcard-roles': everywhere,
  'non-root-containers': { SUP: 'optional', MBU: 'recommended', ENT: 'mandatory' },
  'read-only-root-file-system': { SUP: 'optional', MBU: 'recommended', ENT: 'recommended' },
  'resource-requests': asked,
  'route-hosts': everywhere,
  'trusted-registries': asked,
};
