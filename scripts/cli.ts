import yargs from 'yargs';
import { didYouMean } from '../constructs/model/suggest.ts';
import type { Main } from './launcher/host.ts';
import { catalog } from './verbs/catalog.ts';
import { check } from './verbs/check.ts';
import { synth } from './verbs/synth.ts';
import type { World } from './verbs/verb.ts';

const verbs = ['synth', 'check', 'catalog'];

/** The command line: exit codes 0 fine, 1 findings, 2 misuse. */
export const main: Main = async (argv, host) => {
  let code = 0;
  const world: World = {
    host,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stderrIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
    exit: (next) => {
      code = next;
    },
  };
  const misuse = (message: string): void => {
    world.err(`millwright: ${message}\n`);
    code = 2;
  };
  const [verb] = argv.filter((each) => !each.startsWith('-'));
  if (verb !== undefined && !verbs.includes(verb)) {
    misuse(`there is no verb "${verb}"${didYouMean(verb, verbs)}`);
    return code;
  }
  const unexpected: unknown[] = [];
  const parser = yargs(argv)
    .scriptName('millwright')
    .command(synth(world))
    .command(check(world))
    .command(catalog(world))
    .demandCommand(1, 'name a verb: synth, check or catalog')
    .strict()
    .recommendCommands()
    .version(false)
    .exitProcess(false)
    .fail((message, error) => {
      // An error that yargs made is the user's; any other is a bug, and is thrown again below.
      if (error && error.name !== 'YError') unexpected.push(error);
      else misuse((message ?? error?.message ?? 'wrong arguments').split('\n')[0] ?? '');
    });
  await parser.parseAsync().catch((error: unknown) => {
    if (code === 0 && unexpected.length === 0) unexpected.push(error);
  });
  if (unexpected.length > 0) throw unexpected[0];
  return code;
};
