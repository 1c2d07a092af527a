import { join, resolve } from 'node:path';
import type { Finding } from '../../constructs/model/finding.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { PinnedChart, Tools } from '../helm/index.ts';
import type { Use } from '../import/uses.ts';
import { loadAllComponents } from '../pipeline/catalogue.ts';
import type { Outcome } from '../pipeline/request.ts';
import { run } from '../pipeline/synth.ts';
import { reported } from '../report.ts';
import { progress } from './progress.ts';
import { say } from './synth.ts';
import { type Folders, folders, type Verb, type World } from './verb.ts';

interface Options extends Folders {
  what?: string | undefined;
  from?: string | undefined;
  chart?: string | undefined;
  version?: string | undefined;
  helm?: string | undefined;
  mirrors?: string | undefined;
  'built-in': boolean;
  json: boolean;
}

/** `millwright import chart`: learns what values a chart takes, and says which of the fleet's it does not. */
export const importing: Verb<Options> = (world) => ({
  command: 'import [what] [from] [chart]',
  describe:
    'Learn which values a chart takes: import chart COMPONENT, or import chart REPOSITORY CHART --version VERSION',
  builder: (yargs) =>
    folders(yargs)
      .positional('what', { type: 'string', describe: 'chart' })
      .positional('from', { type: 'string', describe: 'A component, or a chart repository' })
      .positional('chart', { type: 'string', describe: 'The chart, where a repository is named' })
      .option('version', { type: 'string', requiresArg: true, describe: 'Version, if not the one that is pinned' })
      .option('helm', { type: 'string', requiresArg: true, describe: 'Helm, if not the one on the PATH' })
      .option('mirrors', {
        type: 'string',
        requiresArg: true,
        describe: 'File that says from where to read which chart repository instead',
      })
      .option('built-in', {
        type: 'boolean',
        default: false,
        describe: 'Keep it with those that come with Millwright, not with the fleet',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print as JSON' })
      .check(soundly),
  handler: async (options) => {
    const { toolsFor } = await import('../helm/index.ts');
    const { host, environment } = world;
    const tools = await toolsFor({ host, environment, ...options, cache: false }, 'import chart');
    if ('severity' in tools) return refuse(world, { findings: [tools], misuse: true, source: () => undefined });
    const { uses, outcome } = await usesIn(world, options);
    // A fleet that does not load has nothing to compare with; its mistakes come first.
    if (uses === undefined) return refuse(world, outcome);
    const charts = await chartsFor(options, uses);
    if (typeof charts === 'string') {
      world.err(`${charts}\n`);
      world.exit(2);
    } else await importAll(world, options, { tools, uses, charts, source: outcome.source });
  },
});

/** What yargs cannot know of the arguments. */
function soundly({ what, from, chart, version }: Partial<Options>): true | string {
  if (what !== 'chart')
    return `charts are all that can be imported${what === undefined ? '' : `, not "${what}"`}: import chart …`;
  if (from === undefined) return 'name a component, or a repository and a chart';
  return chart === undefined || version !== undefined || 'name the version of the chart with --version';
}

/** Says why nothing can be done. */
async function refuse(world: World, outcome: Pick<Outcome, 'findings' | 'misuse' | 'source'>): Promise<void> {
  await say(world, outcome);
  world.err('nothing was imported\n');
  world.exit(outcome.misuse ? 2 : 1);
}

/** Every use of a chart in the fleet; none where it could not be planned at all. */
async function usesIn(world: World, { fleet, out }: Options): Promise<{ uses?: readonly Use[]; outcome: Outcome }> {
  const { usesOn } = await import('../import/uses.ts');
  const bar = progress(world);
  const uses: Use[] = [];
  let planned = 0;
  const outcome = await run({
    host: world.host,
    fleet: resolve(fleet),
    out: resolve(out),
    cache: false,
    look: async ({ plan }) => {
      planned++;
      uses.push(...usesOn(plan));
      return [];
    },
    progress: bar.step,
  });
  bar.end();
  return planned === 0 ? { outcome } : { uses, outcome };
}

/** The charts that the user means, or why there are none. */
async function chartsFor(
  { from = '', chart, version }: Options,
  uses: readonly Use[],
): Promise<readonly PinnedChart[] | string> {
  const { chartsOf } = await import('../import/uses.ts');
  if (chart !== undefined && version !== undefined) return [{ repository: from, chart, version }];
  const running = chartsOf(uses.filter(({ component }) => component.id === from));
  if (running.length > 0)
    return version === undefined ? running : running.slice(0, 1).map((one) => ({ ...one, version }));
  const catalogue = await loadAllComponents();
  const source = catalogue.find(({ id }) => id === from)?.component.source;
  if (source?.kind === 'helm') return [{ ...source, version: version ?? source.version }];
  if (source !== undefined) return `${from} has no chart`;
  const known = new Set([...catalogue.map(({ id }) => id), ...uses.map(({ component }) => component.id)]);
  return `there is no component "${from}" with a chart${didYouMean(from, known)}`;
}

interface Import {
  readonly tools: Tools;
  readonly uses: readonly Use[];
  readonly charts: readonly PinnedChart[];
  readonly source: Outcome['source'];
}

/** A chart as `--json` prints it. */
interface Row {
  readonly chart: string;
  readonly version: string;
  readonly file: string;
  readonly changed: boolean;
  /** Subcharts whose values nobody knows. */
  readonly unknown: readonly string[];
  readonly findings: Awaited<ReturnType<typeof reported>>;
}

async function importAll(world: World, options: Options, { tools, uses, charts, source }: Import): Promise<void> {
  const { fetchShape, keepShape } = await import('../import/chart.ts');
  const { misfitsOf } = await import('../import/uses.ts');
  const bar = progress(world);
  const rows: Row[] = [];
  const findings: Finding[] = [];
  for (const [index, chart] of charts.entries()) {
    const waiting = setInterval(() => bar.step(index, charts.length, `${chart.chart} ${chart.version}`), 500);
    const shape = await fetchShape(tools, chart);
    clearInterval(waiting);
    bar.end();
    if ('failure' in shape) {
      world.err(`the chart ${chart.chart} ${chart.version} of ${chart.repository} cannot be had: ${shape.failure}\n`);
      world.exit(2);
      return;
    }
    const { folder, summed } = shelfOf(world, options);
    const { name, changed } = keepShape({ folder: resolve(folder), summed }, shape);
    const users = uses.filter((use) => use.chart.chart === shape.chart && isMeant(use, chart, options));
    const misfits = misfitsOf(shape, users);
    findings.push(...misfits);
    rows.push({
      chart: shape.chart,
      version: shape.version,
      file: join(folder, name),
      changed,
      unknown: shape.subcharts.filter(({ known }) => !known).map(({ at }) => at.join('.')),
      findings: await reported(misfits, source),
    });
  }
  if (options.json) world.out(`${JSON.stringify(rows, undefined, 2)}\n`);
  else await tell(world, rows, { findings, source });
  world.exit(findings.length > 0 ? 1 : 0);
}

const shelfOf = ({ host }: World, { fleet, 'built-in': builtIn }: Options): { folder: string; summed?: string } =>
  builtIn
    ? { folder: join(host.root, 'scripts/charts/shapes'), summed: join(host.root, 'scripts/charts') }
    : { folder: join(fleet, 'charts') };

/** Values are compared with another version only where the user names one: what would an upgrade break? */
const isMeant = ({ chart }: Use, { version }: PinnedChart, options: Options): boolean =>
  options.version !== undefined || chart.version === version;

async function tell(
  world: World,
  rows: readonly Row[],
  { findings, source }: { readonly findings: readonly Finding[]; readonly source: Outcome['source'] },
): Promise<void> {
  for (const { file, changed, unknown } of rows) {
    const not = unknown.length > 0 ? `; not known are the values of the subcharts ${unknown.join(', ')}` : '';
    world.out(`${file}: ${changed ? 'written' : 'nothing changed'}${not}\n`);
  }
  await say(world, { findings, source });
  const [one] = rows;
  if (findings.length === 0 && one) world.out('every value of the fleet fits\n');
}
