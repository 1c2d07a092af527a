import { clustersOf } from '../../constructs/factories/fba/stage.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { type ClusterOf, factsOf } from '../../constructs/plan/facts.ts';
import type { LoadedFleet } from '../launcher/host.ts';
import type { FleetFiles } from './read.ts';
import { hashOf } from './state.ts';

/** Everything that clusters are made from. */
export interface Inputs {
  readonly fleet: Fleet;
  readonly files: FleetFiles;
  readonly loaded: LoadedFleet;
  readonly label: string;
  readonly coreHash: string;
  /** Of the last known state. */
  readonly previous: string;
  /** The text of a file of the fleet. */
  readonly read: (path: string) => string;
}

/** A hash over everything that the verdict on one of its files depends on besides the file. */
export function judgedBy({ fleet, files, coreHash, read }: Inputs, cluster: ClusterOf): string {
  const { kubernetes, argocd } = factsOf(fleet.fbe.value, cluster);
  return hashOf([
    coreHash,
    kubernetes,
    argocd,
    ...[...files.charts, ...files.customResources].flatMap((path) => [path, read(path)]),
  ]);
}

/** A hash over the bytes of everything that a cluster is made from; nothing if a definition reads what nobody can see. */
export function keyOf(inputs: Inputs, { environment, name }: ClusterOf): string | undefined {
  const { fleet, files, loaded, label } = inputs;
  const id = `${environment.name}/${name}`;
  const factories = fleet.factories.filter(
    ({ value }) =>
      value.retire !== undefined || Object.values(value.stages).some((stage) => clustersOf(stage).includes(id)),
  );
  const definitions = [fleet.fbe, environment, ...factories, ...fleet.components].map(({ file }) =>
    file.slice(label.length + 1),
  );
  if (definitions.some((file) => (loaded.builtins.get(file)?.length ?? 0) > 0)) return undefined;
  const hashes = definitions
    .flatMap((file) => loaded.inputs.get(file) ?? [])
    .map(({ path, hash }) => `${path} ${hash}`);
  const names = factories.map((factory) => factory.name);
  const versions = files.versions.filter((path) => {
    const base = path.slice('versions/'.length).replace(/\.ya?ml$/, '');
    return base === 'platform' || base === environment.name || names.includes(base.split('.')[0] ?? '');
  });
  const secrets = files.secrets.filter((path) => path.startsWith(`secrets/${id}/`));
  const read = [...versions, ...files.charts, ...files.customResources, ...secrets];
  return hashOf([
    inputs.coreHash,
    label,
    id,
    inputs.previous,
    ...new Set(hashes),
    ...read.flatMap((path) => [path, inputs.read(path)]),
  ]);
}
