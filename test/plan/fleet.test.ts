import { describe, expect, test } from 'vitest';
import { component, own } from '../../constructs/index.ts';
import { type FbaDeclaration, fba } from '../../constructs/model/fba.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import type { ClusterName } from '../../constructs/model/registry.ts';
import { fleetFindings } from '../../constructs/plan/fleet.ts';
import { directoryOf, ownFindings } from '../../scripts/pipeline/catalogue.ts';
import { buildCluster } from '../../scripts/pipeline/cluster.ts';
import { smallFleet } from '../argocd/small.ts';
import { one, onlyCluster, type Sample, sampleFleet } from './sample.ts';
import { shop } from './teams.ts';

const said = (sample: Sample) => fleetFindings(sampleFleet(sample)).map(({ where, message }) => `${where}: ${message}`);
const team = (more: Partial<FbaDeclaration> = {}): FbaDeclaration => ({ ...shop, apps: {}, ...more });
const web = { kind: 'web', port: 8080, host: 'shop' } as const;
const unknown = 'lab/ones' as string as ClusterName;

describe('a fleet', () => {
  test('without a mistake has no finding', () => {
    expect(
      said({ factories: { shop: team({ apps: { web } }), pay: team({ apps: { web: { ...web, host: 'pay' } } }) } }),
    ).toEqual([]);
  });

  test.each<[string, Sample, string]>([
    [
      'a stage on a cluster that is not there',
      { factories: { shop: team({ stages: { test: { on: [one, unknown], promote: 'automatic' } } }) } },
      'shop › stages › test › on: there is no cluster "lab/ones"; did you mean "lab/one"?',
    ],
    [
      'a namespace on a cluster that is not there',
      { fbe: { namespaces: { sandbox: { on: unknown, quota: { cpu: 1, memory: '1Gi' } } } } },
      'fleet › namespaces › sandbox › on: there is no cluster "lab/ones"; did you mean "lab/one"?',
    ],
    [
      'namespaces that two factories want',
      { factories: { shop: team(), store: team({ prefix: 'shop' }) } },
      'store › test: its namespace shop-test belongs to shop',
    ],
    [
      'a namespace that is too long',
      { factories: { shop: team({ prefix: 's'.repeat(60) }) } },
      `shop › test: its namespace ${'s'.repeat(60)}-test is longer than 63 characters`,
    ],
    [
      'a host that two factories want',
      { factories: { pay: team({ apps: { web } }), shop: team({ apps: { site: web } }) } },
      'shop › apps › site › host: the host shop on lab/one belongs to pay › web',
    ],
    [
      'a canary that is no cluster of its environment',
      { follows: { canary: { onee: 'refs/tags/a' } } },
      'lab › canary: there is no cluster "onee" in lab; did you mean "one"?',
    ],
    [
      'a version of an application that is not there',
      { factories: { shop: team({ apps: { web } }) }, stages: { 'shop.prod': { images: { wbe: 'a@sha256:0' } } } },
      'shop.prod › images: there is no application "wbe"; did you mean "web"?',
    ],
    [
      'something that is retired and declared',
      { factories: { shop: team({ retire: { test: 'orphan' } }) } },
      'shop › retire › test: is retired and still declared',
    ],
    [
      'a factory that is retired and declared',
      { factories: { shop: team() }, fbe: { retire: { shop: 'destroy' } } },
      'fleet › retire › shop: is retired and still declared',
    ],
  ])('has a finding for %s', (_name, sample, message) => {
    expect(said(sample)).toContain(message);
    for (const finding of fleetFindings(sampleFleet(sample))) {
      expect(finding.at?.file).toMatch(/^environments\//);
      expect(finding.hint).toBeDefined();
    }
  });
});

describe('a name that would make two things one', () => {
  const everything = async (fleet: Fleet) => [
    ...fleetFindings(fleet),
    ...ownFindings(fleet),
    ...(await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf(fleet.components))).findings,
  ];
  const helm = { kind: 'helm', repository: 'https://charts.example.org', chart: 'a', version: '1.0.0' } as const;
  const images = { 'shop.test': { images: { apps: `registry.example.org/a@sha256:${'0'.repeat(64)}` } } };
  const alone = { groups: shop.groups, quota: shop.quota } as const;
  const of = (factories: Readonly<Record<string, FbaDeclaration>>) => smallFleet('3.4', { factories, stages: {} });
  const stage = { on: one, promote: 'automatic' } as const;

  test.each<[string, Fleet]>([
    [
      'a stage called projects, whose root takes the file of the projects',
      of({ shop: { ...alone, stages: { projects: stage } } }),
    ],
    [
      'an application called apps, whose manifests its stage’s root would sync',
      smallFleet('3.4', {
        factories: { shop: fba({ ...alone, stages: { test: stage }, apps: { apps: web } }) },
        stages: images,
      }),
    ],
    [
      'a factory called anchor, whose root takes the place of the anchor',
      of({ anchor: { ...alone, stages: { test: stage } } }),
    ],
    ['a factory called root', of({ root: { ...alone, stages: { test: stage } } })],
    ['a factory with the name of a component', of({ press: { ...alone, stages: { test: stage } } })],
    [
      'a stage called namespaces, whose root takes the place of the namespaces’ Application',
      of({ shop: { ...alone, stages: { namespaces: stage } } }),
    ],
  ])('is refused: %s', async (_name, fleet) => {
    expect(await everything(fleet)).not.toEqual([]);
  });

  test('is refused in a component of the fleet’s own', async () => {
    const mine = component({ summary: 'Is mine', source: own('1.0.0'), namespace: { podSecurity: 'restricted' } });
    const called = (id: string) =>
      ownFindings(
        sampleFleet({
          components: [{ id, capability: 'ci', file: `environments/components/ci/${id}.ts`, component: mine }],
        }),
      );
    for (const id of [
      'traefik',
      'anchor',
      'root',
      'projects',
      'namespaces',
      'policies',
      'namespace-packs',
      'factory-shop',
    ])
      expect(called(id), id).toHaveLength(1);
    expect(called('press')).toEqual([]);
  });

  test('but not elsewhere: the same application in two teams is two', async () => {
    const declared = fba({ ...alone, stages: { test: stage }, apps: { cache: helm } });
    expect(await everything(smallFleet('3.4', { factories: { shop: declared, pay: declared }, stages: {} }))).toEqual(
      [],
    );
  });
});

