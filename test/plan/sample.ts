import { kubeadm } from '../../constructs/distributions/kubeadm.ts';
import type { Capability } from '../../constructs/model/capability.ts';
import type { ClusterFacts } from '../../constructs/model/cluster.ts';
import type { AnyComponent, CatalogueEntry } from '../../constructs/model/component.ts';
import type { ClusterDeclaration, EnvironmentDeclaration } from '../../constructs/model/environment.ts';
import type { FbaDeclaration } from '../../constructs/model/fba.ts';
import type { FbeDeclaration } from '../../constructs/model/fbe.ts';
import type { EnvironmentVersions, Fleet, OwnComponent, StageVersions } from '../../constructs/model/fleet.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { ClusterName } from '../../constructs/model/registry.ts';
import { vault } from '../../constructs/model/secret.ts';
import { type ClusterPlan, planCluster } from '../../constructs/plan/cluster.ts';
import { type ClusterOf, factsOf } from '../../constructs/plan/facts.ts';
import type { Chosen } from '../../constructs/plan/select.ts';

/** What a test's fleet differs in: one environment `lab` with one cluster `one`, and nothing else, unless said. */
export interface Sample {
  readonly cluster?: Partial<ClusterDeclaration>;
  readonly environment?: Partial<Omit<EnvironmentDeclaration, 'clusters'>>;
  readonly fbe?: Partial<FbeDeclaration>;
  readonly factories?: Readonly<Record<string, FbaDeclaration>>;
  readonly components?: readonly OwnComponent[];
  readonly platformVersions?: Fleet['versions']['platform']['value'];
  readonly follows?: EnvironmentVersions;
  /** By `<fba>.<stage>`. */
  readonly stages?: Readonly<Record<string, StageVersions>>;
  readonly encrypted?: Readonly<Record<string, KubernetesObject>>;
  /** Shapes of charts' values, by file name. */
  readonly charts?: Readonly<Record<string, object>>;
  /** CustomResourceDefinitions, by file name. */
  readonly definitions?: Readonly<Record<string, object>>;
}

/** The sample's cluster. Its name is none of the reference fleet's, which is what the compiler knows here. */
export const one = 'lab/one' as string as ClusterName;

export const repository = 'https://github.com/acme/platform.git';

/** A fleet in memory. */
export function sampleFleet(sample: Sample = {}): Fleet {
  const named = <T>(name: string, value: T) => ({ name, file: `environments/${name}.ts`, value });
  const versions = <T>(all: Readonly<Record<string, T>> = {}) =>
    new Map(
      Object.entries(all).map(([name, value]) => [name, { name, file: `environments/versions/${name}.yaml`, value }]),
    );
  const texts = (folder: string, all: Readonly<Record<string, object>> = {}) =>
    new Map(
      Object.entries(all).map(([name, value]) => [
        name,
        { name, file: `environments/${folder}/${name}`, value: JSON.stringify(value) },
      ]),
    );
  const environment = named('lab', {
    type: 'environment' as const,
    profile: 'MBU' as const,
    domain: 'example.org',
    secrets: vault({ server: 'https://vault.example.org' }),
    ...sample.environment,
    clusters: { one: { runs: kubeadm('1.35'), ...sample.cluster } },
  });
  return {
    fbe: named('fleet', {
      type: 'fbe' as const,
      organisation: 'Acme',
      repository,
      groups: { platform: 'platform-team' },
      ...sample.fbe,
    }),
    environments: [environment],
    factories: Object.entries(sample.factories ?? {}).map(([name, value]) => ({
      name,
      file: `environments/factories/${name}.ts`,
      value: { type: 'fba' as const, ...value },
    })),
    components: sample.components ?? [],
    versions: {
      platform: { name: 'platform', file: 'environments/versions/platform.yaml', value: sample.platformVersions ?? {} },
      environments: versions(sample.follows && { lab: sample.follows }),
      stages: versions(sample.stages),
    },
    charts: texts('charts', sample.charts),
    customResources: texts('definitions', sample.definitions),
    encrypted: new Map(
      Object.entries(sample.encrypted ?? {}).map(([name, value]) => [
        name,
        { name, file: `environments/secrets/${name}.yaml`, value },
      ]),
    ),
  };
}

/** The only cluster of a sample. */
export function onlyCluster(fleet: Fleet): ClusterOf {
  const [environment] = fleet.environments;
  const declaration = environment?.value.clusters['one'];
  if (!environment || !declaration) throw new Error('a sample has the cluster lab/one');
  return { environment, name: 'one', declaration };
}

export const sampleFacts = (sample: Sample = {}): ClusterFacts => {
  const fleet = sampleFleet(sample);
  return factsOf(fleet.fbe.value, onlyCluster(fleet));
};

/** A component with its place in the catalogue. */
export const entry = (id: string, component: AnyComponent, capability: Capability = 'ci'): CatalogueEntry => ({
  id,
  capability,
  component,
  file: `constructs/platform/${capability}/${id}.ts`,
});

export const chosen = (
  { id, capability }: Pick<CatalogueEntry, 'id' | 'capability'>,
  settings: Chosen['settings'] = {},
): Chosen => ({
  id,
  capability,
  settings,
  why: 'the test asks for it',
  at: { file: 'environments/lab.ts', path: ['clusters', 'one', 'platform', capability, id] },
});

/** The plan of a sample's cluster that runs exactly these components. */
export function planOf(
  fleet: Fleet,
  entries: readonly CatalogueEntry[],
  settings: Readonly<Record<string, Chosen['settings']>> = {},
): ClusterPlan {
  return planCluster({
    fleet,
    cluster: onlyCluster(fleet),
    selection: { chosen: entries.map((each) => chosen(each, settings[each.id])), answers: [], findings: [] },
    catalogue: new Map(entries.map((each) => [each.id, each])),
    buildWeb: () => [],
  });
}
