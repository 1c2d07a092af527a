import type { KubernetesVersion } from '../model/capability.ts';
import type { Around, ClusterFacts, Distribution } from '../model/cluster.ts';
import { admissionConfiguration, auditPolicy } from './audit.ts';

const directory = '/etc/kubernetes/millwright';
const mount = (name: string, path: string, writable = false) => ({
  name,
  hostPath: path,
  mountPath: path,
  readOnly: !writable,
  pathType: 'DirectoryOrCreate',
});

/** People's names and groups come from the tokens of this issuer (kube-apiserver, `--oidc-…`). */
const login = (issuer: string) => [
  { name: 'oidc-client-id', value: 'kubernetes' },
  { name: 'oidc-groups-claim', value: 'groups' },
  { name: 'oidc-issuer-url', value: issuer },
  { name: 'oidc-username-claim', value: 'email' },
];

/** The ClusterConfiguration of kubeadm (kubeadm.k8s.io/v1beta4: extraArgs are lists of name and value). */
function clusterConfiguration(cluster: ClusterFacts, { issuer, kubeProxyReplaced }: Around) {
  const logs = '/var/log/kubernetes';
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    clusterName: cluster.name,
    kubernetesVersion: `v${cluster.kubernetes}.0`,
    ...(cluster.api && { controlPlaneEndpoint: new URL(cluster.api).host }),
    apiServer: {
      extraArgs: [
        { name: 'admission-control-config-file', value: `${directory}/admission.yaml` },
        { name: 'audit-log-maxage', value: '30' },
        { name: 'audit-log-maxbackup', value: '10' },
        { name: 'audit-log-maxsize', value: '100' },
        { name: 'audit-log-path', value: `${logs}/audit.log` },
        { name: 'audit-policy-file', value: `${directory}/audit-policy.yaml` },
        ...(issuer ? login(issuer) : []),
      ],
      extraVolumes: [mount('millwright', directory), mount('audit', logs, true)],
    },
    // Metrics of the control plane are on loopback unless told otherwise, where Prometheus cannot reach them.
    controllerManager: { extraArgs: [{ name: 'bind-address', value: '0.0.0.0' }] },
    etcd: { local: { extraArgs: [{ name: 'listen-metrics-urls', value: 'http://0.0.0.0:2381' }] } },
    ...(kubeProxyReplaced && { proxy: { disabled: true } }),
    scheduler: { extraArgs: [{ name: 'bind-address', value: '0.0.0.0' }] },
  };
}

/**
 * A cluster made with kubeadm (by hand, kubespray or Cluster API). It brings neither a network nor storage.
 *
 * @param kubernetes its minor version
 */
export const kubeadm = (kubernetes: KubernetesVersion): Distribution => ({
  name: 'kubeadm',
  kubernetes,
  brings: {},
  defines: [],
  offers: {},
  prefers: {},
  managesNodes: false,
  ha: true,
  provision: (cluster, around) => [
    { name: 'kubeadm.yaml', documents: [clusterConfiguration(cluster, around)] },
    { name: 'audit-policy.yaml', documents: [auditPolicy] },
    { name: 'admission.yaml', documents: [admissionConfiguration] },
  ],
});
