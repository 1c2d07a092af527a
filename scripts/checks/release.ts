import { type Finding, warning, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Application, applicationsOf } from './applications.ts';
import type { Check, Checked } from './check.ts';
import { entry } from './entry.ts';
import { asMap, mapAt, type Path, textAt } from './read.ts';

/** A Helm release that an Application makes. */
export interface Release {
  /** Where its source stands in the Application. */
  readonly path: Path;
  readonly release: string;
  /** Whether the source names it; it has the Application's name otherwise. */
  readonly named: boolean;
  readonly chart: string;
  readonly values: unknown;
}

const none: readonly Release[] = [];

/** The releases of an Application's sources from chart repositories. */
export function releasesOf({ metadata, spec }: KubernetesObject): readonly Release[] {
  const { source, sources } = asMap(spec);
  if (!Array.isArray(sources)) return releaseOf(metadata, source, ['spec', 'source']);
  return sources.flatMap((each, index) => releaseOf(metadata, each, ['spec', 'sources', index]));
}

function releaseOf(metadata: unknown, source: unknown, path: Path): readonly Release[] {
  const chart = textAt(source, 'chart');
  if (chart === undefined) return none;
  const helm = mapAt(source, 'helm');
  const own = textAt(helm, 'releaseName');
  return [
    {
      path,
      release: own || (textAt(metadata, 'name') ?? ''),
      named: Boolean(own),
      chart: chart.slice(chart.lastIndexOf('/') + 1),
      values: helm['valuesObject'],
    },
  ];
}

/** Where names that charts make end. */
const LONGEST = 63;

/**
 * What most charts call their objects: a name that the values give, or the release's and the chart's together, cut off (Helm
 * v3.19, pkg/chartutil/create.go, the template `fullname`).
 */
export function fullName({ release, chart, values }: Release): string {
  const given = textAt(values, 'fullnameOverride');
  const own = textAt(values, 'nameOverride') || chart;
  const whole = given || (release.includes(own) ? release : `${release}-${own}`);
  const cut = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
  return cut.endsWith('-') ? cut.slice(0, -1) : cut;
}

/** Releases of one namespace do not call their objects the same. Nobody sees that before both are applied. */
export const release: Check = {
  name: 'name',
  run(checked) {
    const taken = new Map<string, Map<string, Application>>();
    const findings: Finding[] = [];
    for (const placed of applicationsOf(checked)) {
      const namespace = textAt(mapAt(placed.object['spec'], 'destination'), 'namespace') ?? '';
      for (const each of releasesOf(placed.object)) {
        const names = entry(taken, namespace, () => new Map<string, Application>());
        const full = fullName(each);
        const first = names.get(full);
        if (first === undefined) names.set(full, placed);
        else findings.push(same(checked, first, placed, each, full, namespace));
      }
    }
    return findings;
  },
};

const same = (
  { plan }: Checked,
  first: Application,
  { object, file }: Application,
  { chart }: Release,
  full: string,
  namespace: string,
): Finding =>
  warning(
    'name',
    where(plan.facts.id, object.metadata.name),
    `the chart ${chart} may call its objects ${full} in the namespace ${namespace}, as ${first.object.metadata.name} does`,
    { at: { file: file.from, path: [] }, hint: 'write fullnameOverride into its values, or give it another namespace' },
  );
