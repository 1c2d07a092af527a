import type { ClusterFacts } from '../model/cluster.ts';
import { type Finding, type Place, problem, warning, where, within } from '../model/finding.ts';
import type { Fleet, Named } from '../model/fleet.ts';
import { isMap } from '../model/json.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import { didYouMean, nearest } from '../model/suggest.ts';
import type { SecretNeed, SecretObjects } from './secrets.ts';

type Needed = Pick<SecretNeed, 'namespace' | 'name'>;

/** What an encrypted file is called below `secrets/`, without its ending. */
const encryptedKey = (cluster: ClusterFacts, { namespace, name }: Needed): string =>
  `${cluster.id}/${namespace}.${name}`;

/** Where the encrypted file of a Secret must be. */
export const encryptedFile = (cluster: ClusterFacts, need: Needed): string =>
  `environments/secrets/${encryptedKey(cluster, need)}.yaml`;

const keysOf = ({ keys, fixed = {} }: SecretNeed): readonly string[] => [...keys, ...Object.keys(fixed)];

/** The encrypted files that make the needed Secrets appear, and what is missing of them. Their values nobody can see. */
export function encryptedSecrets(
  cluster: ClusterFacts,
  needs: readonly SecretNeed[],
  encrypted: Fleet['encrypted'],
  at: Place,
): SecretObjects {
  const objects: KubernetesObject[] = [];
  const findings: Finding[] = [];
  for (const need of needs) {
    const found = encrypted.get(encryptedKey(cluster, need));
    if (found) {
      objects.push(found.value);
      findings.push(...unlike(cluster, need, found));
    } else findings.push(absent(cluster, need, at));
  }
  return { objects, findings };
}

const absent = (cluster: ClusterFacts, need: SecretNeed, at: Place): Finding =>
  problem(
    'secret',
    where(cluster.id, need.namespace, need.name),
    `has no encrypted file with the keys ${keysOf(need).join(', ')}`,
    {
      at,
      hint: `write a SopsSecret to ${encryptedFile(cluster, need)} and encrypt it: sops encrypt --encrypted-suffix Templates --in-place`,
    },
  );

/** What a file has otherwise than who needs it does: its name, its namespace, its keys. */
function unlike(cluster: ClusterFacts, need: SecretNeed, { file, value }: Named<KubernetesObject>): readonly Finding[] {
  const at: Place = { file, path: [] };
  const { name, namespace } = value.metadata;
  const wrong = (message: string, place: Place, hint: string): Finding =>
    problem('secret', where(cluster.id, need.namespace, need.name), message, { at: place, hint });
  if (name !== need.name)
    return [wrong(`its file names it ${name}`, within(at, 'metadata', 'name'), `write name: ${need.name}`)];
  if (namespace !== need.namespace)
    return [
      wrong(
        `its file puts it into ${namespace ?? 'no namespace'}`,
        within(at, 'metadata', 'namespace'),
        `write namespace: ${need.namespace}`,
      ),
    ];
  const templates = templatesOf(value);
  const ours = templates.filter((template) => template.name === need.name || isEncrypted(template.name));
  if (ours.length === 0)
    return [
      wrong(
        `its file makes ${templates.map((template) => template.name).join(', ') || 'no Secret'}`,
        within(at, 'spec', 'secretTemplates'),
        `name a template ${need.name}`,
      ),
    ];
  const [best] = ours
    .map(({ keys }) => ({ keys, missing: keysOf(need).filter((key) => !keys.includes(key)) }))
    .sort((a, b) => a.missing.length - b.missing.length);
  return (best?.missing ?? []).map((key) =>
    wrong(
      `its file has no key "${key}"${didYouMean(key, best?.keys ?? [])}`,
      within(at, 'spec', 'secretTemplates'),
      'open it with sops edit, and add the key to stringData',
    ),
  );
}

interface Template {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The Secrets that the operator makes of a file. With an encrypted suffix their names are encrypted, their keys are not. */
function templatesOf({ spec }: KubernetesObject): readonly Template[] {
  const templates = isMap(spec) ? spec['secretTemplates'] : undefined;
  if (!Array.isArray(templates)) return [];
  return templates.filter(isMap).map(({ name, data, stringData }) => ({
    name: String(name),
    keys: [data, stringData].flatMap((held) => (isMap(held) ? Object.keys(held) : [])),
  }));
}

const isEncrypted = (text: string): boolean => text.startsWith('ENC[');

/**
 * Files of a cluster that nothing needs. A secret without a reader is only a risk.
 *
 * @param needs of all components of the cluster
 */
export function unneededFiles(
  cluster: ClusterFacts,
  needs: readonly SecretNeed[],
  encrypted: Fleet['encrypted'],
): readonly Finding[] {
  const wanted = new Set(cluster.secrets.kind === 'sops' ? needs.map((need) => encryptedKey(cluster, need)) : []);
  const missing = [...wanted].filter((key) => !encrypted.has(key));
  return [...encrypted.values()]
    .filter(({ name }) => name.startsWith(`${cluster.id}/`) && !wanted.has(name))
    .map(({ name, file }) => {
      const meant = nearest(name, missing);
      return warning(
        'secret',
        where(cluster.id, name.slice(cluster.id.length + 1)),
        cluster.secrets.kind === 'sops'
          ? `is an encrypted file that nothing needs${meant ? `; did you mean "${meant.slice(cluster.id.length + 1)}"?` : ''}`
          : `is an encrypted file, and the secrets of this cluster are not kept with SOPS (${cluster.secrets.kind})`,
        { at: { file, path: [] }, hint: meant ? `rename it to ${meant}.yaml` : 'delete it' },
      );
    });
}

/** Encrypted files in a folder that is no cluster's. */
export function strayFiles(fleet: Fleet, clusters: readonly string[]): readonly Finding[] {
  return [...fleet.encrypted.values()].flatMap(({ name, file }) => {
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    if (clusters.includes(folder)) return [];
    return [
      warning(
        'secret',
        file,
        folder === '' ? "is in no cluster's folder" : `"${folder}" is no cluster${didYouMean(folder, clusters)}`,
        {
          at: { file, path: [] },
          hint: 'move it to secrets/<environment>/<cluster>/<namespace>.<name>.yaml, or delete it',
        },
      ),
    ];
  });
}
