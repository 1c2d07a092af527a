import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkManifests, type Outcome } from '../../scripts/manifests/run.ts';
import { root } from '../fleet/run.ts';
import { configMap, folderOf } from './files.ts';

interface Told extends Pick<Outcome, 'objects' | 'files'> {
  readonly says: readonly string[];
}

/** Checks files of a folder, by name or all of it; what is said of it, with paths from there. */
async function told(files: Readonly<Record<string, string>>, named = ['.'], kubernetes = '1.36'): Promise<Told> {
  const folder = folderOf(files);
  const outcome = await checkManifests({
    ...{ root, kubernetes, named: named.map((name) => `${folder}/${name}`) },
    stdin: async function* () {},
  });
  if ('misuse' in outcome) throw new Error(outcome.misuse);
  const { findings, objects, files: count } = outcome;
  const short = (text: string): string => text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  const says = findings.map(
    ({ severity, check, where, message, at }) =>
      `${severity} ${check} ${short(where)}: ${short(message).replace(/, and is .*/, '')}${at ? ` (${relative(folder, at.file)}:${at.line ?? ''})` : ''}`,
  );
  return { says, objects, files: count };
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replica: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.org/web:1
          ports:
            - containerPort: "80"
`;

/** Of the schemas alone: what policies have to say is theirs to test. */
const ofSchemas = ({ says }: Told): readonly string[] => says.filter((line) => !line.includes(' policy '));

test('findings name file, document, object and path, and the line', async () => {
  const files = { 'deploy/web.yaml': `# the shop\n${configMap('a')}---\n\n${deployment}` };
  expect(ofSchemas(await told(files))).toEqual([
    'error schema deploy/web.yaml › document 2 › Deployment shop/web › spec.replica: unknown field; did you mean "replicas"? (deploy/web.yaml:15)',
    'error schema deploy/web.yaml › document 2 › Deployment shop/web › spec.template.spec.containers[0].ports[0].containerPort: must be an integer (deploy/web.yaml:24)',
  ]);
});

test('what is missing is on the line of what it is missing from', async () => {
  const files = {
    'web.yaml': deployment.replace('  replica: 2\n  selector: {matchLabels: {app: web}}\n', '').replace('"80"', '80'),
  };
  expect(ofSchemas(await told(files))).toEqual([
    'error schema web.yaml › document 1 › Deployment shop/web › spec.selector: is required (web.yaml:6)',
  ]);
});

describe('lists stand for their items', () => {
  test.each(['v1', 'example.org/v1'])('a List of %s, also inside of another', async (apiVersion) => {
    const item = (name: string) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {a: 1}}`;
    const text = `apiVersion: ${apiVersion}\nkind: List\nitems:\n- ${item('a')}\n- kind: List\n  items:\n  - ${item('b')}\n`;
    expect(await told({ 'a.yaml': text })).toMatchObject({
      objects: 2,
      says: [
        'error schema a.yaml › document 1 › items[0] › ConfigMap a › data.a: must be a string (a.yaml:4)',
        'error schema a.yaml › document 1 › items[1].items[0] › ConfigMap b › data.a: must be a string (a.yaml:7)',
      ],
    });
  });

  test('a list of one kind says the kind of its items', async () => {
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMapList',
      items: [{ metadata: { name: 'a' }, date: {} }],
    });
    expect(await told({ 'a.json': text })).toMatchObject({
      objects: 1,
      says: [
        'error schema a.json › document 1 › items[0] › ConfigMap a › date: unknown field; did you mean "data"? (a.json:1)',
      ],
    });
  });

  test('an empty one holds nothing', async () => {
    for (const items of ['', ', "items": []', ', "items": null'])
      expect(await told({ 'a.json': `{"apiVersion": "v1", "kind": "List"${items}}` }, ['a.json'])).toMatchObject({
        objects: 0,
        says: ['error load a.json: holds no object (a.json:)'],
      });
  });
});

describe('what is no object', () => {
  const values = 'replicas: 2\n';
  const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n';

  test('is a mistake in a file that is named', async () => {
    const files = {
      'a.yaml': values,
      'b.yaml': kustomization,
      'c.yaml': `${configMap('a')}---\n- 1\n`,
      'd.yaml': '# a\n',
    };
    expect(await told(files, ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'])).toEqual({
      objects: 1,
      files: 1,
      says: [
        'error schema a.yaml › document 1: has no apiVersion and no kind (a.yaml:1)',
        'error schema b.yaml › document 1: is a file of Kustomize, not an object of an API server (b.yaml:1)',
        'error schema c.yaml › document 2: is not a map (c.yaml:7)',
        'error load d.yaml: holds no object (d.yaml:)',
      ],
    });
  });

  test('is left out of a folder, which is said once', async () => {
    const files = {
      ...{ 'a.yaml': configMap('a'), 'chart/Chart.yaml': 'apiVersion: v2\nname: web\n', 'chart/values.yaml': values },
      ...{ 'chart/templates/a.yaml': '{{ .Values.a }}', 'kustomization.yaml': kustomization, 'package.json': '{}' },
      ...{ 'grafana.yaml': 'apiVersion: 1\nproviders: []\n', 'pipeline.yaml': 'kind: pipeline\nname: x\n' },
    };
    expect(await told(files)).toEqual({
      objects: 1,
      files: 1,
      says: [
        'warning load chart: is a Helm chart, whose templates were left out',
        'warning load .: holds files without objects of Kubernetes, which were not checked: chart/Chart.yaml, chart/values.yaml, grafana.yaml, kustomization.yaml, 2 more',
      ],
    });
  });

  test('is a mistake in a folder, too, where it has been meant for one', async () => {
    const files = {
      'a.yaml': 'kind: ConfigMap\nmetadata: {name: a}\n',
      'b.yaml': 'apiVersion: v1\nmetadata: {name: a}\n',
      'c.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
      'd.yaml': 'metadata: {name: a}\n',
    };
    expect(await told(files)).toMatchObject({
      objects: 0,
      says: [
        'error schema a.yaml › document 1 › apiVersion: is required (a.yaml:1)',
        'error schema b.yaml › document 1 › kind: is required (b.yaml:1)',
        'error schema c.yaml › document 1 › metadata: is required (c.yaml:1)',
        'error schema d.yaml › document 1: has no apiVersion and no kind (d.yaml:1)',
      ],
    });
  });
});

describe('a text that cannot be read', () => {
  test('does not keep the other documents from being checked', async () => {
    const files = { 'a.yaml': `${configMap('a')}---\na: "\n---\n${configMap('b', 'data: {c: 1}\n')}` };
    expect(await told(files)).toEqual({
      ...{ objects: 2, files: 1 },
      says: [
        'error load a.yaml › document 2: is not YAML: a quote, bracket or brace is still open (a.yaml:8)',
        'error schema a.yaml › document 3 › ConfigMap shop/b › data.c: must be a string (a.yaml:14)',
      ],
    });
  });

  test('is said once of a template', async () => {
    const files = { 'a.yaml': 'a: {{ .Values.a }}\n---\nb: {{ .Values.b }}\n---\nc: "\n' };
    expect((await told(files)).says).toEqual([
      'error load a.yaml › document 1: is a template, not YAML (a.yaml:1)',
      'error load a.yaml › document 3: is not YAML: a quote, bracket or brace is still open (a.yaml:6)',
    ]);
  });

  test('may be a key that is there twice, and the object is checked as it will arrive', async () => {
    expect((await told({ 'a.yaml': configMap('a', 'data:\n  a: x\n  a: 1\n') })).says).toEqual([
      'error load a.yaml › document 1 › data.a: the same key is there twice (a.yaml:8)',
      'error schema a.yaml › document 1 › ConfigMap shop/a › data.a: must be a string (a.yaml:8)',
    ]);
  });
});

