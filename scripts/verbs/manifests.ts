import { kubernetesVersions } from '../../constructs/model/capability.ts';
import { reported } from '../report.ts';
import { progress } from './progress.ts';
import { say } from './synth.ts';
import type { World } from './verb.ts';

/** Flags that are about the fleet, and what they are when nobody gives them. */
const aboutFleet: Readonly<Record<string, unknown>> = {
  ...{ fleet: 'environments', out: 'dist', cache: true, render: false, timings: false },
  ...{ environment: undefined, cluster: undefined, helm: undefined, mirrors: undefined },
};

/** Whether `--manifests` and `--kubernetes` go with the other flags; if not, the sentence that says so. */
export function besideManifests(options: Readonly<Record<string, unknown>>): true | string {
  const { manifests, kubernetes } = options;
  if (manifests === undefined)
    return (
      kubernetes === undefined || '--kubernetes goes with --manifests; a cluster of the fleet says its own version'
    );
  const flag = Object.keys(aboutFleet).find((each) => options[each] !== aboutFleet[each]);
  if (flag === undefined) return true;
  return `--${flag === 'cache' ? 'no-cache' : flag} is about the fleet, which --manifests leaves alone`;
}

/** What `check` is given when it is not about the fleet. */
export interface Given {
  /** Files, folders, or `-`. */
  readonly named: readonly string[];
  /** A version of Kubernetes as somebody wrote it; the newest that we know unless given. */
  readonly kubernetes?: string | undefined;
  readonly json: boolean;
}

/** `millwright check --manifests`: the checks of objects, on manifests that are not ours. */
export async function checkGiven(world: World, { named, kubernetes, json }: Given): Promise<void> {
  const minor = kubernetes === undefined ? kubernetesVersions.at(-1) : minorOf(kubernetes);
  if (minor === undefined) return refuse(world, unknownVersion(kubernetes ?? ''));
  const bar = progress(world);
  // Loaded here, because a run over the fleet reads no manifests.
  const { checkManifests } = await import('../manifests/run.ts');
  const { root } = world.host;
  const outcome = await checkManifests({ root, named, kubernetes: minor, stdin: world.stdin, progress: bar.step });
  bar.end();
  if ('misuse' in outcome) return refuse(world, outcome.misuse);
  const source = () => undefined;
  if (json) world.out(`${JSON.stringify(await reported(outcome.findings, source), undefined, 2)}\n`);
  else await say(world, { findings: outcome.findings, source });
  const errors = outcome.findings.filter(({ severity }) => severity === 'error').length;
  const warnings = outcome.findings.length - errors;
  if (!json)
    world.out(
      `${counted(outcome.objects, 'object')} in ${counted(outcome.files, 'file')}: ${counted(errors, 'error')}${
        warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
      }\n`,
    );
  world.exit(errors > 0 ? 1 : 0);
}

function refuse(world: World, message: string): void {
  world.err(`millwright: ${message}\n`);
  world.exit(2);
}

/** The minor of a version: `v1.36.2` is `1.36`. */
function minorOf(version: string): string | undefined {
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(version)?.[1];
  return kubernetesVersions.find((known) => known === minor);
}

const unknownVersion = (version: string): string =>
  `--kubernetes ${version} is no version that the checks know; known: ${kubernetesVersions.join(', ')}`;

/** `10,000 objects`, `1 error`, `no errors`. */
const counted = (count: number, name: string): string =>
  `${count === 0 ? 'no' : count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
