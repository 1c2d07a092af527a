import type { Trunk } from '../argocd/root.ts';
import type { BuildWeb } from '../factories/fba/applications.ts';
import { type FactoryPlan, planFactory } from '../factories/fba/factory.ts';
import type { Surroundings } from '../factories/fba/namespaces.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import type { Facilities } from '../model/facility.ts';
import { type Finding, within } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { PolicyDecision } from '../policies/bound.ts';
import { profiles } from '../profiles/index.ts';
import { candidatesOf } from './candidates.ts';
import type { Catalogue, Directory } from './catalogue.ts';
import { type Evaluated, type Evaluation, evaluate } from './evaluate.ts';
import { type ClusterOf, factsOf } from './facts.ts';
import { lastEqual } from './last.ts';
import { ordered } from './order.ts';
import { policiesOn } from './policies.ts';
import type { LocateError } from './refusals.ts';
import { type Answered, type Selection, select } from './select.ts';
import { stagesOn } from './stages.ts';

/** A component of a cluster, with its place in the rollout and everything that the tree holds of it. */
export interface PlannedComponent extends Evaluated {
  readonly wave: number;
  /** Whether something waits for it. */
  readonly gates: boolean;
  readonly manifests: readonly KubernetesObject[];
}

/** A set of objects that belongs to the plan and not to a component. */
export interface PlannedSet {
  readonly name: 'namespaces' | 'policies' | 'namespace-packs';
  readonly wave: number;
  readonly gates: boolean;
  readonly objects: readonly KubernetesObject[];
}

/** Everything that one cluster's tree is printed from. */
export interface ClusterPlan {
  readonly facts: ClusterFacts;
  readonly file: string;
  readonly distribution: Distribution;
  readonly trunk: Trunk;
  /** Whether it runs ahead of its environment. */
  readonly canary: boolean;
  /** Where people log in, if somebody on this cluster offers it. */
  readonly issuer: string | undefined;
  readonly answers: readonly Answered[];
  readonly components: readonly PlannedComponent[];
  readonly sets: readonly PlannedSet[];
  /** What is asked of tenants' objects on this cluster. */
  readonly policies: readonly PolicyDecision[];
  readonly factories: readonly FactoryPlan[];
  /** The wave of the factories' first Application. */
  readonly factoryWave: number;
  readonly findings: readonly Finding[];
}

export interface PlanInput {
  readonly fleet: Fleet;
  readonly cluster: ClusterOf;
  readonly selection: Selection;
  /** All components that the selection names. */
  readonly catalogue: Catalogue;
  readonly buildWeb: BuildWeb;
  /** Kinds outside of namespaces that nobody but the fleet knows, as `group/Kind`. */
  readonly clusterScoped?: ReadonlySet<string>;
  /** Where in the fleet's own sources an error was thrown. */
  readonly locate?: LocateError;
}

/** Chooses a cluster's components; which files to load follows from it. */
export function selectFor(fleet: Fleet, cluster: ClusterOf, directory: Directory): Selection {
  const { environment, name, declaration } = cluster;
  const at = { file: environment.file, path: [] };
  return select({
    cluster: factsOf(fleet.fbe.value, cluster),
    distribution: declaration.runs,
    profile: profiles[environment.value.profile],
    directory,
    platforms: [
      { platform: environment.value.platform ?? {}, at: within(at, 'platform') },
      { platform: declaration.platform ?? {}, at: within(at, 'clusters', name, 'platform') },
    ],
  });
}

/** Plans one cluster. Findings that are errors mean that the plan must not be written. */
export function planCluster(input: PlanInput): ClusterPlan {
  const { fleet, cluster, selection } = input;
  const facts = factsOf(fleet.fbe.value, cluster);
  const distribution = cluster.declaration.runs;
  const { candidates, findings } = candidatesOf(input, facts);
  const outside = { ...cluster.environment.value.offers, ...cluster.declaration.offers };
  const evaluation = evaluate(facts, distribution, candidates, outside, input);
  const trunk = trunkOf(fleet, cluster, facts);
  const policies = policiesOn(fleet, cluster, facts, trustedRegistries(fleet, evaluation));
  const { sets, components, factoryWave, findings: order } = ordered(fleet, facts, evaluation, policies);
  const factories = factoriesOn(input, facts, evaluation, trunk);
  // Where the components could not be settled, nobody knows what they would have offered to factories.
  const unknown = components.length === 0;
  return {
    facts,
    file: cluster.environment.file,
    distribution,
    trunk,
    canary: fleet.versions.environments.get(cluster.environment.name)?.value.canary?.[cluster.name] !== undefined,
    issuer: components.length > 0 ? evaluation.facility('oidcIssuer')?.url : undefined,
    answers: selection.answers,
    components,
    sets,
    policies,
    factories,
    factoryWave,
    findings: [
      ...selection.findings,
      ...findings,
      ...evaluation.findings,
      ...order,
      ...factories.flatMap((factory) => factory.findings).filter(({ check }) => !unknown || check !== 'reference'),
    ],
  };
}

function trunkOf(fleet: Fleet, { environment, name }: ClusterOf, facts: ClusterFacts): Trunk {
  const { repository, branch = 'main', tree = 'dist' } = fleet.fbe.value;
  const main = `refs/heads/${branch}`;
  const versions = fleet.versions.environments.get(environment.name)?.value;
  return {
    repository,
    path: `${tree}/${facts.id}`,
    main,
    follows: versions?.canary?.[name] ?? versions?.follows ?? main,
    argocd: facts.argocd,
  };
}

/** The fleet's registries, and the one that somebody offers on this cluster. */
function trustedRegistries({ fbe }: Fleet, evaluation: Evaluation): readonly string[] {
  const offered = evaluation.facility('imageRegistry');
  const all = [...Object.values(fbe.value.registries ?? {}), ...(offered ? [offered] : [])];
  return [...new Set(all.map(({ host }) => host.replace(/\/+$/, '')))].sort();
}

const sameRegistries = lastEqual<Surroundings['registries']>();
const sameGateway = lastEqual<Facilities['gateway'] | undefined>();
const sameStore = lastEqual<ClusterFacts['secrets']>();

function factoriesOn(
  { fleet, buildWeb }: PlanInput,
  facts: ClusterFacts,
  evaluation: Evaluation,
  trunk: Trunk,
): readonly FactoryPlan[] {
  const stack = evaluation.components.find(({ id }) => id === 'kube-prometheus-stack');
  const around = {
    registries: sameRegistries(fleet.fbe.value.registries ?? {}),
    monitoring: stack?.candidate.namespace,
  };
  const gateway = fleet.factories.length > 0 ? sameGateway(evaluation.facility('gateway')) : undefined;
  // What is equal on two clusters is the same in memory, so that what follows from it is made once.
  const cluster = { ...facts, secrets: sameStore(facts.secrets) };
  return fleet.factories.flatMap((factory) => {
    const stages = stagesOn(fleet, factory, cluster, gateway, trunk.main);
    if (stages.length === 0) return [];
    return [planFactory({ name: factory.name, file: factory.file, stages, trunk, around, buildWeb })];
  });
}
