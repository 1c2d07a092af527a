import { resourceWaves } from '../argocd/names.ts';
import type { ClusterFacts } from '../model/cluster.ts';
import type { Fleet } from '../model/fleet.ts';
import { groupOf, type KubernetesObject } from '../model/manifest.ts';
import { versionOf } from '../model/source.ts';
import type { Evaluated } from './evaluate.ts';
import { frozen, lastMade } from './last.ts';
import { sorted, withMarks } from './objects.ts';
import { type SecretObjects, secretObjects, storeObjects } from './secrets.ts';

/** Of what is a component's own: all but its Secrets and stores. */
interface Marked {
  readonly namespace: readonly KubernetesObject[];
  readonly objects: readonly KubernetesObject[];
  /** Both, in the order of a file. */
  readonly alone: readonly KubernetesObject[];
}
const lastMarked = lastMade<Marked>(({ alone }) => frozen(alone));

/**
 * The manifests of a component beside its chart, with our labels and their waves, in the order of a file.
 *
 * @param namespace its own, where it writes it itself
 * @param withStore the namespaces that read from the cluster's store
 * @returns the findings are Secrets that nobody can make appear
 */
export function manifestsOf(
  { encrypted }: Fleet,
  facts: ClusterFacts,
  component: Evaluated,
  namespace: KubernetesObject | undefined,
  withStore: readonly string[],
): SecretObjects {
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
  const unmet = secretObjects(facts, secrets, encrypted, candidate.chosen.at);
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
