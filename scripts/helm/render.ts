import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Finding, where } from '../../constructs/model/finding.ts';
import { entry } from '../checks/entry.ts';
import type { BuiltCluster } from '../pipeline/cluster.ts';
import { apisOf } from './apis.ts';
import type { Helm } from './helm.ts';
import { judge, type Result } from './judge.ts';
import { limit } from './limit.ts';
import { type Mirror, mirrored } from './mirror.ts';
import { type Release, releasesOf } from './release.ts';
import { type Rendered, renderKey, type Target, template } from './template.ts';
import { type Traits, traitsOf, traitsWith } from './traits.ts';

export interface RenderSettings {
  readonly helm: Helm;
  /** Millwright's own folder. */
  readonly root: string;
  readonly mirrors: readonly Mirror[];
  /** Called as the releases of a cluster are rendered. */
  readonly progress: (done: number, all: number, name: string) => void;
}

/** Renders the charts of one cluster after the other. */
export interface Renderer {
  /** What the checks say of everything that a cluster's charts render. */
  look(built: BuiltCluster): Promise<readonly Finding[]>;
  /** How much it has rendered so far. */
  readonly counts: { charts: number; objects: number };
}

/** Renderings that are remembered, so that many clusters do not need more memory than a few. */
const MOST_REMEMBERED = 200;

/** Clusters that ask for the same rendering share it. */
export function renderer({ helm, root, mirrors, progress }: RenderSettings): Renderer {
  const inTurn = limit(availableParallelism());
  const remembered = new Map<string, Promise<Rendered>>();
  const charts = new Map<string, Traits>();
  const counts = { charts: 0, objects: 0 };

  async function render(release: Release, target: Target): Promise<Result> {
    const from = mirrored(release.chart.repository, mirrors);
    const pulled = await inTurn(() => helm.pull({ ...release.chart, repository: from }));
    if ('failure' in pulled) return { release, from, rendered: { unfetched: pulled.failure } };
    const ofChart = entry(charts, pulled.digest, () => traitsOf(readFileSync(pulled.archive)));
    const traits = traitsWith(ofChart, release.values);
    const asked = traits.readsApis ? target : { ...target, apis: [] };
    const key = renderKey(pulled.digest, release, asked);
    const known = remembered.get(key) ?? inTurn(() => template(helm, pulled, release, asked, traits));
    // What is used again stays longest.
    remembered.delete(key);
    remembered.set(key, known);
    return { release, from, rendered: await known };
  }

  return {
    counts,
    async look(built) {
      const { plan, files } = built;
      const { releases, unrendered } = releasesOf(plan, files);
      const target = { kubernetes: plan.facts.kubernetes, apis: apisOf(plan, root) };
      let done = 0;
      const results = await Promise.all(
        releases.map(async (release) => {
          const result = await render(release, target);
          progress(++done, releases.length, where(plan.facts.id, release.application));
          if ('objects' in result.rendered) {
            counts.charts++;
            counts.objects += result.rendered.objects.length;
          }
          return result;
        }),
      );
      for (const key of [...remembered.keys()].slice(0, -MOST_REMEMBERED)) remembered.delete(key);
      return judge(built, results, unrendered, root);
    },
  };
}
