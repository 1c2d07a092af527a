import { describe, expect, test } from 'vitest';
import { helm } from '../../constructs/index.ts';
import type { AnyComponent } from '../../constructs/model/component.ts';
import { component } from '../../constructs/model/component.ts';
import type { Values } from '../../constructs/model/manifest.ts';
import type { Chosen } from '../../constructs/plan/select.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { textOf } from '../../scripts/charts/files.ts';
import type { OwnShapes } from '../../scripts/charts/read.ts';
import type { Shape } from '../../scripts/charts/shape.ts';
import { checkedOf } from '../../scripts/checks/check.ts';
import { values } from '../../scripts/checks/values.ts';
import { withDefaults } from '../charts/made.ts';
import { entry, planOf, type Sample, sampleFleet } from '../plan/sample.ts';

const press = (given?: Values, more: Partial<AnyComponent> = {}): AnyComponent =>
  component({
    summary: 'Prints',
    source: helm('https://charts.example.org', 'press', '1.2.0'),
    namespace: { podSecurity: 'restricted' },
    ...(given && { values: () => given }),
    ...more,
  });

const file = 'environments/charts/press-1.2.0.json';
const shapes = (text: string): OwnShapes =>
  new Map([['press-1.2.0.json', { name: 'press-1.2.0.json', file, value: text }]]);
const ofChart = (shape: Partial<Shape> = {}): OwnShapes =>
  shapes(textOf(withDefaults({ replicaCount: 1, image: { tag: '' }, hosts: [] }, shape)));

/** What the check finds on a cluster that runs `press`. */
function found(pressing: AnyComponent, settings: Chosen['settings'] = {}, charts = ofChart(), sample: Sample = {}) {
  const plan = planOf(sampleFleet(sample), [entry('press', pressing)], { press: settings });
  return values.run(checkedOf(plan, treeOf(plan), process.cwd(), { charts }));
}
const at = (path: readonly (string | number)[]) => ({
  file: 'environments/lab.ts',
  path: ['clusters', 'one', 'platform', 'ci', 'press', ...path],
});

describe('values of a component', () => {
  test('that its chart has are fine', () => {
    expect(found(press({ replicaCount: 2 }), { values: { image: { tag: 'v1' } } })).toEqual([]);
  });

  test('that its chart has not are found in its own file', () => {
    expect(found(press({ image: { tga: 'v1' } }))).toEqual([
      {
        check: 'values',
        severity: 'error',
        where: 'lab/one › ci › press › values.image.tga',
        message: 'the chart press 1.2.0 has no such value; did you mean "tag"?',
        hint: 'correct the path, or leave it out: Helm ignores what a chart does not know',
        at: { file: 'constructs/platform/ci/press.ts', path: ['values', 'image', 'tga'] },
      },
    ]);
  });

  test('that an environment gives are found where it writes them', () => {
    const [finding, ...others] = found(press({ replicaCount: 1 }), { values: { replicaCont: 3 } });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      where: 'lab/one › ci › press › values.replicaCont',
      at: at(['values', 'replicaCont']),
    });
  });

  test('are told apart where both give something to the same map', () => {
    const findings = found(press({ image: { tga: 'v1' } }), { values: { image: { tog: 'v2' } } });
    expect(findings.map((finding) => finding.at)).toEqual([
      { file: 'constructs/platform/ci/press.ts', path: ['values', 'image', 'tga'] },
      at(['values', 'image', 'tog']),
    ]);
  });

  test('inside of a list are found there', () => {
    const [finding] = found(press({ hosts: ['a'] }), { values: { hosts: [{ name: null }] } });
    expect(finding).toMatchObject({
      where: 'lab/one › ci › press › values.hosts[0].name',
      message: 'is null, and Argo CD drops it',
      at: at(['values', 'hosts', 0, 'name']),
    });
  });

  test('that the schema misses are found with whoever gave the rest', () => {
    const schema = { properties: { image: { required: ['tag', 'digest'] } } };
    const charts = ofChart({ schemas: [{ at: [], schema, fits: false }] });
    const [own] = found(press({ image: { tag: 'v1' } }), {}, charts);
    expect(own).toMatchObject({
      where: 'lab/one › ci › press › values.image.digest',
      message: 'is required, says the schema of the chart press 1.2.0',
      at: { file: 'constructs/platform/ci/press.ts' },
    });
    const [given] = found(press({ replicaCount: 1 }), { values: { image: { tag: 'v1' } } }, charts);
    expect(given).toMatchObject({ at: at(['values', 'image', 'digest']) });
  });

  test('for the first installation are looked at too, and what both have is said once', () => {
    const late = press(undefined, {
      bootstrap: true,
      values: ({ serves }) => ({ replicaCont: 1, ...(serves('example.org/Press') ? {} : { early: true }) }),
    });
    expect(found(late).map(({ where }) => where.split(' › ').at(-1))).toEqual(['values.replicaCont', 'values.early']);
  });

  test('are not asked for where a component gives none', () => {
    expect(found(press(), {}, new Map())).toEqual([]);
  });
});

