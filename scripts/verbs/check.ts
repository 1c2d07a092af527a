import { resolve } from 'node:path';
import { run } from '../pipeline/synth.ts';
import { reported } from '../report.ts';
import { progress } from './progress.ts';
import { say } from './synth.ts';
import { type Folders, folders, type Verb } from './verb.ts';

interface Options extends Folders {
  json: boolean;
  cache: boolean;
}

/** `millwright check`: the checks alone. */
export const check: Verb<Options> = (world) => ({
  command: 'check',
  describe: 'Check the fleet; write nothing',
  builder: (yargs) =>
    folders(yargs)
      .option('json', { type: 'boolean', default: false, describe: 'Print the findings as a JSON list' })
      .option('cache', { type: 'boolean', default: true, describe: 'Use what an earlier run remembered' }),
  handler: async (options) => {
    const bar = progress(world);
    const outcome = await run({
      host: world.host,
      fleet: resolve(options.fleet),
      out: resolve(options.out),
      cache: options.cache,
      progress: bar.step,
    });
    bar.end();
    const failed = outcome.findings.some(({ severity }) => severity === 'error');
    if (options.json) world.out(`${JSON.stringify(await reported(outcome.findings, outcome.source), undefined, 2)}\n`);
    else {
      await say(world, outcome);
      if (!failed) world.out(`${outcome.clusters} clusters, ${outcome.objects} objects: no errors\n`);
    }
    world.exit(outcome.misuse ? 2 : failed ? 1 : 0);
  },
});
