import { groupOf } from '../../constructs/model/manifest.ts';
import { customResourceDefinition, definition, kubernetesKinds } from '../../scripts/schemas/read.ts';
import { must } from './kubectl.ts';
import { type Manifests, project } from './tree.ts';

/**
 * Installs the definitions of the custom resources in the files, from the project's own data. They stay.
 * @throws Error where an object is of a kind that we know nothing of
 */
export async function installDefinitions(files: readonly Manifests[]): Promise<void> {
  const definitions = definitionsFor(files);
  const names = definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`);
  await must(['apply', '--server-side', '--force-conflicts', '--field-manager=test-cluster', '-f', '-'], {
    objects: definitions,
  });
  await must(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
}

function definitionsFor(files: readonly Manifests[]) {
  const own = new Set(kubernetesKinds(project).kinds.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
  const custom = new Map(
    files.flatMap(({ path, objects }) =>
      objects
        .filter(({ apiVersion, kind }) => !own.has(`${apiVersion}/${kind}`))
        .map(({ apiVersion, kind }) => [`${groupOf(apiVersion)}/${kind}`, { group: groupOf(apiVersion), kind, path }]),
    ),
  );
  return [...custom.values()].map(({ group, kind, path }) => {
    const known = definition(project, group, kind);
    if (!known)
      throw new Error(`scripts/schemas does not know ${group || 'the core group'}/${kind}, which is in ${path}.`);
    return customResourceDefinition(known);
  });
}
