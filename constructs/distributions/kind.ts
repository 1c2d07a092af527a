import type { KubernetesVersion } from '../model/capability.ts';
import type { Distribution } from '../model/cluster.ts';

/**
 * Kubernetes in containers on one machine, for trying things out.
 *
 * Its network plugin enforces NetworkPolicy since kind 0.24 (kindnet with kube-network-policies, kind release notes
 * v0.24.0), and local-path-provisioner is its default StorageClass `standard`.
 *
 * @param kubernetes the minor version of the node image
 */
export const kind = (kubernetes: KubernetesVersion): Distribution => ({
  name: 'kind',
  kubernetes,
  brings: {
    'cluster-lifecycle': '`kind create cluster` makes it anew in a minute',
    networking: 'kindnet, which enforces NetworkPolicy since kind 0.24',
    storage: 'local-path-provisioner as the StorageClass `standard`',
  },
  defines: [],
  offers: { blockStorage: { storageClass: 'standard' } },
  prefers: {},
  managesNodes: false,
  ha: false,
  provision: (cluster, { network, kubeProxyReplaced }) => [
    {
      name: 'kind.yaml',
      documents: [
        {
          apiVersion: 'kind.x-k8s.io/v1alpha4',
          kind: 'Cluster',
          name: cluster.name,
          ...(network && {
            networking: { disableDefaultCNI: true, ...(kubeProxyReplaced && { kubeProxyMode: 'none' }) },
          }),
          nodes: [
            {
              role: 'control-plane',
              extraPortMappings: [
                { containerPort: 30080, hostPort: 80, listenAddress: '127.0.0.1' },
                { containerPort: 30443, hostPort: 443, listenAddress: '127.0.0.1' },
              ],
            },
          ],
        },
      ],
    },
  ],
});
