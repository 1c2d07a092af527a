import { type App, Chart } from 'cdk8s';
import { type Finding, within } from '../model/finding.ts';
import { groupOf, type KubernetesObject } from '../model/manifest.ts';
import type { Candidate } from './candidates.ts';
import type { AnyContext } from './context.ts';
import { objectsOf } from './objects.ts';
import { patched } from './patches.ts';

/** The objects of a component beside its chart. */
export interface OwnObjects {
  /** As they were added, with an environment's patches. */
  readonly objects: readonly KubernetesObject[];
  /** What they are of, as `group/Kind`, each run of the same ones once. */
  readonly apis: readonly string[];
  /** What is wrong with the patches. */
  readonly findings: readonly Finding[];
}

export const noObjects: OwnObjects = { objects: [], apis: [], findings: [] };

/** Whether a component writes objects, or is asked to change some. */
export const writesObjects = ({ entry, settled }: Candidate): boolean =>
  entry.component.objects !== undefined || (settled.adjustments.patches ?? []).length > 0;

/**
 * Makes the objects of a component.
 *
 * @param app holds the charts of the cluster
 * @param place how messages name the component
 * @param clusterScoped kinds outside of namespaces that nobody but the fleet knows, as `group/Kind`
 */
export function ownObjects(
  app: App,
  { chosen, entry, settled, namespace }: Candidate,
  context: AnyContext,
  place: string,
  clusterScoped: ReadonlySet<string> | undefined,
): OwnObjects {
  const chart = new Chart(app, chosen.id, { disableResourceNameHashes: true });
  entry.component.objects?.(chart, context);
  const made = objectsOf(chart, namespace, clusterScoped);
  const { objects, findings } = patched(made, settled.adjustments.patches ?? [], place, within(chosen.at, 'patches'));
  return { objects, findings, apis: apisOf(objects) };
}

function apisOf(objects: readonly KubernetesObject[]): readonly string[] {
  const all = objects.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`);
  return all.filter((api, index) => api !== all[index - 1]);
}
