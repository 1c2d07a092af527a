import { resourceWaves } from '../argocd/names.ts';
import type { Trunk } from '../argocd/root.ts';
import type { BuildWeb } from '../factories/fba/applications.ts';
import { type FactoryPlan, planFactory } from '../factories/fba/factory.ts';
import type { Surroundings } from '../factories/fba/namespaces.ts';
import { fleetNamespaces } from '../factories/fbe/fleet-namespaces.ts';
import type { Stratum } from '../model/capability.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import type { Facilities } from '../model/facility.ts';
import { type Finding, problem, where, within } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import { groupOf } from '../model/manifest.ts';
import { versionOf } from '../model/source.ts';
import { type BoundPolicy, bound, type PolicyDecision, tellingApart } from '../policies/bound.ts';
import { formOn } from '../policies/forms/index.ts';
import { profiles } from '../profiles/index.ts';
import { candidatesOf } from './candidates.ts';
import type { Catalogue, Directory } from './catalogue.ts';
import { unneededFiles } from './encrypted.ts';
import { type Evaluated, type Evaluation, evaluate } from './evaluate.ts';
import { type ClusterOf, factsOf } from './facts.ts';
import { frozen, lastEqual, lastMade } from './last.ts';
import { namespaces } from './namespaces.ts';
import { marked, shared, sorted, withMarks } from './objects.ts';
import { policiesOn } from './policies.ts';
import type { LocateError } from './refusals.ts';
import { openers, secretObjects, storeObjects } from './secrets.ts';
import { type Answered, type Selection, select } from './select.ts';
import { stagesOn } from './stages.ts';
import { type Node, waves } from './waves.ts';

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
  const { sets, components, factoryWave, findings: order } = ordered(input, facts, evaluation, policies);
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

const namespacesId = 'namespaces';
const policiesId = 'policies';
const factoriesId = 'factories';

/** Waves for components and the plan's own sets, and each component's manifests. */
function ordered(input: PlanInput, facts: ClusterFacts, evaluation: Evaluation, policies: readonly PolicyDecision[]) {
  const { components } = evaluation;
  const owned = namespaces(components, facts.kubernetes);
  const packs = fleetNamespaces(input.fleet.fbe.value, facts);
  const { write, engine } = formOn((api) => {
    const by = evaluation.definers.of(api);
    return typeof by === 'string' ? by : undefined;
  });
  const written = (policy: BoundPolicy) => {
    const [name, action, except, parameters = []] = tellingApart(policy);
    return lastWritten(name, [engine, action, except, ...parameters], () =>
      shared('policy', [engine, name, action, except, parameters], () => write(policy)),
    );
  };
  const opener = openers[facts.secrets.kind];
  const findings: Finding[] = [];
  const nodes = components.map((component): Node => {
    const after = new Set(component.after.keys());
    if (owned.afterEarly.has(component.id)) after.add(namespacesId);
    if (component.secrets.length > 0) {
      const by = evaluation.definers.of(opener.api);
      if (typeof by === 'string') after.add(by);
      else if (by === undefined) findings.push(noStore(facts, component, opener));
    }
    return { id: component.id, stratum: component.stratum, after: [...after], at: component.candidate.chosen.at };
  });
  const all: Node[] = [
    { id: namespacesId, stratum: 'definitions', after: [] },
    { id: policiesId, stratum: 'guards', after: engine ? [engine] : [] },
    // What tenants run comes after what is asked of it.
    { id: factoriesId, stratum: 'factories', after: [policiesId] },
    ...nodes,
  ];
  const { waves: numbers, findings: cycles } = waves(facts.id, all);
  const awaited = new Set(all.flatMap(({ after }) => after));
  const waveOf = (id: string) => numbers.get(id) ?? 0;
  const withStore = [
    ...new Set(components.filter(({ secrets }) => secrets.length > 0).map(({ candidate }) => candidate.namespace)),
  ];
  const planned = components.map((component): PlannedComponent => {
    const { objects, findings: unmet } = manifestsOf(input, facts, component, owned.own.get(component.id), withStore);
    findings.push(...unmet);
    const { id, stratum } = component;
    return {
      id,
      capability: component.capability,
      stratum,
      candidate: component.candidate,
      values: component.values,
      bootstrapValues: component.bootstrapValues,
      objects: component.objects,
      secrets: component.secrets,
      defines: component.defines,
      ignoreDifferences: component.ignoreDifferences,
      access: component.access,
      replacesKubeProxy: component.replacesKubeProxy,
      after: component.after,
      wave: waveOf(id),
      gates: awaited.has(id) || early.has(stratum),
      manifests: objects,
    };
  });
  findings.push(
    ...unneededFiles(
      facts,
      components.flatMap(({ secrets }) => secrets),
      input.fleet.encrypted,
    ),
  );
  const sets: PlannedSet[] = [
    { name: 'namespaces', wave: waveOf(namespacesId), gates: true, objects: finish('namespaces', owned.early) },
    {
      name: 'policies',
      wave: waveOf(policiesId),
      gates: true,
      objects: lastPolicies('policies', [policies, engine], () => finish('policies', bound(policies).flatMap(written))),
    },
    { name: 'namespace-packs', wave: waveOf(factoriesId), gates: false, objects: finish('namespace-packs', packs) },
  ];
  return {
    components: planned,
    factoryWave: waveOf(factoriesId),
    sets: sets.filter(({ objects }) => objects.length > 0),
    findings: [...cycles, ...findings],
  };
}

