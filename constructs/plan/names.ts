import { argoNamespace, reservedNames } from '../argocd/names.ts';
import { type Finding, type Place, problem, where } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { systemNamespaces } from './namespaces.ts';

/** Names of factories, namespaces and hosts that are somebody else's, too long, or wanted twice. */
export const nameFindings = (fleet: Fleet): readonly Finding[] => [
  ...reserved(fleet),
  ...ofKubernetes(fleet),
  ...prefixes(fleet),
  ...lengths(fleet),
  ...hosts(fleet),
];

const asList = (on: string | readonly string[]): readonly string[] => (typeof on === 'string' ? [on] : on);

const isOfKubernetes = ({ name, value }: Pick<Fleet['factories'][number], 'name' | 'value'>): boolean =>
  `${value.prefix ?? name}-`.startsWith('kube-');
const isSystem = (namespace: string): boolean => systemNamespaces.has(namespace) || namespace === argoNamespace;

/** Names whose files, Applications or namespaces are something else's. */
function reserved(fleet: Fleet): Finding[] {
  const taken = (name: string, place: string, at: Place, by: string) =>
    problem('definition', place, `"${name}" is the name of ${by}`, { at, hint: 'choose another name' });
  return fleet.factories.flatMap(({ name, file, value }) => [
    ...(reservedNames.some((each) => each === name)
      ? [taken(name, name, { file, path: [] }, 'an Application that every cluster has')]
      : []),
    ...Object.keys(value.stages)
      .filter((stage) => ['apps', 'namespaces', 'projects'].includes(stage))
      .map((stage) =>
        taken(stage, where(name, 'stages', stage), { file, path: ['stages', stage] }, 'a part of every factory'),
      ),
    ...Object.keys(value.apps ?? {})
      .filter((app) => app === 'apps')
      .map((app) =>
        taken(app, where(name, 'apps', app), { file, path: ['apps', app] }, "the folder of a stage's Applications"),
      ),
  ]);
}

/** Namespaces that every cluster has would get the limits of a team. */
function ofKubernetes(fleet: Fleet): Finding[] {
  const taken = (place: string, name: string, at: Place) =>
    problem('definition', place, `"${name}" is a name that every cluster uses itself`, {
      at,
      hint: 'choose another name',
    });
  const { file, value } = fleet.fbe;
  return [
    // Any namespace of such a prefix looks like one of Kubernetes' own, and some are.
    ...fleet.factories
      .filter((factory) => isOfKubernetes(factory))
      .map((factory) =>
        taken(where(factory.name, 'prefix'), factory.value.prefix ?? factory.name, {
          file: factory.file,
          path: factory.value.prefix ? ['prefix'] : [],
        }),
      ),
    ...Object.keys(value.namespaces ?? {})
      .filter((name) => isSystem(name) || name.startsWith('kube-'))
      .map((name) => taken(where('fleet', 'namespaces'), name, { file, path: ['namespaces', name] })),
  ];
}

/** Namespaces of two factories must not be the same. */
function prefixes(fleet: Fleet): Finding[] {
  const taken = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { name, file, value } of fleet.factories)
    for (const stage of Object.keys(value.stages)) {
      const namespace = `${value.prefix ?? name}-${stage}`;
      const at = { file, path: value.prefix ? ['prefix'] : ['stages', stage] };
      const other = taken.get(namespace);
      if (other)
        findings.push(
          problem('owner', where(name, stage), `its namespace ${namespace} belongs to ${other}`, {
            at,
            hint: 'give one of them another prefix',
          }),
        );
      if (namespace.length > 63)
        findings.push(
          problem('definition', where(name, stage), `its namespace ${namespace} is longer than 63 characters`, {
            at,
            hint: 'shorten the prefix',
          }),
        );
      if (isSystem(namespace) && !isOfKubernetes({ name, value }))
        findings.push(
          problem('owner', where(name, stage), `its namespace ${namespace} is one that every cluster has`, {
            at,
            hint: 'give it another prefix',
          }),
        );
      taken.set(namespace, name);
    }
  return findings;
}

/** Names that become part of others which may not be longer. */
function lengths(fleet: Fleet): Finding[] {
  const tooLong = (name: string, app: string, what: string, most: number, ...path: readonly string[]) =>
    problem('definition', where(name, 'apps', app), `${what} is longer than ${most} characters`, {
      at: { file: fleet.factories.find((each) => each.name === name)?.file ?? '', path: ['apps', app, ...path] },
      hint: 'shorten it',
    });
  return fleet.factories.flatMap(({ name, value }) => {
    const longest = Math.max(
      0,
      ...Object.keys(value.stages)
        .slice(0, -1)
        .map((stage) => stage.length + 1),
    );
    return Object.entries(value.apps ?? {}).flatMap(([app, declaration]) => {
      if (declaration.kind === 'helm' && app.length > 53) return [tooLong(name, app, 'its Helm release', 53)];
      if (declaration.kind === 'web' && declaration.host && declaration.host.length + longest > 63)
        return [tooLong(name, app, 'its host name with its stage', 63, 'host')];
      return [];
    });
  });
}

/** One host name belongs to one factory on a cluster, or its traffic would go to whoever came first. */
function hosts(fleet: Fleet): Finding[] {
  const taken = new Map<string, { factory: string; app: string }>();
  const findings: Finding[] = [];
  for (const { name, file, value } of fleet.factories) {
    const stages = Object.entries(value.stages);
    for (const [app, declaration] of Object.entries(value.apps ?? {})) {
      if (declaration.kind !== 'web' || !declaration.host) continue;
      for (const [index, [stage, { on }]] of stages.entries())
        for (const cluster of asList(on)) {
          const host = index === stages.length - 1 ? declaration.host : `${declaration.host}-${stage}`;
          const key = `${cluster} ${host}`;
          const other = taken.get(key);
          if (other && (other.factory !== name || other.app !== app))
            findings.push(
              problem(
                'owner',
                where(name, 'apps', app, 'host'),
                `the host ${host} on ${cluster} belongs to ${other.factory} › ${other.app}`,
                {
                  at: { file, path: ['apps', app, 'host'] },
                  hint: 'choose another host',
                },
              ),
            );
          taken.set(key, { factory: name, app });
        }
    }
  }
  return findings;
}
