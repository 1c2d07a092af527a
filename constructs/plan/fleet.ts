import { type Finding, type Place, problem, warning, where, within } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { didYouMean } from '../model/suggest.ts';
import { strayFiles } from './encrypted.ts';
import { nameFindings } from './names.ts';
import { policyFindings } from './policies.ts';

/** What is wrong with the fleet as a whole: names that lead nowhere, and names that two things want. */
export function fleetFindings(fleet: Fleet): readonly Finding[] {
  return [
    ...placements(fleet),
    ...stagesOfApps(fleet),
    ...nameFindings(fleet),
    ...canaries(fleet),
    ...versions(fleet),
    ...retirements(fleet),
    ...strayFiles(fleet, clusterNames(fleet)),
    ...policyFindings(fleet),
  ];
}

/** Every cluster of the fleet, `<environment>/<cluster>`. */
export const clusterNames = (fleet: Fleet): readonly string[] =>
  fleet.environments.flatMap(({ name, value }) => Object.keys(value.clusters).map((cluster) => `${name}/${cluster}`));

const asList = (on: string | readonly string[]): readonly string[] => (typeof on === 'string' ? [on] : on);

function placements(fleet: Fleet): Finding[] {
  const known = clusterNames(fleet);
  const unknown = (place: string, on: string | readonly string[], at: Place) =>
    asList(on)
      .filter((cluster) => !known.includes(cluster))
      .map((cluster) =>
        problem('reference', place, `there is no cluster "${cluster}"${didYouMean(cluster, known)}`, {
          at,
          hint: 'write <environment>/<cluster>',
        }),
      );
  return [
    ...fleet.factories.flatMap(({ name, file, value }) =>
      Object.entries(value.stages).flatMap(([stage, { on }]) =>
        unknown(where(name, 'stages', stage, 'on'), on, { file, path: ['stages', stage, 'on'] }),
      ),
    ),
    ...Object.entries(fleet.fbe.value.namespaces ?? {}).flatMap(([name, { on }]) =>
      unknown(where('fleet', 'namespaces', name, 'on'), on, { file: fleet.fbe.file, path: ['namespaces', name, 'on'] }),
    ),
  ];
}

/** Settings for a stage that the factory does not have. */
const stagesOfApps = (fleet: Fleet): Finding[] =>
  fleet.factories.flatMap(({ name, file, value }) => {
    const known = Object.keys(value.stages);
    return Object.entries(value.apps ?? {}).flatMap(([app, { stages }]) =>
      Object.keys(stages ?? {})
        .filter((stage) => !known.includes(stage))
        .map((stage) =>
          problem(
            'reference',
            where(name, 'apps', app, 'stages'),
            `there is no stage "${stage}"${didYouMean(stage, known)}`,
            { at: { file, path: ['apps', app, 'stages', stage] }, hint: 'name a stage of this factory' },
          ),
        ),
    );
  });

function canaries(fleet: Fleet): Finding[] {
  return [...fleet.versions.environments].flatMap(([environment, { file, value }]) => {
    const known = Object.keys(fleet.environments.find(({ name }) => name === environment)?.value.clusters ?? {});
    return Object.keys(value.canary ?? {})
      .filter((cluster) => !known.includes(cluster))
      .map((cluster) =>
        problem(
          'version',
          where(environment, 'canary'),
          `there is no cluster "${cluster}" in ${environment}${didYouMean(cluster, known)}`,
          { at: { file, path: ['canary', cluster] }, hint: 'name a cluster of this environment' },
        ),
      );
  });
}

/** Versions of applications that a factory does not have. */
function versions(fleet: Fleet): Finding[] {
  return [...fleet.versions.stages].flatMap(([key, { file, value }]) => {
    const apps = fleet.factories.find(({ name }) => name === key.split('.')[0])?.value.apps ?? {};
    const names = Object.keys(apps);
    return (['images', 'charts'] as const).flatMap((kind) =>
      Object.keys(value[kind] ?? {}).flatMap((app) => {
        const declared = apps[app];
        const at = { file, path: [kind, app] };
        if (!declared)
          return [
            problem('version', where(key, kind), `there is no application "${app}"${didYouMean(app, names)}`, {
              at,
              hint: 'take the line away, or add the application to the factory',
            }),
          ];
        // An image of a chart stands in its values, and a web service has no chart.
        if (declared.kind !== (kind === 'images' ? 'helm' : 'web')) return [];
        return [
          warning('version', where(key, kind, app), `has no effect on an application of kind ${declared.kind}`, {
            at,
            hint: kind === 'images' ? 'name the image in its values' : 'name its image under `images`',
          }),
        ];
      }),
    );
  });
}

/** What is retired must not also be declared. */
function retirements(fleet: Fleet): Finding[] {
  const still = (
    place: string,
    retired: Readonly<Record<string, unknown>> | undefined,
    present: readonly string[],
    at: Place,
    say = problem,
  ) =>
    Object.keys(retired ?? {})
      .filter((name) => present.includes(name))
      .map((name) =>
        say('retirement', where(place, 'retire', name), 'is retired and still declared', {
          at: within(at, name),
          hint: 'delete the declaration, or take the entry out of `retire`',
        }),
      );
  return [
    ...still(
      'fleet',
      fleet.fbe.value.retire,
      [...fleet.environments, ...fleet.factories].map(({ name }) => name),
      { file: fleet.fbe.file, path: ['retire'] },
    ),
    ...fleet.environments.flatMap(({ name, file, value }) =>
      still(name, value.retire, Object.keys(value.clusters), { file, path: ['retire'] }),
    ),
    // A stage may leave one of its clusters and stay on the others.
    ...fleet.factories.flatMap(({ name, file, value }) =>
      still(name, value.retire, Object.keys(value.stages), { file, path: ['retire'] }, warning),
    ),
  ];
}
