import { fileURLToPath } from 'node:url';
import { groupOf } from '../../constructs/model/manifest.ts';
import { customResources, kubernetesKinds } from '../../scripts/schemas/read.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Every custom resource that the schema data has. */
export const definitions = customResources(projectRoot);

const custom: ReadonlyMap<string, boolean> = new Map(
  definitions.flatMap(({ group, kind, versions, scope }) =>
    versions.map((version) => [`${group}/${version}/${kind}`, scope === 'Namespaced'] as const),
  ),
);
const builtIn: ReadonlyMap<string, boolean> = new Map(
  kubernetesKinds(projectRoot).kinds.map(({ apiVersion, kind, namespaced }) => [`${apiVersion}/${kind}`, namespaced]),
);

/** Whether objects of a kind live in a namespace; nothing for a kind that no definition is known of. */
export const namespacedKind = (apiVersion: string, kind: string): boolean | undefined =>
  builtIn.get(`${apiVersion}/${kind}`) ?? custom.get(`${apiVersion}/${kind}`);

const kindsOfGroups: ReadonlySet<string> = new Set([
  ...definitions.map(({ group, kind }) => `${group}/${kind}`),
  ...kubernetesKinds(projectRoot).kinds.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`),
]);

/** Whether any version of a group has a kind. */
export const isKind = (group: string, kind: string): boolean => kindsOfGroups.has(`${group}/${kind}`);
