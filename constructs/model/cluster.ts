import type { ArgoVersion } from '../argocd/versions.ts';
import type { Capability, KubernetesVersion, ProfileName } from './capability.ts';
import type { Offers } from './facility.ts';
import type { Url } from './option.ts';
import type { SecretStore } from './secret.ts';

/** What an environment plans to run; decides the conditional rows of a profile. */
export interface Plans {
  /** Stateful applications are planned. */
  readonly stateful: boolean;
  /** Host names come and go. */
  readonly dynamic: boolean;
}

/** What components may know of the cluster that they run on. */
export interface ClusterFacts {
  readonly environment: string;
  readonly name: string;
  /** `<environment>/<name>`. */
  readonly id: string;
  readonly domain: string;
  readonly profile: ProfileName;
  readonly distribution: DistributionName;
  readonly kubernetes: KubernetesVersion;
  /** The minor version of its Argo CD. */
  readonly argocd: ArgoVersion;
  /** Whether the cluster has nodes to lose: workloads run more than once, with disruption budgets. */
  readonly ha: boolean;
  readonly plans: Plans;
  readonly secrets: SecretStore;
  readonly cloud?: Cloud;
  /** The API server's address for people, if known. */
  readonly api?: Url;
  /** The fleet's git repository. */
  readonly repository: string;
  /** Groups of people by role. */
  readonly groups: { readonly platform: string };
}

export type DistributionName = 'kind' | 'kubeadm' | 'eks';

/** The cloud account that a managed cluster lives in. */
export interface Cloud {
  readonly provider: 'aws';
  readonly region: string;
  readonly account: string;
  /** The cluster's name in the cloud. */
  readonly cluster: string;
}

/** A file that sets a cluster up before Argo CD exists, such as a kubeadm configuration. */
export interface ProvisionFile {
  readonly name: string;
  readonly documents: readonly object[];
}

/** What the components of a cluster mean for how it is set up. */
export interface Around {
  /** Where people log in, if anywhere. */
  readonly issuer: string | undefined;
  /** Whether a component brings the network. */
  readonly network: boolean;
  /** Whether a component does the work of kube-proxy. */
  readonly kubeProxyReplaced: boolean;
}

/** A way to get a Kubernetes cluster, and what comes with it. */
export interface Distribution {
  readonly name: DistributionName;
  readonly kubernetes: KubernetesVersion;
  /** Capabilities that it answers by itself, each with the reason that a README prints. */
  readonly brings: { readonly [C in Capability]?: string };
  /** API groups whose definitions are there from the start. */
  readonly defines: readonly string[];
  readonly offers: Offers;
  /** Its own defaults where they differ from the profile's. */
  readonly prefers: { readonly [C in Capability]?: readonly string[] };
  /** Whether an API makes and removes nodes, so that autoscaling means something. */
  readonly managesNodes: boolean;
  /** Whether losing a node must not stop the platform, unless a cluster says otherwise. */
  readonly ha: boolean;
  readonly cloud?: Omit<Cloud, 'cluster'> & { readonly cluster?: string };
  /** Files for `provision/`. */
  provision(cluster: ClusterFacts, around: Around): readonly ProvisionFile[];
}
