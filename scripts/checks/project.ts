import { argoNamespace } from '../../constructs/argocd/names.ts';
import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import { type Roster, rosterOf } from '../../constructs/plan/recurring.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { applicationsOf } from './applications.ts';
import { type Check, type Checked, nameOf, type Placed } from './check.ts';
import { entry } from './entry.ts';
import { globMatch } from './glob.ts';
import { ofKind } from './kinds.ts';
import { asMap, listAt, mapAt, textAt } from './read.ts';

/** What of an AppProject decides over an object. */
interface Rules {
  readonly name: string;
  readonly sourceRepos: readonly string[];
  readonly destinations: readonly { readonly namespace: string }[];
  readonly cluster: readonly Kind[];
  readonly namespaced: readonly Kind[] | undefined;
  readonly denied: readonly Kind[];
  /** By namespace, API and kind: joined keys would cost more than the verdicts. */
  readonly verdicts: Map<string, Map<string, Map<string, boolean>>>;
  readonly permittedSources: Map<string, boolean>;
  readonly permittedNamespaces: Map<string, boolean>;
  /** Of files whose objects are all permitted. */
  readonly permitted: WeakSet<Roster>;
}
interface Kind {
  readonly group: string;
  readonly kind: string;
}
interface Application {
  readonly project: string;
  readonly namespace: string;
  readonly repositories: readonly string[];
}

/**
 * The project of each Application permits what it applies, by Argo CD's own rules: its sources, the namespaces of its
 * objects and their kinds (pkg/apis/application/v1alpha1/app_project_types.go, v3.5.1). What it does not permit, Argo CD
 * refuses only when it syncs.
 */
export const projectPermits: Check = {
  name: 'project',
  run(checked) {
    const rules = rulesOf(checked);
    const applications = byName(checked);
    const findings: Finding[] = [];
    const { objects } = checked;
    let file: TreeFile | undefined;
    let project: Rules | undefined;
    for (let at = 0; at < objects.length; at++) {
      const placed = objects[at] as Placed;
      if (placed.file !== file) {
        // All objects of a file have one Application, and stand next to each other.
        if (file && project) remember(project, file, findings);
        file = placed.file;
        project = rules.get(applications.get(placed.application)?.project ?? '');
        // Which objects a file holds, and for whom, is all that counts here.
        const roster = project && rosterOf(file);
        if (roster && project?.permitted.has(roster)) project = undefined;
      }
      if (project && !permits(project, placed.object)) findings.push(refused(checked, placed, project.name));
    }
    if (file && project) remember(project, file, findings);
    return [...findings, ...named(checked, applications, rules)];
  },
};

function remember({ permitted }: Rules, file: TreeFile, findings: readonly Finding[]): void {
  const roster = rosterOf(file);
  if (roster && findings.length === 0) permitted.add(roster);
}

const rulesOf = ({ objects }: Checked): ReadonlyMap<string, Rules> =>
  new Map(ofKind(objects, 'AppProject').map(({ object }) => [object.metadata.name, knownRules(object)]));

const known = new WeakMap<KubernetesObject, Rules>();

/** Most projects stand in the trees of several clusters, and their verdicts with them. */
function knownRules(project: KubernetesObject): Rules {
  const rules = known.get(project) ?? toRules(project);
  known.set(project, rules);
  return rules;
}

function toRules(project: KubernetesObject): Rules {
  const spec = asMap(project['spec']);
  return {
    name: project.metadata.name,
    sourceRepos: listAt(spec, 'sourceRepos').filter((each) => typeof each === 'string'),
    destinations: listAt(spec, 'destinations').map((each) => ({ namespace: textAt(each, 'namespace') ?? '' })),
    cluster: kindsAt(spec, 'clusterResourceWhitelist'),
    namespaced:
      spec['namespaceResourceWhitelist'] === undefined ? undefined : kindsAt(spec, 'namespaceResourceWhitelist'),
    denied: kindsAt(spec, 'namespaceResourceBlacklist'),
    verdicts: new Map(),
    permittedSources: new Map(),
    permittedNamespaces: new Map(),
    permitted: new WeakSet(),
  };
}

