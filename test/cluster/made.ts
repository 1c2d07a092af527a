import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { lines, must } from './kubectl.ts';

/** On everything that these tests made, so that the next run knows it even if this one dies. */
export const mark = { name: 'millwright.dev/made-by', value: 'test-cluster' } as const;
const selector = `${mark.name}=${mark.value}`;

/** The kinds outside namespaces that these tests make; what is inside a namespace goes with it. */
const plurals: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
};

/**
 * Applies objects for real, namespaces first. What is there already is changed, and stays when the tests are over.
 * @throws Error where an object lies outside namespaces and nothing would remove it again
 */
export async function make(objects: readonly KubernetesObject[]): Promise<void> {
  const global = objects.filter(({ metadata }) => metadata.namespace === undefined);
  const forever = global.find(({ kind }) => !(kind in plurals));
  if (forever) throw new Error(`Nothing would remove ${forever.kind} ${forever.metadata.name} after the tests.`);
  const before = new Set(await names(global));
  await apply(global.filter(({ kind }) => kind === 'Namespace'));
  await apply(objects.filter(({ kind }) => kind !== 'Namespace'));
  const made = (await names(global)).filter((name) => !before.has(name));
  if (made.length > 0) await must(['label', ...made, selector]);
}

async function apply(objects: readonly KubernetesObject[]): Promise<void> {
  if (objects.length > 0) await must(['apply', '--server-side', '--force-conflicts', '-f', '-'], { objects });
}

/** Those of the objects that are on the cluster. */
const names = async (objects: readonly KubernetesObject[]): Promise<readonly string[]> =>
  objects.length === 0 ? [] : lines(await must(['get', '-f', '-', '--ignore-not-found', '-o', 'name'], { objects }));

/** Removes what these tests made, and waits until it is gone. The more kinds a cluster has, the longer that takes. */
export async function removeMade(): Promise<void> {
  await must(['delete', Object.values(plurals).join(','), '--selector', selector, '--timeout=10m']);
}
