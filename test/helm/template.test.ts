import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findHelm, type Helm } from '../../scripts/helm/index.ts';
import type { Release } from '../../scripts/helm/release.ts';
import { type Rendered, template } from '../../scripts/helm/template.ts';
import { traitsOf, traitsWith } from '../../scripts/helm/traits.ts';
import { type Chart, packed } from './chart.ts';
import { press } from './lab.ts';
import { helmProgram } from './program.ts';

let cacheDir: string;
let helm: Helm;

beforeAll(async () => {
  cacheDir = mkdtempSync(join(tmpdir(), 'millwright-helm-'));
  const found = await findHelm({ given: helmProgram(), cacheDir, environment: process.env });
  if ('missing' in found) throw new Error(found.missing);
  helm = found;
});
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

/** Renders a chart as an Application `ci-press` would in the namespace `print`. */
async function render(chart: Chart, values: object = {}, more: Partial<Release> = {}) {
  const { archive: bytes, digest } = packed(chart);
  const archive = join(cacheDir, `${digest}.tgz`);
  writeFileSync(archive, bytes);
  const release = {
    application: 'ci-press',
    at: { file: 'environments/lab.ts', path: [] },
    chart: { repository: 'https://charts.example.org', chart: chart.name, version: chart.version },
    name: 'press',
    namespace: 'print',
    values,
    skipTests: true,
    ...more,
  };
  const target = { kubernetes: '1.33', apis: ['v1', 'news.example.org/v1/Letter'] };
  return template(helm, { archive, digest }, release, target, traitsOf(bytes));
}

const objects = (rendered: Rendered) => ('objects' in rendered ? rendered.objects : rendered.failure);
const namesIn = (rendered: Rendered) =>
  'objects' in rendered
    ? rendered.objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name].filter(Boolean).join(' '))
    : rendered.failure;

/** A ConfigMap whose data are what a template sees. */
const seeing = (expressions: Readonly<Record<string, string>>): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: seen }\ndata:\n${Object.entries(expressions)
    .map(([name, expression]) => `  ${name}: {{ ${expression} | toString | quote }}\n`)
    .join('')}`;

const kind = (apiVersion: string, kind: string, name: string, more = ''): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

describe('a chart is rendered as Argo CD does', () => {
  test('with the release, the namespace, the version, the APIs and the values of the Application', async () => {
    const template = seeing({
      release: '.Release.Name',
      namespace: '.Release.Namespace',
      install: '.Release.IsInstall',
      kubernetes: '.Capabilities.KubeVersion.Version',
      served: '.Capabilities.APIVersions.Has "news.example.org/v1/Letter"',
      absent: '.Capabilities.APIVersions.Has "news.example.org/v2/Letter"',
      who: '.Values.who',
      ink: '.Values.ink.black',
      default: '.Values.ink.red',
    });
    const chart = press(template, { 'values.yaml': 'ink: { red: 1, black: 2 }\n' });
    const [seen] = objects(await render(chart, { who: 'Ann: "A"', ink: { black: 3 } }));
    expect(seen).toMatchObject({
      data: {
        release: 'press',
        namespace: 'print',
        install: 'true',
        kubernetes: 'v1.33.0',
        served: 'true',
        absent: 'false',
        who: 'Ann: "A"',
        ink: '3',
        default: '1',
      },
    });
  });

  test('with its definitions and hooks, and without its tests', async () => {
    const hook = (what: string) => `  annotations: { helm.sh/hook: ${what} }\n`;
    const chart = press(
      kind('batch/v1', 'Job', 'before', hook('pre-install')) + kind('v1', 'Pod', 'try', hook('test')),
      { 'crds/letter.yaml': kind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'letters.news.example.org') },
    );
    expect(namesIn(await render(chart)).toString()).toBe(
      'CustomResourceDefinition letters.news.example.org,Job print before',
    );
    expect(namesIn(await render(chart, {}, { skipTests: false }))).toContain('Pod print try');
  });

  test('each object in the namespace that it lands in', async () => {
    const chart = press(
      [
        kind('v1', 'ConfigMap', 'here'),
        kind('v1', 'ConfigMap', 'there', '  namespace: other\n'),
        kind('rbac.authorization.k8s.io/v1', 'ClusterRole', 'nowhere', '  namespace: other\n'),
        kind('news.example.org/v1', 'Letter', 'unknown'),
        kind('news.example.org/v1', 'Paper', 'outside'),
        kind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'papers.news.example.org').concat(
          'spec: { group: news.example.org, scope: Cluster, names: { kind: Paper, plural: papers } }\n',
        ),
      ].join(''),
    );
    expect([...namesIn(await render(chart))].sort()).toEqual([
      'ClusterRole nowhere',
      'ConfigMap other there',
      'ConfigMap print here',
      'CustomResourceDefinition papers.news.example.org',
      'Letter print unknown',
      'Paper outside',
    ]);
  });

  test('lists taken apart, and what holds nothing left out', async () => {
    const chart = press(
      `# nothing here\n---\n${kind('v1', 'ConfigMap', 'one').slice(4)}---\napiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Secret, metadata: { name: two } }\n---\n{{ if false }}never{{ end }}\n`,
    );
    expect([...namesIn(await render(chart))].sort()).toEqual(['ConfigMap print one', 'Secret print two']);
  });
});

describe('a chart that renders others each time is noticed', () => {
  test('by the objects that are others', async () => {
    const chart = press(
      kind('v1', 'ConfigMap', 'same') + kind('v1', 'Secret', 'luck', 'stringData: { key: {{ randAlphaNum 12 }} }\n'),
    );
    expect(await render(chart)).toMatchObject({ varying: ['Secret print/luck'] });
  });

  test('and one that only could is fine', async () => {
    const chart = press(
      kind('v1', 'Secret', 'luck', 'stringData: { key: {{ .Values.key | default (randAlphaNum 9) }} }\n'),
    );
    expect(await render(chart, { key: 'given' })).toMatchObject({ varying: [] });
  });
});

describe('what a chart asks for is seen in its templates', () => {
  const traits = (template: string, values: unknown = {}, files = {}) =>
    traitsWith(traitsOf(packed(press(template, files)).archive), values);

  test.each([
    ['nothing', '{{ .Values.known }} {{ .Release.Name }}', { varies: false, readsApis: false }],
    ['chance', '{{ genSignedCert "a" nil nil 1 $ca }}', { varies: true, readsApis: false }],
    ['the clock', '{{ now | date "2006" }}', { varies: true, readsApis: false }],
    ['the APIs', '{{ $c := .Capabilities }}{{ $c.APIVersions.Has "a/v1" }}', { varies: false, readsApis: true }],
  ])('%s', (_, template, found) => {
    expect(traits(template)).toEqual(found);
  });

  test('and is unknown where our values are templates, or a subchart is packed once more', () => {
    expect(traits('', { text: '{{ now }}' })).toEqual({ varies: true, readsApis: true });
    expect(traits('', {}, { 'charts/ink-1.0.0.tgz': 'packed' })).toEqual({ varies: true, readsApis: true });
  });
});
