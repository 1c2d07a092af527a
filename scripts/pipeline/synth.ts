import { statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { type Finding, problem } from '../../constructs/model/finding.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import { clustersOf } from '../../constructs/plan/facts.ts';
import { clusterNames, fleetFindings } from '../../constructs/plan/fleet.ts';
import type { LocateError } from '../../constructs/plan/refusals.ts';
import { isFleetError, type LoadedFleet } from '../launcher/host.ts';
import { directoryOf, factoryFindings, ownFindings, versionFindings } from './catalogue.ts';
import { fleetOf } from './load.ts';
import { locateIn } from './locate.ts';
import { type FleetFiles, fleetFiles, listFolder, readText } from './read.ts';
import type { Outcome, Request } from './request.ts';
import { Run, textOf } from './run.ts';

/** How messages and headers name the fleet's folder: from Millwright's own, never from where somebody stands. */
export function labelOf(root: string, fleet: string): string {
  const path = relative(root, resolve(fleet));
  return path === '' || path.startsWith('..') || path.startsWith(sep)
    ? basename(resolve(fleet))
    : path.split(sep).join('/');
}

/**
 * Loads, plans, checks and prints a fleet, and says how the tree on the disk differs. Nothing is written before `write` is
 * called, and nothing at all is thrown for a mistake of the user.
 */
export async function run(request: Request): Promise<Outcome> {
  const list = request.list ?? listFolder;
  const label = labelOf(request.host.root, request.fleet);
  const files = fleetFiles(request.fleet, list);
  const source = (file: string): string | undefined =>
    file.startsWith(`${label}/`) ? textOf(join(request.fleet, file.slice(label.length + 1))) : undefined;
  const stopped = (findings: readonly Finding[], misuse = false): Outcome => ({
    misuse,
    findings,
    changes: { missing: [], changed: [], stale: [] },
    clusters: 0,
    files: 0,
    objects: 0,
    write: () => undefined,
    source,
  });
  if (list(request.fleet).length === 0)
    return stopped(
      [
        problem('load', request.fleet, 'there is no fleet here', {
          hint: 'name its folder with --fleet, or write fleet.ts and an environment',
        }),
      ],
      true,
    );
  if (statSync(request.out, { throwIfNoEntry: false })?.isFile())
    return stopped(
      [problem('load', request.out, 'is a file', { hint: 'name the folder of the tree with --out' })],
      true,
    );
  const loaded = await loadModules(request, files, label);
  if ('findings' in loaded) return stopped(loaded.findings);
  const { fleet, findings } = fleetOf({
    label,
    files,
    modules: loaded.modules,
    read: (path) => readText(request.fleet, path),
  });
  if (!fleet) return stopped(findings);
  const unknown = unknownParts(request, fleet);
  if (unknown.length > 0) return stopped(unknown, true);
  const whole = [
    ...findings,
    ...ownFindings(fleet),
    ...factoryFindings(fleet),
    ...versionFindings(fleet, directoryOf(fleet.components)),
    ...fleetFindings(fleet),
  ];
  const locate = locateIn({ loaded, label });
  if (whole.some(({ severity }) => severity === 'error'))
    return stopped([...whole, ...(await planOnly(request.host.root, fleet, locate))]);
  return { ...(await new Run(request, fleet, files, loaded, label, list).run(whole)), source };
}

/**
 * With the fleet as a whole wrong, the clusters are still planned, so that one run says everything. What the checks would
 * say of them could only follow from that.
 */
async function planOnly(root: string, fleet: Fleet, locate: LocateError): Promise<Finding[]> {
  const { buildCluster, definitionsOf } = await import('./cluster.ts');
  const directory = directoryOf(fleet.components);
  const findings: Finding[] = [...(await definitionsOf(root, fleet)).findings];
  for (const cluster of fleet.environments.flatMap(clustersOf))
    findings.push(...(await buildCluster(root, fleet, cluster, directory, { locate })).plan.findings);
  return findings;
}

async function loadModules(
  { host, fleet }: Request,
  files: FleetFiles,
  label: string,
): Promise<LoadedFleet | { findings: readonly Finding[] }> {
  try {
    return await host.loadFleet(fleet, files.definitions);
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return {
      findings: error.problems.map(({ file, line, text }) => {
        const name = `${label}/${file}`;
        return problem('load', name, text.split('\n')[0] ?? text, {
          at: { file: name, path: [], line },
          hint: 'mend the file',
        });
      }),
    };
  }
}

function unknownParts({ environment, cluster }: Request, fleet: Fleet): Finding[] {
  const environments = fleet.environments.map(({ name }) => name);
  const clusters = clusterNames(fleet).filter(
    (name) => environment === undefined || name.startsWith(`${environment}/`),
  );
  return [
    ...(environment !== undefined && !environments.includes(environment)
      ? [
          problem(
            'definition',
            '--environment',
            `there is no environment "${environment}"${didYouMean(environment, environments)}`,
          ),
        ]
      : []),
    ...(cluster !== undefined &&
    clusters.length > 0 &&
    !clusters.some((name) => name === cluster || name.endsWith(`/${cluster}`))
      ? [problem('definition', '--cluster', `there is no cluster "${cluster}"${didYouMean(cluster, clusters)}`)]
      : []),
  ];
}
