import { groupOf } from '../../constructs/model/manifest.ts';
import { definition, kubernetesKinds } from '../../scripts/schemas/read.ts';
import { type CustomResourceDefinition, customResourceDefinition } from '../schemas/expand.ts';
import { must } from './kubectl.ts';
import { type Manifests, project } from './tree.ts';

/**
 * Installs the definitions of the custom resources in the files, from the project's own data. They stay.
 * @throws Error where an object is of a kind that we know nothing of
 */
export async function installDefinitions(files: readonly Manifests[]): Promise<void> {
  await install(definitionsFor(files.flatMap(({ path, objects }) => objects.map((object) => ({ ...object, path })))));
}

/**
 * The same for kinds, as `apiVersion kind`.
 * @throws Error where one is a kind that we know nothing of
 */
export async function installKinds(ids: readonly string[]): Promise<void> {
  const wanted = ids.map((id) => {
    const [apiVersion = '', kind = ''] = id.split(' ');
    return { apiVersion, kind, path: 'the tests' };
  });
  await install(definitionsFor(wanted));
}

async function install(definitions: readonly CustomResourceDefinition[]): Promise<void> {
  const names = definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`);
  // kubectl has an opinion of its own on definitions and fails at a null in an enum; the server's is what counts.
  const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=test-cluster', '--validate=false'];
  await must([...apply, '-f', '-'], { objects: definitions });
  await must(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
}

interface Wanted {
  readonly apiVersion: string;
  readonly kind: string;
  /** Where it is wanted. */
  readonly path: string;
}

function definitionsFor(wanted: readonly Wanted[]): readonly CustomResourceDefinition[] {
  const own = new Set(kubernetesKinds(project).kinds.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
  const custom = new Map(
    wanted
      .filter(({ apiVersion, kind }) => !own.has(`${apiVersion}/${kind}`))
      .map(({ apiVersion, kind, path }) => [
        `${groupOf(apiVersion)}/${kind}`,
        { group: groupOf(apiVersion), kind, path },
      ]),
  );
  return [...custom.values()].map(({ group, kind, path }) => {
    const known = definition(project, group, kind);
    if (!known)
      throw new Error(`scripts/schemas does not know ${group || 'the core group'}/${kind}, which is in ${path}.`);
    return customResourceDefinition(known);
  });
}
