import type { Place } from '../../constructs/model/finding.ts';
import { within } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { PinnedChart } from './pull.ts';

/** A chart as an Application rolls it out. */
export interface Release {
  readonly application: string;
  /** Where the user asks for it. */
  readonly at: Place;
  /** The repository as the Application names it. */
  readonly chart: PinnedChart;
  /** Helm's name for it. */
  readonly name: string;
  readonly namespace: string;
  readonly values: unknown;
  readonly skipTests: boolean;
}

/** What an Application rolls out and only its own tools could show. */
export interface Unrendered {
  readonly application: string;
  /** Such as `kustomize of https://github.com/acme/ads.git`. */
  readonly what: string;
}

/** The part of an Application that says what it rolls out. */
interface Spec {
  readonly destination: { readonly namespace?: string };
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
}
interface ApplicationSource {
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly chart?: string;
  readonly path?: string;
  readonly helm?: { readonly releaseName?: string; readonly valuesObject?: unknown; readonly skipTests?: boolean };
}

/** Every chart that a cluster's Applications roll out, and what else does not lie in the tree. */
export function releasesOf(
  plan: ClusterPlan,
  files: readonly TreeFile[],
): { readonly releases: readonly Release[]; readonly unrendered: readonly Unrendered[] } {
  const places = placesOf(plan);
  const releases: Release[] = [];
  const unrendered: Unrendered[] = [];
  for (const { documents, from } of files)
    for (const document of documents) {
      if (document['kind'] !== 'Application') continue;
      // An Application of ours: nothing else in the tree has that kind.
      const { metadata, spec } = document as KubernetesObject & { readonly spec: Spec };
      for (const source of spec.sources ?? (spec.source ? [spec.source] : [])) {
        const application = metadata.name;
        if (source.chart !== undefined)
          releases.push(releaseOf(application, places.get(application) ?? { file: from, path: [] }, spec, source));
        else if (source.repoURL !== plan.trunk.repository || !source.path?.startsWith(`${plan.trunk.path}/`))
          unrendered.push({ application, what: `${source.path ?? '.'} of ${source.repoURL}` });
      }
    }
  return { releases, unrendered };
}

const releaseOf = (
  application: string,
  at: Place,
  { destination }: Spec,
  { repoURL, chart = '', targetRevision, helm = {} }: ApplicationSource,
): Release => ({
  application,
  at,
  chart: { repository: repoURL, chart, version: targetRevision },
  name: helm.releaseName ?? application,
  namespace: destination.namespace ?? 'default',
  values: helm.valuesObject ?? {},
  skipTests: helm.skipTests ?? false,
});

/** Where the user asked for what an Application rolls out: a component, or an application of a team. */
function placesOf(plan: ClusterPlan): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, candidate } of plan.components) places.set(id, candidate.chosen.at);
  for (const { file, stages } of plan.factories)
    for (const { applications } of stages)
      for (const { name, application } of applications)
        places.set(application.metadata.name, within({ file, path: [] }, 'apps', name));
  return places;
}
