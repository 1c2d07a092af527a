import { type Finding, type Place, problem, warning, where, within } from '../../constructs/model/finding.ts';
import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject, Values } from '../../constructs/model/manifest.ts';
import type { Source } from '../../constructs/model/source.ts';
import type { Candidate } from '../../constructs/plan/candidates.ts';
import type { ClusterPlan, PlannedComponent } from '../../constructs/plan/cluster.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type Judge, type Path, unusable, type ValueFault } from '../charts/judge.ts';
import { type Found, shapeFor } from '../charts/read.ts';
import type { Check, Checked } from './check.ts';
import { entry } from './entry.ts';
import { pathText } from './object.ts';
import { listAt, mapAt, textAt } from './read.ts';
import { roundOf } from './round.ts';

/**
 * Values are those that the pinned chart has: their paths, their types, and what the chart's own schema says. Helm itself would
 * pass over a path that the chart does not know.
 */
export const values: Check = {
  name: 'values',
  run(checked) {
    return [...ofComponents(checked), ...ofTeams(checked)];
  },
};

type Helm = Extract<Source, { kind: 'helm' }>;

function ofComponents(checked: Checked): Finding[] {
  const { plan, files, around, charts } = checked;
  const { fine, flawed } = roundOf(checked);
  const written = valuesIn(files);
  const findings: Finding[] = [];
  for (const component of plan.components) {
    const { id, capability, candidate } = component;
    const { source } = candidate;
    const given = written.get(id);
    if (source.kind !== 'helm' || given === undefined || given.every(({ file }) => fine.has(file.documents))) continue;
    const found = shapeFor(around.root, charts, source.chart, source.version);
    const own = misfits(
      plan,
      component,
      found?.shape ? found.judge : unknown,
      given.map(({ values }) => values),
    );
    if (found?.shape && own.length === 0) continue;
    for (const { file } of given) flawed.add(file);
    findings.push(...own);
    if (!found?.shape) findings.push(unshaped(where(capability, id), source, found, pinned(plan, candidate)));
  }
  return findings;
}

/** Values, and the file that has them. */
interface Given {
  readonly values: Values;
  readonly file: TreeFile;
}

/**
 * Every tree of values that a component gives to its chart, by component, as the files have it: what recurs from cluster to cluster is
 * the same in memory there.
 */
function valuesIn(files: readonly TreeFile[]): ReadonlyMap<string, readonly Given[]> {
  const found = new Map<string, Given[]>();
  for (const file of files) {
    const { path, documents, by } = file;
    if (by === 'hand') {
      // The values of a first installation are a file of their own.
      if (path.startsWith('bootstrap/') && path.endsWith('.values.yaml'))
        entry(found, idIn(path), () => []).push({ values: documents[0] as Values, file });
    } else if (by.application === 'root' && path.startsWith('apps/')) {
      const values = valuesOf(documents[0]?.['spec']);
      if (values !== undefined) entry(found, idIn(path), () => []).unshift({ values, file });
    }
  }
  return found;
}

/** The component that a file `apps/<id>.yaml` is of. */
const idIn = (path: string): string => path.slice(path.indexOf('/') + 1, path.indexOf('.'));

/** The values in an Application of ours, whose chart is its first source if it has several. */
function valuesOf(spec: unknown): Values | undefined {
  const [source = mapAt(spec, 'source')] = listAt(spec, 'sources');
  const values = mapAt(source, 'helm')['valuesObject'];
  // A component's are JSON.
  return isMap(values) ? (values as Values) : undefined;
}

/** For a chart of which nothing is known. */
const unknown: Pick<Judge, 'faults'> = { faults: unusable };

/** Every tree of values that a component gives to its chart. */
const givenTo = ({ values, bootstrapValues }: PlannedComponent): readonly Values[] =>
  [values, bootstrapValues].filter((each) => each !== undefined);

/**
 * The values of a component that its chart, as this judge knows it, would not take; each is said once.
 *
 * @param all the trees of them; those of the plan unless given
 */
