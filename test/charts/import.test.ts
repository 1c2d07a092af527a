import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sumOf } from '../../scripts/charts/files.ts';
import { keepShape } from '../../scripts/import/chart.ts';
import { host, mainOn, type Ran } from '../fleet/run.ts';
import { type Files, type Small, small, write } from '../fleet/small.ts';
import { type Chart, packed } from '../helm/chart.ts';
import { helmProgram } from '../helm/program.ts';
import { type Registry, registry } from '../helm/registry.ts';
import { type Repository, repository } from '../helm/repository.ts';
import { withDefaults } from './made.ts';

const press = (version: string, values: string, more: Chart['files'] = {}): Chart => ({
  name: 'press',
  version,
  files: { 'values.yaml': values, ...more },
});
const charts = [
  press('1.2.0', 'replicas: 1\nimage:\n  tag: ""\nhosts: []\n', { 'templates/one.yaml': '{{ .Values.image.digest }}' }),
  press('2.0.0', 'replicaCount: 1\nimage:\n  tag: ""\nhosts: {}\n'),
].map(packed);

let repositoryOfCharts: Repository;
let registryOfCharts: Registry;
let fleet: Small;

/** A component that rolls the chart out, on one cluster of two. */
const definitions = (): Files => ({
  'components/ci/press.ts': `import { component, helm } from 'millwright';

export default component({
  summary: 'Prints',
  source: helm('${repositoryOfCharts.url}', 'press', '1.2.0'),
  namespace: { podSecurity: 'restricted' },
  values: () => ({ replicas: 2, image: { tag: 'v1' } }),
});
`,
  'staging.ts': undefined,
  'factories/shop.ts': undefined,
  'components/databases/notes.ts': undefined,
  'versions/platform.yaml': undefined,
  'versions/shop.test.yaml': undefined,
  'versions/shop.prod.yaml': undefined,
});

beforeEach(async () => {
  repositoryOfCharts = await repository(charts);
  registryOfCharts = await registry(charts);
  fleet = small(definitions());
  const production = join(fleet.fleet, 'production.ts');
  const text = readFileSync(production, 'utf8');
  writeFileSync(
    production,
    text.replace('networking:', "ci: { press: { values: { hosts: ['a'] } } },\n        networking:"),
  );
});
afterEach(async () => {
  await repositoryOfCharts.close();
  await registryOfCharts.close();
  rmSync(fleet.dir, { recursive: true, force: true });
});

/** How far it is, which it says on a slow machine only. */
const aside = /^\d+\/\d+ .*\n/gm;

async function run(verb: string, ...argv: readonly string[]): Promise<Ran> {
  const from = { ...(await host()), cacheDir: join(fleet.dir, 'cache') };
  const folders = ['--fleet', fleet.fleet, '--out', fleet.out];
  const ran = await mainOn(from, [verb, ...argv, ...folders]);
  return { ...ran, err: ran.err.replace(aside, '') };
}
const importChart = (...argv: readonly string[]) => run('import', 'chart', '--helm', helmProgram(), ...argv);
const imported = () => (existsSync(join(fleet.fleet, 'charts')) ? readdirSync(join(fleet.fleet, 'charts')).sort() : []);
const shape = (name: string) => JSON.parse(readFileSync(join(fleet.fleet, 'charts', name), 'utf8'));