describe('a chart whose values nobody knows', () => {
  const hint = (version: string) =>
    `run \`npm run import -- chart https://charts.example.org press --version ${version}\`, and commit what it writes`;

  test('is warned of, once for all clusters, where its version stands', () => {
    expect(found(press({ replicaCont: 1 }), {}, new Map())).toEqual([
      {
        check: 'values',
        severity: 'warning',
        where: 'ci › press',
        message: 'nobody checks its values, because those of the chart press 1.2.0 are not known here',
        hint: hint('1.2.0'),
        at: { file: 'constructs/platform/ci/press.ts', path: ['source'] },
      },
    ]);
  });

  test('may be one of another version, which an environment or versions/platform.yaml asks for', () => {
    expect(found(press({ replicaCount: 1 }), { version: '1.3.0' })).toMatchObject([
      { severity: 'warning', hint: hint('1.3.0'), at: at(['version']) },
    ]);
    const platformVersions = { press: { version: '1.4.0' } };
    expect(found(press({ replicaCount: 1 }), {}, ofChart(), { platformVersions })).toMatchObject([
      {
        severity: 'warning',
        hint: hint('1.4.0'),
        at: { file: 'environments/versions/platform.yaml', path: ['press'] },
      },
    ]);
  });

  test('does not keep a null from being found', () => {
    expect(found(press({ probes: { liveness: null } }), {}, new Map())).toMatchObject([
      {
        severity: 'error',
        where: 'lab/one › ci › press › values.probes.liveness',
        message: 'is null, and Argo CD drops it',
        at: { file: 'constructs/platform/ci/press.ts', path: ['values', 'probes', 'liveness'] },
      },
      { severity: 'warning', where: 'ci › press' },
    ]);
  });

  test('is an error where the file that should say them holds something else', () => {
    expect(found(press({ replicaCount: 1 }), {}, shapes('{}'))).toMatchObject([
      {
        severity: 'error',
        where: 'ci › press',
        message: `${file} does not hold the shape of a chart's values`,
        hint: hint('1.2.0'),
      },
    ]);
  });
});

describe('values of a team', () => {
  const team = (given: Values): Sample => ({
    factories: {
      shop: {
        groups: { developers: 'shop-dev' },
        quota: { cpu: 1, memory: '1Gi' },
        stages: { test: { on: 'lab/one' as never, promote: 'automatic' } },
        apps: {
          web: {
            kind: 'helm',
            repository: 'https://charts.example.org',
            chart: 'press',
            version: '1.2.0',
            values: given,
          },
        },
      },
    },
  });
  const ofTeam = (given: Values, charts = ofChart()) =>
    values.run(checkedOf(planOf(sampleFleet(team(given)), []), [], process.cwd(), { charts }));

  test('are judged where the fleet has imported the chart', () => {
    expect(ofTeam({ replicaCount: 2 })).toEqual([]);
    expect(ofTeam({ replicaCont: 2 })).toMatchObject([
      {
        where: 'shop › test › web › values.replicaCont',
        message: 'the chart press 1.2.0 has no such value; did you mean "replicaCount"?',
        at: { file: 'environments/factories/shop.ts', path: ['apps', 'web', 'values', 'replicaCont'] },
      },
    ]);
  });

  test('are the team’s own affair where it has not', () => {
    expect(ofTeam({ replicaCont: 2 }, new Map())).toEqual([]);
  });

  test('may be null nowhere, whether the chart is known or not', () => {
    const given = { probes: { liveness: null }, hosts: [{ port: null }] };
    expect(ofTeam(given, new Map())).toMatchObject([
      {
        severity: 'error',
        where: 'shop › test › web › values.probes.liveness',
        message: 'is null, and Argo CD drops it',
        at: { file: 'environments/factories/shop.ts', path: ['apps', 'web', 'values', 'probes', 'liveness'] },
      },
      { where: 'shop › test › web › values.hosts[0].port' },
    ]);
  });
});