/** Everything runs on these, so later waves wait for them whether or not an edge says so. */
const early: ReadonlySet<Stratum> = new Set(['definitions', 'networking']);

const noStore = (facts: ClusterFacts, component: Evaluated, opener: (typeof openers)['vault']): Finding =>
  problem(
    'secret',
    where(facts.id, component.capability, component.id),
    `needs the Secret ${component.secrets[0]?.name}, and nothing on this cluster serves ${groupOf(opener.api)}`,
    { at: component.candidate.chosen.at, hint: `write secrets: { '${opener.component}': {} }` },
  );

const lastWritten = lastMade<readonly KubernetesObject[]>();
const lastPolicies = lastMade<readonly KubernetesObject[]>();
const lastSet = lastMade<readonly KubernetesObject[]>(frozen);

const finish = (name: PlannedSet['name'], objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  lastSet(name, objects, () => sorted(objects.map((object) => marked(object, { partOf: 'platform' }))));

/** Of what is a component's own: all but its Secrets and stores. */
interface Marked {
  readonly namespace: readonly KubernetesObject[];
  readonly objects: readonly KubernetesObject[];
  /** Both, in the order of a file. */
  readonly alone: readonly KubernetesObject[];
}
const lastMarked = lastMade<Marked>(({ alone }) => frozen(alone));

function manifestsOf(
  input: PlanInput,
  facts: ClusterFacts,
  component: Evaluated,
  namespace: KubernetesObject | undefined,
  withStore: readonly string[],
) {
  const { candidate, secrets, objects, defines, id } = component;
  const source = candidate.source;
  const own = source.kind === 'own';
  const version = versionOf(source);
  const mark = (object: KubernetesObject, wave: number) =>
    withMarks(object, { partOf: id, version, wave: own ? 0 : wave });
  const placed = (object: KubernetesObject) =>
    mark(object, isOf(defines, object) ? resourceWaves.after : resourceWaves.before);
  const { alone, ...rest } = lastMarked(id, [namespace, objects, version, own, defines], () => {
    const itself = namespace ? [withMarks(namespace, { partOf: id, version, wave: resourceWaves.namespace })] : [];
    const others = objects.map(placed);
    return { namespace: itself, objects: others, alone: sorted([...itself, ...others]) };
  });
  const unmet = secretObjects(facts, secrets, input.fleet.encrypted, candidate.chosen.at);
  const store = id === 'external-secrets' ? storeObjects(facts.secrets, withStore, candidate.namespace) : [];
  if (unmet.objects.length + store.length === 0) return { objects: alone, findings: unmet.findings };
  const before = unmet.objects.map((object) => mark(object, resourceWaves.before));
  const all = [...rest.namespace, ...before, ...rest.objects, ...store.map(placed)];
  return { objects: sorted(all), findings: unmet.findings };
}

/** Whether the chart itself brings the definition of an object's kind, which then comes after the chart. */
const isOf = (defines: readonly string[], { apiVersion, kind }: KubernetesObject): boolean => {
  const group = groupOf(apiVersion);
  return defines.includes(group) || defines.includes(`${group}/${kind}`);
};

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
