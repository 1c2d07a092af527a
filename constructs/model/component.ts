import type { Chart } from 'cdk8s';
import type { ApplicationSyncOption } from '../argocd/sync-options.ts';
import type { Capability, KubernetesVersion, PodSecurity, Stratum } from './capability.ts';
import type { ClusterFacts } from './cluster.ts';
import type { Facilities, FacilityName } from './facility.ts';
import type { Values } from './manifest.ts';
import type { Given, Options, Taken } from './option.ts';
import type { SecretReference, SecretRequest } from './secret.ts';
import type { Source } from './source.ts';

/** What Argo CD must not call a difference, because somebody else on the cluster writes it. */
export interface IgnoredDifference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
}

/** What a component's functions are told. */
export interface Context<O extends Options = Options, N extends FacilityName = never, W extends FacilityName = never> {
  readonly options: Taken<O>;
  readonly cluster: ClusterFacts;
  /** The namespace that the component runs in. */
  readonly namespace: string;
  /**
   * Whether something on this cluster serves an API group (`cert-manager.io`) or kind
   * (`monitoring.coreos.com/ServiceMonitor`). If so, this component is rolled out after it.
   */
  serves(api: string): boolean;
  /** Whether another component runs on this cluster, by id. Makes no edge. */
  runs(id: string): boolean;
  /** The facilities that `needs` names. */
  readonly needs: { readonly [F in N]: Facilities[F] };
  /** The facilities that `wants` names, where somebody offers them. */
  readonly wants: { readonly [F in W]?: Facilities[F] };
  /** A Secret in this component's namespace with values from the environment's store. */
  secret<const K extends string>(name: string, request: SecretRequest<K>): SecretReference;
  /** A Secret in this component's namespace with values made on the cluster, once. */
  generated<const K extends string>(name: string, request: SecretRequest<K>): SecretReference;
  /** A host name under the cluster's domain. */
  host(name: string): string;
  /** Stops the synth with a finding about this component; `option` points at one of its options. */
  refuse(message: string, more?: { option?: keyof O & string; hint?: string }): never;
}

/** Everything that one component file says. Its functions only compute: told the same of another cluster, they are not run again. */
export interface Definition<O extends Options, N extends FacilityName, W extends FacilityName> {
  /** One sentence, as the catalogue and the cluster's README print it. */
  readonly summary: string;
  /** The upstream's own name; the id unless given. */
  readonly title?: string;
  readonly source: Source;
  /** The upstream products that it stands for; its title unless given. */
  readonly systems?: readonly string[];
  /** Whether the upstream is alive; an archived one names what to move to, and warns. */
  readonly status?: 'active' | { readonly archived: string };
  /** Kubernetes versions that the pinned release supports, both included; all that Millwright knows unless given. */
  readonly kubernetes?: { readonly from?: KubernetesVersion; readonly to?: KubernetesVersion };
  /**
   * Where it runs: its id unless named, and how much its pods may do. `early`: the chart has hooks that run before its
   * manifests, so the namespace must exist before this Application does.
   */
  readonly namespace: { readonly name?: string; readonly podSecurity: PodSecurity; readonly early?: boolean };
  /** Only where it differs from its capability's. */
  readonly stratum?: Stratum;
  /** It keeps data: deletion and pruning must be confirmed, and it cannot vanish without being retired. */
  readonly keeps?: 'data';
  /** Removing it would take the cluster down (the network, the storage driver, Argo CD): never pruned, no finalizer. */
  readonly vital?: true;
  /** API groups, or `group/Kind`, whose definitions it installs. */
  readonly defines?: readonly string[] | ((context: Context<O>) => readonly string[]);
  /** Whether it does the work of kube-proxy, which the cluster must then not have. */
  readonly replacesKubeProxy?: (context: Context<O>) => boolean;
  /** Facilities that it gives to others. */
  readonly offers?: { readonly [F in FacilityName]?: (context: Context<O, N, W>) => Facilities[F] | undefined };
  /** Facilities that it cannot run without. */
  readonly needs?: readonly N[];
  /** Facilities that it uses where somebody offers them. */
  readonly wants?: readonly W[];
  /** Components that must be there first where they run, for reasons that neither kinds nor facilities show. */
  readonly after?: readonly string[];
  readonly options?: O;
  /** Values of the Helm chart. */
  readonly values?: (context: Context<O, N, W>) => Values;
  /** Values that only the first installation by hand takes, before anything else runs; the CNI and Argo CD have them. */
  readonly bootstrap?: true;
  /** Objects of ours beside the chart. */
  readonly objects?: (chart: Chart, context: Context<O, N, W>) => void;
  readonly ignoreDifferences?:
    | readonly IgnoredDifference[]
    | ((context: Context<O, N, W>) => readonly IgnoredDifference[]);
  readonly syncOptions?: readonly ApplicationSyncOption[];
  /** How people get in, as Markdown sentences for the cluster's README. */
  readonly access?: (context: Context<O, N, W>) => string | undefined;
}

/** Options that nobody needs to know the types of. */
export type NoOptions = Record<never, never>;

/**
 * A component, as its file exports it. Its id and capability are its place in the folders. Its options' types are kept for who
 * writes an environment; its functions have forgotten them, so that one list can hold components with different options.
 */
export interface Component<O extends Options = Options>
  extends Omit<Definition<NoOptions, FacilityName, FacilityName>, 'options'> {
  readonly type: 'component';
  readonly options?: O;
}

/** A component with any options. */
export type AnyComponent = Component;

/**
 * Declares a component. One call a file, as its default export; the file's path is its capability and its id.
 *
 * @example export default component({ summary: '…', source: helm('https://charts.jetstack.io', 'cert-manager', 'v1.21.1'), … })
 */
export function component<
  const O extends Options = NoOptions,
  const N extends FacilityName = never,
  const W extends FacilityName = never,
>(definition: Definition<O, N, W>): Component<O> {
  // The facility names have done their work in the author's editor; the plan fills all of them.
  return { type: 'component', ...(definition as unknown as Omit<Component<O>, 'type'>) };
}

/** What every component accepts next to its own options. */
export interface Adjustments {
  /** Deep-merged over the component's values, and checked against the chart. */
  readonly values?: Values;
  /** Another version of the chart; where you use it, the pinned values may no longer fit. */
  readonly version?: string;
  /** Changes to our own manifests, each merged into the object that it names. */
  readonly patches?: readonly Patch[];
  /** Another namespace than the component's own. */
  readonly namespace?: string;
}

/** A change to one object of ours: a merge patch (RFC 7396), so `null` removes a field. */
export interface Patch {
  readonly kind: string;
  readonly name: string;
  readonly merge: Values;
}

/** What an environment may write under a component's id. */
export type Settings<C> = C extends Component<infer O> ? Given<O> & Adjustments : never;

/** A component with the id and capability that its path gives it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly capability: Capability;
  readonly component: AnyComponent;
  /** The file it stands in, as messages name it. */
  readonly file: string;
}
