import { fleetNamespaces } from '../factories/fbe/fleet-namespaces.ts';
import type { Stratum } from '../model/capability.ts';
import type { ClusterFacts } from '../model/cluster.ts';
import { type Finding, problem, where } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { groupOf } from '../model/manifest.ts';
import type { PolicyDecision } from '../policies/bound.ts';
import { formOn } from '../policies/forms/index.ts';
import type { PlannedComponent, PlannedSet } from './cluster.ts';
import { unneededFiles } from './encrypted.ts';
import type { Evaluated, Evaluation } from './evaluate.ts';
import { manifestsOf } from './manifests.ts';
import { type Namespaces, namespaces } from './namespaces.ts';
import { openers } from './secrets.ts';
import { finished, policyObjects } from './sets.ts';
import { type Node, waves } from './waves.ts';

const namespacesId = 'namespaces';
const policiesId = 'policies';
const factoriesId = 'factories';

/** Everything runs on these, so later waves wait for them whether or not an edge says so. */
const early: ReadonlySet<Stratum> = new Set(['definitions', 'networking']);

/** What a cluster rolls out, each part with its place in the rollout. */
export interface Order {
  readonly components: readonly PlannedComponent[];
  /** Those that hold something. */
  readonly sets: readonly PlannedSet[];
  /** The wave of the factories' first Application. */
  readonly factoryWave: number;
  readonly findings: readonly Finding[];
}

/** Waves for components and the plan's own sets, and each component's manifests. */
export function ordered(
  fleet: Fleet,
  facts: ClusterFacts,
  { components, definers }: Evaluation,
  policies: readonly PolicyDecision[],
): Order {
  const componentFor = (api: string): string | undefined => {
    const by = definers.of(api);
    return typeof by === 'string' ? by : undefined;
  };
  const owned = namespaces(components, facts.kubernetes);
  const { write, api, engine } = formOn(componentFor);
  const opener = openers[facts.secrets.kind];
  const opens = definers.of(opener.api);
  const findings: Finding[] = [];
  if (opens === undefined)
    for (const component of components)
      if (component.secrets.length > 0) findings.push(noStore(facts, component, opener));
  const all: readonly Node[] = [
    { id: namespacesId, stratum: 'definitions', after: [] },
    { id: policiesId, stratum: 'guards', after: engine ? [engine] : [] },
    // What tenants run comes after what is asked of it.
    { id: factoriesId, stratum: 'factories', after: [policiesId] },
    ...components.map((component) => nodeOf(component, owned, typeof opens === 'string' ? opens : undefined)),
  ];
  const { waves: numbers, findings: cycles } = waves(facts.id, all);
  const awaited = new Set(all.flatMap(({ after }) => after));
  const waveOf = (id: string) => numbers.get(id) ?? 0;
  const withSecrets = components.filter(({ secrets }) => secrets.length > 0);
  const withStore = [...new Set(withSecrets.map(({ candidate }) => candidate.namespace))];
  const planned = components.map((component): PlannedComponent => {
    const { id, stratum } = component;
    const { objects, findings: unmet } = manifestsOf(fleet, facts, component, owned.own.get(id), withStore);
    findings.push(...unmet);
    return withPlace(component, {
      wave: waveOf(id),
      gates: awaited.has(id) || early.has(stratum),
      manifests: objects,
    });
  });
  const needs = components.flatMap(({ secrets }) => secrets);
  const packs = fleetNamespaces(fleet.fbe.value, facts);
  const sets: PlannedSet[] = [
    { name: 'namespaces', wave: waveOf(namespacesId), gates: true, objects: finished('namespaces', owned.early) },
    { name: 'policies', wave: waveOf(policiesId), gates: true, objects: policyObjects(policies, api, write) },
    { name: 'namespace-packs', wave: waveOf(factoriesId), gates: false, objects: finished('namespace-packs', packs) },
  ];
  return {
    components: planned,
    factoryWave: waveOf(factoriesId),
    sets: sets.filter(({ objects }) => objects.length > 0),
    findings: [...cycles, ...findings, ...unneededFiles(facts, needs, fleet.encrypted)],
  };
}

/** @param opens the component that makes Secrets appear, if one does */
function nodeOf({ id, stratum, after, secrets, candidate }: Evaluated, owned: Namespaces, opens: string | undefined) {
  const before = new Set(after.keys());
  if (owned.afterEarly.has(id)) before.add(namespacesId);
  if (opens !== undefined && secrets.length > 0) before.add(opens);
  return { id, stratum, after: [...before], at: candidate.chosen.at } satisfies Node;
}

/** Written out, because copying a component whole costs more than all else that is done with it here. */
const withPlace = (
  component: Evaluated,
  { wave, gates, manifests }: Pick<PlannedComponent, 'wave' | 'gates' | 'manifests'>,
): PlannedComponent => ({
  id: component.id,
  capability: component.capability,
  stratum: component.stratum,
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
  wave,
  gates,
  manifests,
});

const noStore = (facts: ClusterFacts, component: Evaluated, opener: (typeof openers)['vault']): Finding =>
  problem(
    'secret',
    where(facts.id, component.capability, component.id),
    `needs the Secret ${component.secrets[0]?.name}, and nothing on this cluster serves ${groupOf(opener.api)}`,
    { at: component.candidate.chosen.at, hint: `write secrets: { '${opener.component}': {} }` },
  );
