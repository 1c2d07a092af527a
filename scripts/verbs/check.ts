import { resolve } from 'node:path';
import type { Finding } from '../../constructs/model/finding.ts';
import type { Timings } from '../checks/run.ts';
import type { Outcome } from '../pipeline/request.ts';
import { run } from '../pipeline/synth.ts';
import { reported } from '../report.ts';
import { besideManifests, checkGiven } from './manifests.ts';
import { type Progress, progress } from './progress.ts';
import { separated } from './several.ts';
import { say } from './synth.ts';
import { type Folders, folders, type Verb, type World } from './verb.ts';

interface Options extends Folders {
  json: boolean;
  cache: boolean;
  environment?: string | undefined;
  cluster?: string | undefined;
  render: boolean;
  helm?: string | undefined;
  mirrors?: string | undefined;
  manifests?: readonly string[] | undefined;
  kubernetes?: string | undefined;
  timings: boolean;
}

/** `millwright check`: the checks alone. */
export const check: Verb<Options> = (world) => ({
  command: 'check',
  describe: 'Check the fleet; write nothing',
  builder: (yargs) =>
    folders(yargs)
      .option('json', { type: 'boolean', default: false, describe: 'Print the findings as a JSON list' })
      .option('cache', { type: 'boolean', default: true, describe: 'Use what an earlier run remembered' })
      .option('environment', { type: 'string', requiresArg: true, describe: 'Only the clusters of this environment' })
      .option('cluster', { type: 'string', requiresArg: true, describe: 'Only this cluster' })
      .option('render', { type: 'boolean', default: false, describe: 'Check what Helm renders of the charts, too' })
      .option('helm', { type: 'string', requiresArg: true, describe: 'Helm for --render, if not the one on the PATH' })
      .option('mirrors', {
        type: 'string',
        requiresArg: true,
        describe: 'File that says from where --render reads which chart repository instead',
      })
      .option('manifests', {
        type: 'string',
        requiresArg: true,
        coerce: separated,
        describe: 'Check these files and folders instead of the fleet; - is standard input',
      })
      .option('kubernetes', {
        type: 'string',
        requiresArg: true,
        describe: 'Version of Kubernetes that --manifests are for, if not the newest',
      })
      .option('timings', { type: 'boolean', default: false, describe: 'Say what each check costs' })
      .check(besideManifests)
      .check(
        ({ render, helm, mirrors }) =>
          render || (helm ?? mirrors) === undefined || `--${helm ? 'helm' : 'mirrors'} goes with --render`,
      ),
  handler: async (options) => {
    if (options.manifests) return checkGiven(world, { ...options, named: options.manifests });
    const bar = progress(world);
    const rendering = options.render ? await renderer(world, options, bar.step) : undefined;
    if (rendering && 'severity' in rendering) return tell(world, options, misuse(rendering), '');
    const timings: Timings | undefined = options.timings ? new Map() : undefined;
    const outcome = await run({
      host: world.host,
      fleet: resolve(options.fleet),
      out: resolve(options.out),
      environment: options.environment,
      cluster: options.cluster,
      cache: options.cache,
      look: rendering?.look,
      timings,
      progress: bar.step,
    });
    bar.end();
    for (const [name, spent] of timings ?? []) world.err(`${(spent / 1000).toFixed(1).padStart(8)} ms  ${name}\n`);
    const { charts, objects } = rendering?.counts ?? { charts: 0, objects: 0 };
    const more = rendering ? `, and ${objects} objects of ${charts} charts` : '';
    await tell(world, options, outcome, `${outcome.clusters} clusters, ${outcome.objects} objects${more}: no errors\n`);
  },
});

/** Rendering is loaded only when it is asked for. */
const renderer = async ({ host, environment }: World, { helm, mirrors, cache }: Options, step: Progress) =>
  (await import('../helm/prepare.ts')).prepare({ host, environment, helm, mirrors, cache, progress: step });

const misuse = (finding: Finding): Told => ({ misuse: true, findings: [finding], source: () => undefined });

type Told = Pick<Outcome, 'misuse' | 'findings' | 'source'>;

/** Says what was found, or that nothing was, and sets the exit code. */
async function tell(world: World, { json }: Options, outcome: Told, fine: string): Promise<void> {
  const failed = outcome.findings.some(({ severity }) => severity === 'error');
  if (json) world.out(`${JSON.stringify(await reported(outcome.findings, outcome.source), undefined, 2)}\n`);
  else {
    await say(world, outcome);
    if (!failed) world.out(fine);
  }
  world.exit(outcome.misuse ? 2 : failed ? 1 : 0);
}
