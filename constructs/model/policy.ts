/** The policies, by the name that they have on a cluster. What each of them asks is in `constructs/policies/`. */
export const policyNames = [
  'dropped-capabilities',
  'ingress-hosts',
  'named-pods',
  'no-admin-bindings',
  'no-cluster-admin-bindings',
  'no-default-tokens',
  'no-external-addresses',
  'no-host-namespaces',
  'no-host-paths',
  'no-latest-tag',
  'no-load-balancers',
  'no-node-ports',
  'no-privileged-containers',
  'no-wildcard-roles',
  'non-root-containers',
  'read-only-root-file-system',
  'resource-requests',
  'route-hosts',
  'trusted-registries',
] as const;
export type PolicyName = (typeof policyNames)[number];

/** What becomes of an object that a policy does not like: it is refused, it is taken with a warning, or nobody looks. */
export const policyActions = ['deny', 'warn', 'off'] as const;
export type PolicyAction = (typeof policyActions)[number];

/** A policy's action with the namespaces that it leaves out. */
export interface PolicySetting {
  /** As the profile has it unless given. */
  readonly action?: PolicyAction;
  /** Namespaces that the policy does not look at, each with the reason. The cluster's README prints it. */
  readonly except?: Readonly<Record<string, string>>;
}

/** What a fleet, an environment or a cluster says of policies; each replaces the one before it, policy by policy. */
export type PolicySettings = { readonly [P in PolicyName]?: PolicyAction | PolicySetting };
