import type { Chart } from 'cdk8s';
import { syncOptionsAnnotation } from '../../../argocd/sync-options.ts';
import type { ClusterFacts } from '../../../model/cluster.ts';
import { Manifest, type Values } from '../../../model/manifest.ts';

/**
 * Who gives pods their addresses: AWS' own plugin with ours chained behind it, the VPC directly, or a pool of ours.
 * Source: docs.cilium.io, installation/cni-chaining-aws-cni and installation/k8s-install-helm (EKS).
 *
 * @param behindVpcCni whether the VPC CNI runs on the nodes
 */
export function podAddresses({ distribution }: ClusterFacts, behindVpcCni: boolean, podCidr: string): Values {
  if (behindVpcCni)
    return { cni: { chainingMode: 'aws-cni', exclusive: false }, enableIPv4Masquerade: false, routingMode: 'native' };
  if (distribution === 'eks') return { eni: { enabled: true }, ipam: { mode: 'eni' }, routingMode: 'native' };
  return { ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [podCidr] } } };
}

/** Where the API server is, for a network that cannot ask kube-proxy. */
export function apiServer(api: string): Values {
  const { hostname, port } = new URL(api);
  return { k8sServiceHost: hostname, k8sServicePort: port || '443' };
}

/** A pool of addresses for Services, and every node ready to answer for them. */
export function serviceAddresses(chart: Chart, ranges: readonly string[]): void {
  // The definitions appear only once the operator runs.
  const metadata = { name: 'platform', annotations: { [syncOptionsAnnotation]: 'SkipDryRunOnMissingResource=true' } };
  new Manifest(chart, 'pool', {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumLoadBalancerIPPool',
    metadata,
    spec: { blocks: ranges.map((cidr) => ({ cidr })) },
  });
  new Manifest(chart, 'announcement', {
    apiVersion: 'cilium.io/v2alpha1',
    kind: 'CiliumL2AnnouncementPolicy',
    metadata,
    spec: { loadBalancerIPs: true },
  });
}
