import { type Finding, problem, warning, where } from '../../constructs/model/finding.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import type { ClusterPlan } from '../../constructs/plan/cluster.ts';
import { type Checked, checkedOf, nameOf, type Placed } from '../checks/check.ts';
import { host } from '../checks/host.ts';
import { objectChecks } from '../checks/index.ts';
import { findingOf, pathText } from '../checks/object.ts';
import { owner } from '../checks/owner.ts';
import { constraintDefinitions, isConstraintTemplate } from '../checks/policy/constraint-definition.ts';
import { projectPermits } from '../checks/project.ts';
import { checkObjects, type Located } from '../manifests/judge.ts';
import type { BuiltCluster } from '../pipeline/cluster.ts';
import type { Definition } from '../schemas/read.ts';
import { definitionsAmong } from './definitions.ts';
import type { PinnedChart } from './pull.ts';
import type { Release, Unrendered } from './release.ts';
import { remembering } from './remembering.ts';
import { ofCharts } from './secret.ts';
import type { Rendered } from './template.ts';

/** A release with what Helm made of it. */
export interface Result {
  readonly release: Release;
  /** Where its chart was read: the repository that it names, or a mirror's. */
  readonly from: string;
  readonly rendered: Rendered | { readonly unfetched: string };
}

const alone = objectChecks.map((check) => remembering(check.name === 'secret' ? ofCharts(check) : check));
/** The checks of a whole cluster that what a chart brings can break. */
const together = [owner, host, projectPermits];

/** What there is to say of everything that a cluster's charts render. What has been said of our own objects is not said again. */
export function judge(
  built: BuiltCluster,
  results: readonly Result[],
  unrendered: readonly Unrendered[],
  root: string,
): readonly Finding[] {
  const { plan, files, findings: known } = built;
  const ours = checkedOf(plan, files, root, { definitions: built.definitions });
  const placed = results.flatMap(placedOf);
  const said = new Set(known.map(({ where: place, message }) => `${place}\0${message}`));
  return [
    ...results.flatMap((result) => ofChart(plan, result)),
    ...ofCluster(ours, placed),
    ...ofObjects(ours, placed, built.definitions),
    ...leftOut(plan, unrendered),
  ].filter(({ where: place, message }) => !said.has(`${place}\0${message}`));
}

/** An object of a chart, as the checks see those of the tree. */
interface FromChart extends Placed {
  readonly release: Release;
}

function placedOf({ release, rendered }: Result): readonly FromChart[] {
  if (!('objects' in rendered)) return [];
  const { application, at, chart } = release;
  const file = { path: `the chart ${titleOf(chart)}`, from: at.file, documents: [], by: { application } };
  return rendered.objects.map((object) => ({ object, file, application, release }));
}

function ofCluster(ours: Checked, rendered: readonly FromChart[]): readonly Finding[] {
  const checked = { ...ours, objects: [...ours.objects, ...rendered.filter(isUsual)] };
  const places = new Map(
    rendered.map(({ application, release }) => [where(ours.plan.facts.id, application), release.at]),
  );
  return together
    .flatMap((check) => check.run(checked))
    .map((finding) => ({ ...finding, at: places.get(finding.where) ?? finding.at }));
}

/** A name that the API server makes is nobody else's. The projects that count are ours. What is wrong otherwise is said of the object. */
const isUsual = ({ object: { kind, metadata } }: FromChart): boolean =>
  typeof metadata.name === 'string' && typeof (metadata.namespace ?? '') === 'string' && kind !== 'AppProject';

function ofObjects(ours: Checked, rendered: readonly FromChart[], own: readonly Definition[]): readonly Finding[] {
  const { facts } = ours.plan;
  const all = [...ours.objects, ...rendered];
  const namespaces = new Map(
    all.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => [object.metadata.name, object]),
  );
  const objects = all.map(({ object }) => object);
  const rendering = [
    ...(constraintDefinitions(objects.filter(isConstraintTemplate)) ?? []),
    ...definitionsAmong(objects, ours.around.root, facts.kubernetes),
  ];
  // What a chart brings is what the cluster will have.
  const definitions = [...rendering, ...own];
  const around = { ...ours.around, definitions, namespace: (name: string) => namespaces.get(name) };
  const locate = (placed: Placed, at: Finding['at']): Located => ({
    object: placed.object,
    where: (path) => where(facts.id, placed.application, nameOf(placed.object), pathText(path)),
    at: () => at,
  });
  const located = [
    // Only now there is something to judge them by.
    ...ours.objects
      .filter(({ object }) => isOneOf(rendering, object))
      .map((placed) => locate(placed, { file: placed.file.from, path: [] })),
    ...rendered.map((placed) => locate(placed, placed.release.at)),
  ];
  // The owners of all objects are looked at together.
  return [...checkObjects(located, around, alone)].filter(({ check }) => check !== 'owner');
}

const isOneOf = (definitions: readonly Definition[], { apiVersion, kind }: Placed['object']): boolean =>
  definitions.some((definition) => definition.kind === kind && definition.group === groupOf(apiVersion));

const titleOf = ({ chart, version }: PinnedChart): string => `${chart} ${version}`;

/** What Helm alone can say of a chart. */
function ofChart({ facts }: ClusterPlan, { release, from, rendered }: Result): readonly Finding[] {
  const { application, at, chart } = release;
  const place = where(facts.id, application);
  const title = titleOf(chart);
  if ('unfetched' in rendered)
    return [
      problem('chart', place, `Helm cannot fetch the chart ${title} from ${from}: ${rendered.unfetched}`, {
        at,
        hint: 'see that it is there, or name a mirror of it in a file for --mirrors',
      }),
    ];
  if ('failure' in rendered)
    return [
      problem('chart', place, `Helm cannot render the chart ${title}: ${rendered.failure}`, {
        at,
        hint: /kubeVersion/.test(rendered.failure)
          ? 'choose another version of the chart, or of Kubernetes'
          : 'change the values that it names, or choose another version of the chart',
      }),
    ];
  const unfit = rendered.unfit.map(({ template, fault }) =>
    findingOf('chart', fault, where(place, template, pathText(fault.path)), at),
  );
  if (rendered.varying.length === 0) return unfit;
  return [
    ...unfit,
    warning('chart', place, `the chart ${title} renders others each time: ${rendered.varying.join(', ')}`, {
      at,
      hint: 'give it the random values that it makes up, from a secret; else Argo CD never finds it in sync',
    }),
  ];
}

/** Loud, because whoever reads "no errors" would think that everything had been looked at. */
function leftOut({ facts, file }: ClusterPlan, unrendered: readonly Unrendered[]): readonly Finding[] {
  if (unrendered.length === 0) return [];
  const list = unrendered.map(({ application, what }) => `${application} (${what})`).join(', ');
  return [
    warning('chart', facts.id, `Helm renders charts only, so nobody has looked at what is in ${list}`, {
      at: { file, path: ['clusters', facts.name] },
      hint: 'check their manifests with check --manifests',
    }),
  ];
}
