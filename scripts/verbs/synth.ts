import { resolve } from 'node:path';
import type { Changes, Outcome } from '../pipeline/request.ts';
import { run } from '../pipeline/synth.ts';
import { lineOf, paintFor, reported } from '../report.ts';
import { progress } from './progress.ts';
import { type Folders, folders, type Verb, type World } from './verb.ts';
import { watch } from './watch.ts';

interface Options extends Folders {
  check: boolean;
  environment?: string | undefined;
  cluster?: string | undefined;
  watch: boolean;
  cache: boolean;
}

/** `millwright synth`: checks everything, and writes the tree. */
export const synth: Verb<Options> = (world) => ({
  command: 'synth',
  describe: 'Check the fleet and write the tree',
  builder: (yargs) =>
    folders(yargs)
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'Write nothing; name the files that are not up to date',
      })
      .option('environment', { type: 'string', requiresArg: true, describe: 'Only the clusters of this environment' })
      .option('cluster', { type: 'string', requiresArg: true, describe: 'Only this cluster' })
      .option('watch', { type: 'boolean', default: false, describe: 'Again whenever a definition changes' })
      .option('cache', {
        type: 'boolean',
        default: true,
        describe: 'Use what an earlier run remembered; --no-cache computes everything',
      }),
  handler: async (options) => {
    if (options.watch) await watch(resolve(options.fleet), () => once(world, options), world);
    else world.exit(await once(world, options));
  },
});

async function once(world: World, options: Options): Promise<0 | 1 | 2> {
  const bar = progress(world);
  const outcome = await run({
    host: world.host,
    fleet: resolve(options.fleet),
    out: resolve(options.out),
    environment: options.environment,
    cluster: options.cluster,
    cache: options.cache,
    progress: bar.step,
  });
  bar.end();
  const failed = await say(world, outcome);
  if (failed) {
    world.err('nothing was written\n');
    return outcome.misuse ? 2 : 1;
  }
  return options.check ? stale(world, outcome.changes) : written(world, outcome);
}

/** Prints the findings; true if one of them is an error. */
export async function say(world: World, outcome: Pick<Outcome, 'findings' | 'source'>): Promise<boolean> {
  const paint = paintFor({ isTTY: world.stderrIsTerminal }, world.environment);
  for (const finding of await reported(outcome.findings, outcome.source)) world.err(lineOf(finding, paint));
  return outcome.findings.some(({ severity }) => severity === 'error');
}

function stale(world: World, { missing, changed, stale: gone }: Changes): 0 | 1 {
  const lines = [
    ...missing.map((path) => `missing ${path}`),
    ...changed.map((path) => `changed ${path}`),
    ...gone.map((path) => `stale   ${path}`),
  ];
  for (const line of lines) world.out(`${line}\n`);
  if (lines.length === 0) world.out('the tree is up to date\n');
  else world.err(`${lines.length} files are not up to date; run \`npm run synth\`\n`);
  return lines.length === 0 ? 0 : 1;
}

function written(world: World, outcome: Outcome): 0 {
  outcome.write();
  const { missing, changed, stale: gone } = outcome.changes;
  const touched = missing.length + changed.length + gone.length;
  const what =
    touched === 0 ? 'nothing changed' : `${missing.length} new, ${changed.length} changed, ${gone.length} deleted`;
  world.out(`${outcome.clusters} clusters, ${outcome.files} files: ${what}\n`);
  return 0;
}
