import type { Capability, KubernetesVersion } from '../model/capability.ts';
import type { Distribution } from '../model/cluster.ts';

interface Addon {
  readonly brings?: readonly [Capability, string];
  /** API groups whose definitions come with it. */
  readonly defines?: readonly string[];
}

/**
 * EKS add-ons that answer something which Millwright would otherwise bring (Amazon EKS user guide, "Amazon EKS add-ons"
 * and "Community add-ons").
 */
const addons = {
  'vpc-cni': { defines: ['vpcresources.k8s.aws', 'crd.k8s.amazonaws.com', 'networking.k8s.aws'] },
  coredns: {},
  'kube-proxy': {},
  'eks-pod-identity-agent': {},
  'aws-ebs-csi-driver': { brings: ['storage', 'the EKS add-on aws-ebs-csi-driver'] },
  'snapshot-controller': { defines: ['snapshot.storage.k8s.io', 'groupsnapshot.storage.k8s.io'] },
  'metrics-server': {},
  'cert-manager': {
    brings: ['certificates', 'the EKS community add-on cert-manager'],
    defines: ['cert-manager.io', 'acme.cert-manager.io'],
  },
  'external-dns': { brings: ['dns', 'the EKS community add-on external-dns'], defines: ['externaldns.k8s.io'] },
} as const satisfies Record<string, Addon>;

/** The name of an EKS add-on. */
export type EksAddon = keyof typeof addons;

/** What an EKS cluster has besides its Kubernetes version. */
export interface EksSettings {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** The cluster's name in AWS; its name here unless given. */
  readonly cluster?: string;
  /** Add-ons that AWS installs and updates; `vpc-cni`, `coredns` and `kube-proxy` unless given. */
  readonly addons?: readonly EksAddon[];
  /** Whether the VPC CNI enforces NetworkPolicy; only then does it count as the cluster's network. */
  readonly networkPolicy?: boolean;
}

function brought(names: readonly EksAddon[], networkPolicy: boolean): Distribution['brings'] {
  const brings: { [C in Capability]?: string } = {};
  for (const name of names) {
    const addon: Addon = addons[name];
    if (addon.brings) brings[addon.brings[0]] = addon.brings[1];
  }
  if (names.includes('vpc-cni') && networkPolicy) brings.networking = 'the EKS add-on vpc-cni with network policy';
  return brings;
}

/**
 * Amazon EKS.
 *
 * @param kubernetes its minor version
 * @param settings where it is and which add-ons AWS installs
 */
export function eks(kubernetes: KubernetesVersion, settings: EksSettings): Distribution {
  const names = settings.addons ?? ['vpc-cni', 'coredns', 'kube-proxy'];
  const snapshots = names.includes('snapshot-controller') ? [] : ['snapshot-controller'];
  const driver = names.includes('aws-ebs-csi-driver');
  return {
    name: 'eks',
    kubernetes,
    brings: brought(names, settings.networkPolicy ?? false),
    defines: names.flatMap((name) => (addons[name] as Addon).defines ?? []),
    // The add-on makes this class when its setting `defaultStorageClass.enabled` is on (aws-ebs-csi-driver 2.x, values.yaml).
    offers: driver ? { blockStorage: { storageClass: 'ebs-csi-default-sc' } } : {},
    prefers: {
      storage: ['aws-ebs-csi-driver', ...snapshots],
      ...(names.includes('metrics-server') && { metrics: ['kube-state-metrics'] }),
    },
    managesNodes: true,
    ha: true,
    cloud: {
      provider: 'aws',
      region: settings.region,
      account: settings.account,
      ...(settings.cluster && { cluster: settings.cluster }),
    },
    provision: () => [],
  };
}