const kindsAt = (spec: unknown, key: string): readonly Kind[] =>
  listAt(spec, key).map((each) => ({ group: textAt(each, 'group') ?? '', kind: textAt(each, 'kind') ?? '' }));

/** Every Application of the tree, and the anchor, which is applied by hand. */
function byName(checked: Checked): ReadonlyMap<string, Application> {
  const found = new Map<string, Application>();
  for (const { object } of applicationsOf(checked)) {
    const spec = asMap(object['spec']);
    const { source, sources } = spec;
    const repositories: string[] = [];
    for (const each of sources === undefined ? [source] : listAt(spec, 'sources')) {
      const repository = textAt(each, 'repoURL');
      if (repository !== undefined) repositories.push(repository);
    }
    found.set(object.metadata.name, {
      project: textAt(spec, 'project') ?? '',
      namespace: textAt(mapAt(spec, 'destination'), 'namespace') ?? '',
      repositories,
    });
  }
  return found;
}

const matches = (kinds: readonly Kind[], group: string, kind: string): boolean =>
  kinds.some((each) => globMatch(each.group, group) && globMatch(each.kind, kind));

/** One verdict a project, namespace and kind: most objects of a cluster are alike in these. */
function permits(rules: Rules, object: KubernetesObject): boolean {
  const { apiVersion, kind } = object;
  const namespace = textAt(object.metadata, 'namespace') ?? '';
  const known = rules.verdicts.get(namespace)?.get(apiVersion)?.get(kind);
  if (known !== undefined) return known;
  const apis = entry(rules.verdicts, namespace, () => new Map<string, Map<string, boolean>>());
  const kinds = entry(apis, apiVersion, () => new Map<string, boolean>());
  return entry(kinds, kind, () => verdict(rules, object, namespace, groupOf(apiVersion)));
}

function verdict(rules: Rules, object: KubernetesObject, namespace: string, group: string): boolean {
  if (!isNamespaced(object)) return matches(rules.cluster, group, object.kind);
  return (
    rules.destinations.some((destination) => globMatch(destination.namespace, namespace)) &&
    !matches(rules.denied, group, object.kind) &&
    (rules.namespaced === undefined || matches(rules.namespaced, group, object.kind))
  );
}

const permitsSource = ({ sourceRepos, permittedSources }: Rules, repository: string): boolean =>
  entry(permittedSources, repository, () => sourceRepos.some((glob) => globMatch(glob, repository)));

const permitsNamespace = ({ destinations, permittedNamespaces }: Rules, namespace: string): boolean =>
  entry(permittedNamespaces, namespace, () => destinations.some((each) => globMatch(each.namespace, namespace)));

function refused({ plan }: Checked, placed: Placed, project: string): Finding {
  return problem(
    'project',
    where(plan.facts.id, placed.application),
    `the project ${project} does not permit ${nameOf(placed.object)}`,
    {
      at: { file: placed.file.from, path: [] },
      hint: isNamespaced(placed.object)
        ? 'put it into a namespace of that project, or let the platform write it'
        : 'cluster-scoped objects belong to the platform, not to a team',
    },
  );
}

/** What an Application itself names: its sources, and the namespace of objects that name none. */
function named(
  checked: Checked,
  applications: ReadonlyMap<string, Application>,
  rules: ReadonlyMap<string, Rules>,
): Finding[] {
  const findings: Finding[] = [];
  for (const placed of ofKind(checked.objects, 'Application')) {
    const { metadata } = placed.object;
    if (metadata.namespace !== argoNamespace) continue;
    const application = applications.get(metadata.name);
    const project = application && rules.get(application.project);
    if (!project) continue;
    for (const repository of application.repositories)
      if (!permitsSource(project, repository))
        findings.push(refusedOf(checked, placed, project.name, `source ${repository}`));
    if (!permitsNamespace(project, application.namespace))
      findings.push(refusedOf(checked, placed, project.name, `destination ${application.namespace}`));
  }
  return findings;
}

const refusedOf = ({ plan }: Checked, { object, file }: Placed, project: string, what: string): Finding =>
  problem('project', where(plan.facts.id, object.metadata.name), `the project ${project} does not permit the ${what}`, {
    at: { file: file.from, path: [] },
    hint: 'name it in the project, or use one that the project has',
  });
