import { isOn } from '../factories/fba/stage.ts';
import type { Level } from '../model/capability.ts';
import type { ClusterFacts } from '../model/cluster.ts';
import { type Finding, type Place, problem, where, within } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import {
  type PolicyAction,
  type PolicyName,
  type PolicySetting,
  type PolicySettings,
  policyNames,
} from '../model/policy.ts';
import { didYouMean } from '../model/suggest.ts';
import type { PolicyDecision } from '../policies/bound.ts';
import { policies } from '../policies/index.ts';
import type { Parameters } from '../policies/policy.ts';
import { isClusterWide } from '../policies/selector.ts';
import { policyLevels } from '../profiles/policies.ts';
import { type ClusterOf, clustersOf } from './facts.ts';
import { lastEqual, lastMade } from './last.ts';

/** What one of a fleet, an environment and a cluster says of policies. */
interface Layer {
  readonly name: string;
  readonly settings: PolicySettings;
  readonly at: Place;
}

const actionOf: Readonly<Record<Level, PolicyAction>> = { mandatory: 'deny', recommended: 'warn', optional: 'off' };

/**
 * The policies of a cluster: what its profile asks, unless the fleet, the environment or the cluster says otherwise. The nearest
 * action counts; exceptions add up.
 *
 * @param registries that images may come from; without any, nobody can be asked to use them
 */
export function policiesOn(
  fleet: Fleet,
  cluster: ClusterOf,
  { id, profile }: ClusterFacts,
  registries: readonly string[],
): readonly PolicyDecision[] {
  const layers = layersOf(fleet, cluster).filter(({ settings }) => Object.keys(settings).length > 0);
  const { namespaces, groups } = tenantsOn(fleet, [id]);
  const parameters = sameParameters({
    registries: sameRegistries(registries),
    namespaces: sameNamespaces(namespaces),
    groups: sameGroups(groups),
  });
  const said = layers.flatMap(({ name, settings }) => [name, settings]);
  return lastDecisions(profile, [parameters, ...said], () => decisions(profile, layers, parameters));
}

const sameRegistries = lastEqual<readonly string[]>();
const sameNamespaces = lastEqual<readonly string[]>();
const sameGroups = lastEqual<readonly string[]>();
const sameParameters = lastEqual<Parameters>();
const lastDecisions = lastMade<readonly PolicyDecision[]>();

const noExceptions: PolicyDecision['except'] = {};

function decisions(
  profile: ClusterFacts['profile'],
  layers: readonly Layer[],
  parameters: Parameters,
): readonly PolicyDecision[] {
  return policyNames.map((name) => {
    const policy = policies[name];
    const said = layers.map((layer) => ({ layer, setting: settingOf(layer.settings[name]) }));
    const excepted = said
      .flatMap(({ setting }) => Object.entries(setting.except ?? {}))
      .filter(([namespace]) => parameters.namespaces.includes(namespace));
    const except = excepted.length > 0 ? Object.fromEntries(excepted) : noExceptions;
    const level = policyLevels[name][profile];
    const same = { name, policy, except, parameters };
    if (policy.parameters?.includes('registries') && parameters.registries.length === 0)
      return { ...same, action: 'off', why: 'the fleet names no registry', deviates: false };
    const own = said.findLast(({ setting }) => setting.action !== undefined);
    const action = own?.setting.action ?? actionOf[level];
    const why = own ? `${own.layer.name} asks for it` : `${level} in ${profile}`;
    return { ...same, action, why, deviates: action !== actionOf[level] };
  });
}

const settingOf = (setting: PolicySettings[PolicyName]): PolicySetting =>
  typeof setting === 'string' ? { action: setting } : (setting ?? {});

/** From the outermost to the nearest. */
function layersOf({ fbe }: Fleet, { environment, name, declaration }: ClusterOf): readonly Layer[] {
  const layer = (
    place: string,
    settings: PolicySettings | undefined,
    file: string,
    ...path: readonly string[]
  ): Layer => ({
    name: place,
    settings: settings ?? {},
    at: { file, path: [...path, 'policies'] },
  });
  return [
    layer('fleet', fbe.value.policies, fbe.file),
    layer(environment.name, environment.value.policies, environment.file),
    layer(`${environment.name}/${name}`, declaration.policies, environment.file, 'clusters', name),
  ];
}

/** The namespaces that somebody other than the platform team works in, and those people's groups. */
function tenantsOn({ fbe, factories }: Fleet, clusters: readonly string[]): Pick<Parameters, 'namespaces' | 'groups'> {
  const there = (on: string | readonly string[]) => clusters.some((cluster) => isOn(on, cluster));
  const stages = factories.flatMap(({ name, value }) =>
    Object.entries(value.stages)
      .filter(([, { on }]) => there(on))
      .map(([stage]) => ({ namespace: `${value.prefix ?? name}-${stage}`, groups: Object.values(value.groups) })),
  );
  const others = Object.entries(fbe.value.namespaces ?? {})
    .filter(([, { on }]) => there(on))
    .map(([namespace, { group }]) => ({ namespace, groups: group ? [group] : [] }));
  const all = [...stages, ...others];
  const distinct = (names: readonly string[]) => [...new Set(names)].sort();
  return {
    namespaces: distinct(all.map(({ namespace }) => namespace)),
    groups: distinct(all.flatMap(({ groups }) => groups)).filter((group) => group !== fbe.value.groups.platform),
  };
}

/** Exceptions for namespaces that are no tenant's, or from policies that look at none. */
export function policyFindings(fleet: Fleet): Finding[] {
  const everywhere = fleet.environments.flatMap(clustersOf);
  // What all clusters share is said once.
  const layers = new Map<string, { readonly layer: Layer; readonly clusters: string[] }>();
  for (const cluster of everywhere)
    for (const layer of layersOf(fleet, cluster)) {
      const known = layers.get(layer.name) ?? { layer, clusters: [] };
      layers.set(layer.name, known);
      known.clusters.push(`${cluster.environment.name}/${cluster.name}`);
    }
  return [...layers.values()].flatMap(({ layer, clusters }) =>
    exceptionFindings(layer, tenantsOn(fleet, clusters).namespaces),
  );
}

function exceptionFindings({ name, settings, at }: Layer, known: readonly string[]): Finding[] {
  return policyNames.flatMap((policy) =>
    Object.keys(settingOf(settings[policy]).except ?? {}).flatMap((namespace) => {
      const place = where(name, 'policies', policy, 'except');
      const more = { at: within(at, policy, 'except', namespace) };
      if (isClusterWide(policies[policy]))
        return [
          problem('policy', place, 'looks at objects outside of namespaces, and has no exceptions', {
            ...more,
            hint: "take `except` away, or the whole policy: 'off'",
          }),
        ];
      if (known.includes(namespace)) return [];
      return [
        problem('policy', place, `there is no namespace "${namespace}" of a tenant${didYouMean(namespace, known)}`, {
          ...more,
          hint: 'name the namespace of a stage, <prefix>-<stage>, or one of the fleet',
        }),
      ];
    }),
  );
}
