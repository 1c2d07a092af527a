import type { PolicyName } from '../../constructs/model/policy.ts';
import type { Parameters } from '../../constructs/policies/policy.ts';
import type { Case } from './cases/case.ts';
import { droppedCapabilities } from './cases/dropped-capabilities.ts';
import { ingressHosts } from './cases/ingress-hosts.ts';
import { namedPods } from './cases/named-pods.ts';
import { noAdminBindings } from './cases/no-admin-bindings.ts';
import { noClusterAdminBindings } from './cases/no-cluster-admin-bindings.ts';
import { noDefaultTokens } from './cases/no-default-tokens.ts';
import { noExternalAddresses } from './cases/no-external-addresses.ts';
import { noHostNamespaces } from './cases/no-host-namespaces.ts';
import { noHostPaths } from './cases/no-host-paths.ts';
import { noLatestTag } from './cases/no-latest-tag.ts';
import { noLoadBalancers } from './cases/no-load-balancers.ts';
import { noNodePorts } from './cases/no-node-ports.ts';
import { noPrivilegedContainers } from './cases/no-privileged-containers.ts';
import { noWildcardRoles } from './cases/no-wildcard-roles.ts';
import { nonRootContainers } from './cases/non-root-containers.ts';
import { readOnlyRootFileSystem } from './cases/read-only-root-file-system.ts';
import { resourceRequests } from './cases/resource-requests.ts';
import { routeHosts } from './cases/route-hosts.ts';
import { trustedRegistries } from './cases/trusted-registries.ts';

/** What each policy must say to which object. Both the verdict of a synth and the API server's are held to it. */
export const cases: Readonly<Record<PolicyName, readonly Case[]>> = {
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

/** What the cases count on. */
export const parameters: Parameters = {
  registries: ['docker.io/library', 'registry.example.org', 'registry.example.org:5000', 'shared.example.org/acme'],
  namespaces: ['shop-prod', 'shop-test'],
  groups: ['shop-dev', 'shop-leads'],
};
