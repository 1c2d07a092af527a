import yargs from 'yargs';
import { didYouMean } from '../constructs/model/suggest.ts';
import type { Main } from './launcher/host.ts';
import { catalog } from './verbs/catalog.ts';
import { check } from './verbs/check.ts';
import { importing } from './verbs/import.ts';
import { joined } from './verbs/several.ts';
import { synth } from './verbs/synth.ts';
import type { World } from './verbs/verb.ts';

const verbs = ['synth', 'check', 'catalog', 'import'];
const flags = [
  ...[
    'built-in',
    'cache',
    'check',
    'cluster',
    'environment',
    'fleet',
    'helm',
    'help',
    'json',
    'kubernetes',
    'manifests',
    'mirrors',
    'no-cache',
    'out',
  ],
  ...['render', 'timings', 'version', 'watch'],
].map((flag) => `--${flag}`);

/** The command line: exit codes 0 fine, 1 findings, 2 misuse. */
export const main: Main = async (argv, host) => {
  let code = 0;
  const world: World = {
    host,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stderrIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
    stdin: () => process.stdin,
    exit: (next) => {
      code = next;
    },
  };
  const misuse = (message: string): void => {
    world.err(`millwright: ${message}\n`);
    code = 2;
  };
  const [verb] = argv;
  if (verb !== undefined && !verb.startsWith('-') && !verbs.includes(verb)) {
    misuse(`there is no verb "${verb}"${didYouMean(verb, verbs)}`);
    return code;
  }
  try {
    await parserOf(joined(argv, '--manifests'), world).parseAsync();
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    misuse(error.message);
  }
  return code;
};

/** What the user typed cannot be understood. */
class Misuse extends Error {}

/** Throwing in `fail` is what keeps yargs from running the verb all the same. */
const parserOf = (argv: string[], world: World) =>
  yargs(argv)
    .scriptName('millwright')
    .command(synth(world))
    .command(check(world))
    .command(catalog(world))
    .command(importing(world))
    .demandCommand(1, `name a verb: ${verbs.join(', ')}`)
    .strict()
    .parserConfiguration({ 'duplicate-arguments-array': false })
    .version(false)
    .exitProcess(false)
    .fail((message, error) => {
      // An error without yargs' name was thrown by a verb: it is a bug, and no misuse.
      // What `check` of a verb answers comes as a text.
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw new Misuse(suggested(argv, (message ?? error?.message ?? 'wrong arguments').split('\n')[0] ?? ''));
    });

/** The message about an unknown flag, with the one that was meant. */
function suggested(argv: readonly string[], message: string): string {
  const unknown = /^Unknown (?:arguments?|commands?): ([^,]+)/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const flag = `--${unknown}`;
  if (!argv.some((word) => word.startsWith(flag))) return `"${unknown}" is not expected here`;
  return `there is no ${flag} here${didYouMean(
    flag,
    flags.filter((each) => each !== flag),
  )}`;
}