describe('import chart', () => {
  test('keeps the shape of a component’s chart with the fleet, whose values are checked from then on', async () => {
    const before = await run('check');
    expect(before).toMatchObject({ code: 0, err: expect.stringContaining('nobody checks its values') });
    const command = /npm run import -- chart (\S+) press --version 1\.2\.0/.exec(before.err);
    expect(command?.[1]).toBe(repositoryOfCharts.url);

    expect(await importChart('press')).toEqual({
      code: 0,
      err: '',
      out: `${fleet.fleet}/charts/press-1.2.0.json: written\nevery value of the fleet fits\n`,
    });
    expect(shape('press-1.2.0.json')).toMatchObject({
      templates: true,
      keys: { image: { digest: {} } },
      defaults: { replicas: 1, image: { tag: '' }, hosts: [] },
    });
    expect(await run('check')).toMatchObject({ code: 0, err: '' });

    write(fleet.fleet, {
      'components/ci/press.ts': definitions()['components/ci/press.ts']?.replace('replicas', 'replica'),
    });
    const after = await run('check');
    expect(after.code).toBe(1);
    expect(after.err).toMatch(
      /^error production\/eu-1 › ci › press › values\.replica: the chart press 1\.2\.0 has no such value; did you mean "replicas"\? \(environments\/components\/ci\/press\.ts:7\)$/m,
    );
  });

  test('of what is there already changes nothing', async () => {
    await importChart('press');
    expect((await importChart('press')).out).toContain('press-1.2.0.json: nothing changed\n');
  });

  test('of another version says which values would no longer do, and where they stand', async () => {
    const { code, out, err } = await importChart('press', '--version', '2.0.0');
    expect(code).toBe(1);
    expect(out).toBe(`${fleet.fleet}/charts/press-2.0.0.json: written\n`);
    expect(err.split('\n').filter((line) => line.startsWith('error '))).toEqual([
      'error production/eu-1 › ci › press › values.replicas: the chart press 2.0.0 has no such value; did you mean "replicaCount"? (environments/components/ci/press.ts:7)',
      "error production/eu-1 › ci › press › values.hosts: must be a map like the chart's default, not a list (environments/production.ts:20)",
    ]);
    expect(imported()).toEqual(['press-2.0.0.json']);
  });

  test('takes a repository and a chart, over HTTP and from a registry', async () => {
    const http = await importChart(repositoryOfCharts.url, 'press', '--version', '1.2.0');
    expect(http).toMatchObject({ code: 0 });
    const first = shape('press-1.2.0.json');
    rmSync(join(fleet.fleet, 'charts'), { recursive: true });
    const oci = await importChart(`oci+http://${registryOfCharts.repository}`, 'press', '--version', '1.2.0');
    expect(oci).toMatchObject({ code: 0 });
    expect(shape('press-1.2.0.json')).toEqual(first);
  });

  test('reads a mirror where there is one', async () => {
    const mirrors = join(fleet.dir, 'mirrors.yaml');
    writeFileSync(mirrors, `https://charts.example.org: ${repositoryOfCharts.url}\n`);
    const argv = ['https://charts.example.org', 'press', '--version', '1.2.0', '--mirrors', mirrors];
    expect(await importChart(...argv)).toMatchObject({ code: 0 });
  });

  test('prints JSON where asked', async () => {
    const { code, out } = await importChart('press', '--version', '2.0.0', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        chart: 'press',
        version: '2.0.0',
        file: join(fleet.fleet, 'charts/press-2.0.0.json'),
        changed: true,
        unknown: [],
        findings: [
          expect.objectContaining({ check: 'values', where: 'production/eu-1 › ci › press › values.replicas' }),
          expect.objectContaining({ check: 'values', source: 'environments/production.ts:20' }),
        ],
      },
    ]);
  });
});

describe('import chart writes nothing', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no component has the name', ['pres'], /^there is no component "pres" with a chart; did you mean "press"\?$/m],
    ['a component has no chart', ['gateway-api'], /^gateway-api has no chart$/m],
    ['a version is missing', ['https://charts.example.org', 'press'], /name the version of the chart with --version/],
    ['nothing is named', [], /name a component, or a repository and a chart/],
    [
      'a version is none of the chart’s',
      ['press', '--version', '9.9.9'],
      /^the chart press 9\.9\.9 of http:\S+ cannot be had: /m,
    ],
    ['Helm is not there', ['press', '--helm', '/none/helm'], /there is no program "\/none\/helm", which --helm names/],
    ['mirrors cannot be read', ['press', '--mirrors', '/none/mirrors'], /--mirrors \/none\/mirrors: cannot be read/],
  ])('where %s', async (_name, argv, says) => {
    const { code, err } = await importChart(...argv);
    expect(err).toMatch(says);
    expect(code).toBe(2);
    expect(imported()).toEqual([]);
  });

  test('where something else than a chart is asked for', async () => {
    expect(await run('import', 'charts')).toMatchObject({ code: 2, err: expect.stringContaining('not "charts"') });
    expect(await run('import')).toMatchObject({ code: 2, err: expect.stringContaining('import chart') });
  });

  test('where the fleet does not load', async () => {
    write(fleet.fleet, { 'production.ts': 'export default 1;\n' });
    const { code, err } = await importChart('press');
    expect(code).toBe(1);
    expect(err).toMatch(/has no default export of environment[\s\S]*nothing was imported\n$/);
    expect(imported()).toEqual([]);
  });
});

describe('a shape that comes with Millwright', () => {
  test('is kept with the sum over all of them', () => {
    const dir = mkdtempSync(join(tmpdir(), 'millwright-shapes-'));
    try {
      const shelf = { folder: join(dir, 'shapes'), summed: dir };
      expect(keepShape(shelf, withDefaults({ a: 1 }))).toEqual({ name: 'press-1.2.0.json', changed: true });
      const sum = readFileSync(join(dir, 'sum.txt'), 'utf8');
      expect(sum).toBe(sumOf(dir));
      expect(keepShape(shelf, withDefaults({ a: 1 })).changed).toBe(false);
      expect(keepShape(shelf, withDefaults({ a: 2 })).changed).toBe(true);
      expect(readFileSync(join(dir, 'sum.txt'), 'utf8')).not.toBe(sum);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
