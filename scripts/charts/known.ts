/** What the files of a chart do not show: a map that takes keys of the user's own. */
export interface Known {
  readonly path: readonly string[];
  readonly because: string;
  /** The file that shows it, in the chart's own repository. */
  readonly shown: string;
}

/**
 * By chart, whatever its version. Only for charts whose templates are not at hand when their shape is made: what templates take as
 * a whole is found by itself.
 */
export const known: Readonly<Record<string, readonly Known[]>> = {
  istiod: [
    {
      path: ['meshConfig'],
      because: 'it is merged over the mesh configuration, whose whole API it offers',
      shown: 'istio/istio, manifests/charts/istio-control/istio-discovery/templates/configmap.yaml',
    },
  ],
  'rook-ceph-cluster': [
    {
      path: ['cephClusterSpec'],
      because: 'it is printed as the spec of the CephCluster',
      shown: 'rook/rook, deploy/charts/rook-ceph-cluster/templates/cephcluster.yaml',
    },
  ],
  'tigera-operator': [
    {
      path: ['installation'],
      because: 'what it holds besides `enabled` is printed as the spec of the Installation',
      shown: 'projectcalico/calico, charts/tigera-operator/templates/crs/custom-resources.yaml',
    },
    {
      path: ['apiServer'],
      because: 'what it holds besides `enabled` is printed as the spec of the APIServer',
      shown: 'projectcalico/calico, charts/tigera-operator/templates/crs/custom-resources.yaml',
    },
    {
      path: ['defaultFelixConfiguration'],
      because: 'what it holds besides `enabled` is printed as the spec of the FelixConfiguration',
      shown: 'projectcalico/calico, charts/tigera-operator/templates/crs/configmap-felixconfiguration-templates.yaml',
    },
  ],
};
