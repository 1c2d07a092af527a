import type { KubernetesVersion } from '../model/capability.ts';
import { type Feature, type Field, fields } from './fields.ts';
import { annotated, follow, leads, type Paths, pathsOf, rootsOf } from './places.ts';

export type { Feature } from './fields.ts';

/** The Argo CD minor versions that Millwright generates for. */
export type ArgoVersion = '3.3' | '3.4' | '3.5' | '3.6';

/** Any minor version, such as `2.14`. */
export type Minor = `${number}.${number}`;

/** What to install for a minor version. */
export interface Release {
  /** Image tag; absent where none has been verified. */
  readonly image?: `v${number}.${number}.${number}`;
  /** Version of the Helm chart argo-cd; absent where none has been verified. */
  readonly chart?: string;
  /** The first chart that brings the definitions of this minor version: an older one drops its fields. */
  readonly chartFrom?: string;
  /** Kubernetes minor versions that Argo CD is tested on; empty where unknown. */
  readonly kubernetes: readonly KubernetesVersion[];
}

/**
 * Releases by minor version.
 *
 * Images: tags of argoproj/argo-cd of 2026-08-12. Kubernetes: argo-cd v3.5.1,
 * docs/operator-manual/tested-kubernetes-versions.md. Charts: argo-helm, charts/argo-cd/Chart.yaml by tag: 9.4.0 is the
 * first with appVersion v3.3, 9.5.12 the first with v3.4, 10.1.1 (v3.4.4) the newest of 2026-07-02; 10.2.3 and later
 * carry v3.5, 10.3.2 was in use on 2026-08-13 (siutsin/otaru#3037). The definitions come with the chart, whatever the
 * image is. Of 3.6 only the plan is known (argo-cd, docs/developer-guide/release-process-and-cadence.md).
 */
export const releases: Readonly<Record<ArgoVersion, Release>> = {
  '3.3': { image: 'v3.3.14', chart: '10.1.1', chartFrom: '9.4.0', kubernetes: ['1.32', '1.33', '1.34', '1.35'] },
  '3.4': { image: 'v3.4.7', chart: '10.1.1', chartFrom: '9.5.12', kubernetes: ['1.32', '1.33', '1.34', '1.35'] },
  '3.5': { image: 'v3.5.1', chart: '10.3.2', chartFrom: '10.2.3', kubernetes: ['1.33', '1.34', '1.35', '1.36'] },
  '3.6': { kubernetes: [] },
};

const everything: Readonly<Record<Feature, Field>> = {
  ...fields.source,
  ...fields.application,
  ...fields.project,
  ...fields.applicationSet,
  ...fields.generator,
  ...fields.annotation,
  ...fields.elsewhere,
};

const ordinals = new Map<string, number>();

/** A minor version as one number that sorts; `NaN`, which neither is more nor less than any, for what is none. */
function ordinal(version: string): number {
  const known = ordinals.get(version);
  if (known !== undefined) return known;
  const parts = /^(\d+)\.(\d+)$/.exec(version);
  const found = parts ? Number(parts[1]) * 1000 + Number(parts[2]) : Number.NaN;
  ordinals.set(version, found);
  return found;
}

/** What is not a minor version has nothing: refusing a field is better than having it dropped. */
const reaches = (version: string, since: Minor): boolean => ordinal(version) >= ordinal(since);

/** Whether an Argo CD of that minor version has a feature; never for a version that cannot be read. */
export const supports = (version: Minor, feature: Feature): boolean => reaches(version, everything[feature].since);

/** The minor version that a feature came with. */
export const introducedIn = (feature: Feature): Minor => everything[feature].since;

const rowsOf = (table: Readonly<Record<string, Field>>): readonly (readonly [string, Field])[] => Object.entries(table);

const tables = [
  ['source', rowsOf(fields.source)],
  ['application', rowsOf(fields.application)],
  ['project', rowsOf(fields.project)],
  ['applicationSet', rowsOf(fields.applicationSet)],
  ['generator', rowsOf(fields.generator)],
  ['annotation', rowsOf(fields.annotation)],
] as const;

/** A field of an object that its Argo CD does not have. */
export interface TooNew {
  /** Where it stands, such as `spec.clusterResourceWhitelist[0].name`. */
  readonly path: string;
  readonly since: Minor;
  /** What the table of fields.ts calls it; a `Feature`. */
  readonly name: string;
  /** What the older Argo CD makes of the object, where that is worse than going without. */
  readonly otherwise?: string;
}

/**
 * The fields of an object that an Argo CD of that minor version drops or does not understand.
 *
 * Looks at the annotations of any object, and at the spec of an Application, AppProject or ApplicationSet and its
 * templates; not into `templatePatch`, which is text.
 *
 * @param version for what is not a minor version, every field of the table is too new
 * @returns one entry a field, empty if all is well
 */
export function fieldsTooNew(object: unknown, version: Minor): readonly TooNew[] {
  const { rows, paths, annotations } = missingIn(version);
  // Almost every object has none: saying so must be cheap, saying where may cost.
  if (!hasAnnotation(object, annotations) && !mayLead(object, paths)) return [];
  const roots = rootsOf(object);
  const found: TooNew[] = [];
  for (const [root, name, { since, path = name, value, otherwise }] of rows) {
    for (const place of root === 'annotation' ? annotated(roots[root], path) : follow(roots[root], path))
      if (value === undefined || value.test(String(place.value)))
        found.push({ path: place.path, since, name, ...(otherwise !== undefined && { otherwise }) });
  }
  return found;
}

type Root = (typeof tables)[number][0];

/** What a version does not have. */
interface Missing {
  readonly rows: readonly (readonly [root: Root, name: string, field: Field])[];
  /** Where those fields stand in an object without templates. */
  readonly paths: Paths;
  /** Annotations, or how they begin. */
  readonly annotations: readonly string[];
}
const missingOf = new Map<string, Missing>();

/** Worked out once: every object of a cluster is asked about the same fields. */
function missingIn(version: Minor): Missing {
  const known = missingOf.get(version);
  if (known) return known;
  const rows = tables.flatMap(([root, all]) =>
    all.filter(([, { since }]) => !reaches(version, since)).map(([name, field]) => [root, name, field] as const),
  );
  const missing = {
    rows,
    paths: pathsOf(
      rows.flatMap(([root, name, { path = name }]) => (plainRoots[root] ?? []).map((from) => `${from}.${path}`)),
    ),
    annotations: rows.flatMap(([root, name, { path = name }]) => (root === 'annotation' ? [path] : [])),
  };
  missingOf.set(version, missing);
  return missing;
}

/** Where a root is in an Application or an AppProject. */
const plainRoots: { readonly [R in Root]?: readonly string[] } = {
  source: ['spec.source', 'spec.sources[]', 'spec.sourceHydrator.drySource'],
  application: ['spec'],
  project: ['spec'],
};

/** Whether one of the fields could be there; an ApplicationSet has templates, where they could be anywhere. */
function mayLead(object: unknown, paths: Paths): boolean {
  const { apiVersion, kind } = (object ?? {}) as { apiVersion?: unknown; kind?: unknown };
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('argoproj.io/')) return false;
  return kind === 'ApplicationSet' || leads(object, paths);
}

function hasAnnotation(object: unknown, annotations: readonly string[]): boolean {
  const present = (object as { metadata?: { annotations?: object } } | null | undefined)?.metadata?.annotations;
  for (const name in present)
    if (annotations.some((wanted) => name === wanted || (wanted.endsWith('/') && name.startsWith(wanted)))) return true;
  return false;
}