describe('what has no effect is said', () => {
  const web = { kind: 'web', port: 8080, host: 'shop' } as const;
  const cache = { kind: 'helm', repository: 'https://charts.example.org', chart: 'a', version: '1.0.0' } as const;
  const digest = `registry.example.org/a@sha256:${'0'.repeat(64)}`;
  const shopOf = fba({
    groups: shop.groups,
    quota: shop.quota,
    stages: { test: { on: one, promote: 'automatic' } },
    apps: { web, cache },
  });

  test('of versions: an image for a chart, a chart for a web service', () => {
    const versions = {
      'shop.test': { images: { web: digest, cache: digest }, charts: { web: '1.0.0', cache: '1.0.1' } },
    };
    const fleet = smallFleet('3.4', { factories: { shop: shopOf }, stages: versions });
    expect(fleetFindings(fleet).map(({ severity, where, message }) => `${severity} ${where} ${message}`)).toEqual([
      'warning shop.test › images › cache has no effect on an application of kind helm',
      'warning shop.test › charts › web has no effect on an application of kind web',
    ]);
  });

  test('of a host where nothing serves one', async () => {
    const fleet = smallFleet('3.4', {
      factories: { shop: shopOf },
      stages: { 'shop.test': { images: { web: digest } } },
    });
    const { findings } = await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf(fleet.components));
    expect(findings.map(({ severity, where, message }) => `${severity} ${where} ${message}`)).toEqual([
      `warning shop › test › web has a host, and ${one} has no Gateway that could serve it`,
    ]);
  });
});
