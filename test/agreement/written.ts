import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { clusterScoped } from '../../constructs/model/cluster-scoped.ts';
import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { project } from '../cluster/tree.ts';
import { namespace } from './fleet.ts';

const folder = join(project, 'test/agreement/objects');

/** Objects of Kubernetes' own kinds as teams write them, rich in fields. */
export const writtenObjects = (): readonly KubernetesObject[] =>
  readdirSync(folder)
    .sort()
    .flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as KubernetesObject[])
    .map((object) => ({ ...object, metadata: inside(object) }));

/** Kinds whose names follow from their specs. */
const namedBySpec = ['APIService', 'CustomResourceDefinition'];

/** In the namespace, or under a name that nothing outside of namespaces has yet. */
function inside({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject['metadata'] {
  const group = groupOf(apiVersion);
  if (!clusterScoped.has(group === '' ? kind : `${group}/${kind}`)) return { ...metadata, namespace };
  return namedBySpec.includes(kind) ? metadata : { ...metadata, name: `agreement-${metadata.name}` };
}