export function misfits(
  plan: ClusterPlan,
  component: PlannedComponent,
  judge: Pick<Judge, 'faults'>,
  all: readonly Values[] = givenTo(component),
): readonly Finding[] {
  let found: Map<string, Finding> | undefined;
  for (let index = 0; index < all.length; index++) {
    const given = all[index] as Values;
    for (const fault of judge.faults(given, `${component.id} ${index}`)) {
      const place = where(plan.facts.id, component.capability, component.id);
      found ??= new Map();
      found.set(
        JSON.stringify([fault.path, fault.message]),
        findingOf(place, fault, placeOf(component.candidate, given, fault.path)),
      );
    }
  }
  return found ? [...found.values()] : [];
}

/** Charts of teams are judged in full where the fleet has imported their shape; nobody asks a team to do that. */
function ofTeams({ plan, around, charts }: Checked): Finding[] {
  return plan.factories.flatMap(({ name, file, stages }) =>
    stages.flatMap(({ stage, applications }) =>
      applications.flatMap((app) =>
        ofApplication(app.application, (chart, version) => shapeFor(around.root, charts, chart, version)).map((fault) =>
          findingOf(where(name, stage.name, app.name), fault, {
            file,
            path: ['apps', app.name, 'values', ...fault.path],
          }),
        ),
      ),
    ),
  );
}

function ofApplication(
  { spec }: KubernetesObject,
  shapeOf: (chart: string, version: string) => Found | undefined,
): readonly ValueFault[] {
  const source = mapAt(spec, 'source');
  const chart = textAt(source, 'chart');
  const values = mapAt(source, 'helm')['valuesObject'];
  if (chart === undefined || !isMap(values)) return [];
  const found = shapeOf(chart, textAt(source, 'targetRevision') ?? '');
  // What a team declares is JSON.
  return (found?.shape ? found.judge : unknown).faults(values as Values);
}

const findingOf = (place: string, { path, message, hint }: ValueFault, at: Place): Finding =>
  problem('values', where(place, pathText(['values', ...path])), message, { at, hint });

/** Where the user wrote a value, or else the component that did. */
function placeOf({ chosen, entry, settled }: Candidate, values: Values, path: Path): Place {
  const given = settled.adjustments.values;
  const isMissing = !holds(values, path);
  if (given && holds(given, isMissing ? path.slice(0, -1) : path)) return within(chosen.at, 'values', ...path);
  return { file: entry.file, path: ['values', ...path] };
}

/** Whether a tree has something at a path, or a list or a value above it. */
function holds(tree: unknown, path: Path): boolean {
  let here = tree;
  for (const key of path) {
    if (!isMap(here)) return here !== undefined;
    here = here[key];
  }
  return here !== undefined;
}

const unshaped = (
  place: string,
  { repository, chart, version }: Helm,
  found: Found | undefined,
  at: Place,
): Finding => {
  const hint = `run \`npm run import -- chart ${repository} ${chart} --version ${version}\`, and commit what it writes`;
  if (found && !found.shape)
    return problem('values', place, `${found.damaged} does not hold the shape of a chart's values`, { hint });
  return warning(
    'values',
    place,
    `nobody checks its values, because those of the chart ${chart} ${version} are not known here`,
    {
      at,
      hint,
    },
  );
};

/** Where the version of a component's chart was written. */
function pinned({ file, facts }: ClusterPlan, { chosen, entry, settled, source }: Candidate): Place {
  if (settled.adjustments.version !== undefined) return within(chosen.at, 'version');
  const own = entry.component.source;
  if (source.kind === 'helm' && own.kind === 'helm' && own.chart === source.chart && own.version === source.version)
    return { file: entry.file, path: ['source'] };
  // The chart of Argo CD goes with the version that a cluster asks for.
  if (chosen.id === 'argo-cd') return { file, path: ['clusters', facts.name, 'argocd'] };
  return { file: file.replace(/[^/]*$/, 'versions/platform.yaml'), path: [chosen.id] };
}