/** A definition of `example.org/v1 Press`. */
const press = (schema: object, more: object = {}): string =>
  JSON.stringify({
    ...{
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'presses.example.org' },
    },
    spec: {
      ...{ group: 'example.org', scope: 'Namespaced', names: { kind: 'Press', plural: 'presses' } },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      ...more,
    },
  });

describe('definitions among the objects', () => {
  const object = 'apiVersion: example.org/v1\nkind: Press\nmetadata: {name: a}\nspec: {plates: 0, plate: 1}\n';
  const spec = {
    type: 'object',
    required: ['ink'],
    properties: { plates: { type: 'integer', minimum: 1 }, ink: { type: 'string' } },
  };
  const definition = press({ type: 'object', properties: { spec } });

  test('tell what other objects must be, wherever they stand', async () => {
    const says = [
      'error schema a.yaml › document 1 › Press a › spec.plate: unknown field; did you mean "plates"? (a.yaml:4)',
      'error schema a.yaml › document 1 › Press a › spec.plates: must be at least 1 (a.yaml:4)',
      'error schema a.yaml › document 1 › Press a › spec.ink: is required (a.yaml:4)',
    ];
    expect([...(await told({ 'a.yaml': object, 'b/crd.json': definition })).says].sort()).toEqual([...says].sort());
    const list = `{"apiVersion": "v1", "kind": "List", "items": [${definition}]}`;
    expect([...(await told({ 'a.yaml': object, 'b.json': list })).says].sort()).toEqual([...says].sort());
  });

  test('are asked for where there are none', async () => {
    expect((await told({ 'a.yaml': object })).says).toEqual([
      'warning schema a.yaml › document 1 › Press a: not checked: there is no schema of example.org/v1 Press (1 object) (a.yaml:2)',
    ]);
  });

  test('do not count if an API server would not take them', async () => {
    const { says } = await told({ 'a.yaml': object, 'crd.json': press({ type: 5 }) });
    expect(says.join('\n')).toContain(
      'crd.json › document 1 › CustomResourceDefinition presses.example.org › spec.versions[0]',
    );
    expect(says.join('\n')).toContain('not checked: there is no schema of example.org/v1 Press (1 object)');
  });

  test('win over what the catalogue knows of the kind', async () => {
    const certificate = 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a}\nspec: {new: 1}\n';
    const names = { group: 'cert-manager.io', names: { kind: 'Certificate', plural: 'certificates' } };
    const newer = press({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, names).replace(
      'presses.example.org',
      'certificates.cert-manager.io',
    );
    expect((await told({ 'a.yaml': certificate })).says.length).toBeGreaterThan(0);
    expect((await told({ 'a.yaml': certificate, 'crd.json': newer })).says).toEqual([]);
  });
});

test('the version of Kubernetes is the one that is asked for', async () => {
  const files = { 'a.yaml': 'apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\nspec: {}\n' };
  expect((await told(files, ['.'], '1.36')).says).toEqual([]);
  expect((await told(files, ['.'], '1.32')).says).toEqual([
    expect.stringMatching(/^error schema a\.yaml › document 1 › DeviceClass a › apiVersion: .*1\.32.* \(a\.yaml:1\)$/),
  ]);
});
