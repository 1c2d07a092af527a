import type { PolicyName } from '../model/policy.ts';
import { droppedCapabilities } from './dropped-capabilities.ts';
import { ingressHosts } from './ingress-hosts.ts';
import { namedPods } from './named-pods.ts';
import { noAdminBindings } from './no-admin-bindings.ts';
import { noClusterAdminBindings } from './no-cluster-admin-bindings.ts';
import { noDefaultTokens } from './no-default-tokens.ts';
import { noExternalAddresses } from './no-external-addresses.ts';
import { noHostNamespaces } from './no-host-namespaces.ts';
import { noHostPaths } from './no-host-paths.ts';
import { noLatestTag } from './no-latest-tag.ts';
import { noLoadBalancers } from './no-load-balancers.ts';
import { noNodePorts } from './no-node-ports.ts';
import { noPrivilegedContainers } from './no-privileged-containers.ts';
import { noWildcardRoles } from './no-wildcard-roles.ts';
import { nonRootContainers } from './non-root-containers.ts';
import type { Policy } from './policy.ts';
import { readOnlyRootFileSystem } from './read-only-root-file-system.ts';
import { resourceRequests } from './resource-requests.ts';
import { routeHosts } from './route-hosts.ts';
import { trustedRegistries } from './trusted-registries.ts';

/** The policies by name. Which of them a cluster has, and how strict, is the profile's and the fleet's to say. */
export const policies: Readonly<Record<PolicyName, Policy>> = {
  'dropped-capabilities': droppedCapabilities,
  'ingress-hosts': ingressHosts,
  'named-pods': namedPods,
  'no-admin-bindings': noAdminBindings,
  'no-cluster-admin-bindings': noClusterAdminBindings,
  'no-default-tokens': noDefaultTokens,
  'no-external-addresses': noExternalAddresses,
  'no-host-namespaces': noHostNamespaces,
  'no-host-paths': noHostPaths,
  'no-latest-tag': noLatestTag,
  'no-load-balancers': noLoadBalancers,
  'no-node-ports': noNodePorts,
  'no-privileged-containers': noPrivilegedContainers,
  'no-wildcard-roles': noWildcardRoles,
  'non-root-containers': nonRootContainers,
  'read-only-root-file-system': readOnlyRootFileSystem,
  'resource-requests': resourceRequests,
  'route-hosts': routeHosts,
  'trusted-registries': trustedRegistries,
};
