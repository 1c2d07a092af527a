import { describe, expect, test } from 'vitest';
import { packed } from './chart.ts';
import { cluster, configMap, environment, press, rendered } from './lab.ts';
import { registry } from './registry.ts';

const fine = press(configMap('press'));
const lab = (...clusters: readonly string[]) => ({ 'lab.ts': environment(clusters.join('')) });

/** A team with one application from a chart, and one from Kustomize. */
const factory = {
  'factories/shop.ts': `import { fba } from 'millwright';

export default fba({
  groups: { developers: 'shop-dev', approvers: 'shop-leads' },
  quota: { cpu: 4, memory: '8Gi' },
  stages: { test: { on: 'lab/one', promote: 'automatic' } },
  apps: {
    press: { kind: 'helm', repository: 'https://charts.example.org', chart: 'press', version: '1.2.0' },
    mail: { kind: 'kustomize', repository: 'https://github.com/acme/mail.git', path: 'deploy' },
  },
});
`,
};

const deployment = (privilege = 'allowPrivilegeEscalation: false', fields = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: press
spec:
  ${fields}
  selector: { matchLabels: { app: press } }
  template:
    metadata: { labels: { app: press } }
    spec:
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: press
          image: registry.example.org/press:1.2.0
          resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { memory: 16Mi } }
          securityContext: { ${privilege}, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
`;

describe('check --render', () => {
  test('says how much it has looked at', async () => {
    const { code, out, err } = await rendered({ charts: [fine] });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^1 clusters, \d+ objects, and 1 objects of 1 charts: no errors\n$/);
  });

  test('finds nothing in a workload that is as it should be', async () => {
    expect(await rendered({ charts: [press(deployment())] })).toMatchObject({ code: 0, err: '' });
  });

  test('finds a field that there is not, in the object that a chart renders', async () => {
    const { code, err } = await rendered({ charts: [press(deployment(undefined, 'replica: 2'))] });
    expect(code).toBe(1);
    expect(err).toBe(
      'error lab/one › press › Deployment press/press › spec.replica: unknown field; did you mean "replicas"? (environments/lab.ts:20)\n  write replicas\n',
    );
  });

  test('prints the same with --json', async () => {
    const { code, out, err } = await rendered({
      charts: [press(deployment(undefined, 'replica: 2'))],
      flags: ['--json'],
    });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out).filter(({ check }: { check: string }) => check !== 'values')).toEqual([
      {
        check: 'schema',
        severity: 'error',
        where: 'lab/one › press › Deployment press/press › spec.replica',
        message: 'unknown field; did you mean "replicas"?',
        source: 'environments/lab.ts:20',
        hint: 'write replicas',
      },
    ]);
  });

  test('finds a pod that its namespace refuses', async () => {
    const { code, err } = await rendered({ charts: [press(deployment('privileged: true'))] });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^error lab\/one › press › Deployment press\/press › spec\.template\.spec\.containers\[0\]\.securityContext\.privileged: .* the namespace press enforces Pod Security restricted/m,
    );
  });

  test('judges a custom resource by the definition that the chart brings', async () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: letters.news.example.org }
spec:
  group: news.example.org
  scope: Namespaced
  names: { kind: Letter, listKind: LetterList, plural: letters, singular: letter }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { to: { type: string } } } }
`;
    const letter = (spec: string) =>
      `apiVersion: news.example.org/v1\nkind: Letter\nmetadata: { name: one }\nspec: ${spec}\n`;
    const files = { 'crds/letters.yaml': definition };
    expect(await rendered({ charts: [press(letter('{ to: Ann }'), files)] })).toMatchObject({ code: 0, err: '' });
    const { code, err } = await rendered({ charts: [press(letter('{ ot: Ann }'), files)] });
    expect(code).toBe(1);
    expect(err).toContain('error lab/one › press › Letter press/one › spec.ot: unknown field; did you mean "to"?');
  });

  test.each([
    ['apiVersion: v1\nkind: ConfigMap\nmetadata: { name: 1, namespace: 2 }\n', 'metadata.name'],
    ['apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: [b] }\n', 'metadata.namespace'],
    ['apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: nothing\n', 'spec'],
    ['apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: none }\n', 'metadata.labels'],
    ['apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\n', 'spec'],
    [
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec: { hostnames: 3 }\n',
      'spec.hostnames',
    ],
    ['apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: platform }\n', 'spec'],
    [
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec: { versions: 1 }\n',
      'spec.versions',
    ],
  ])('stands %j, which is wrong', async (template, path) => {
    const { code, err } = await rendered({ charts: [press(template)] });
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^error lab/one › press › .* › ${path.replaceAll('.', '\\.')}: `, 'm'));
  });

  test('finds a password that is in the chart, as a warning: it is not in git', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { password: Printer12345 }\n';
    const { code, err } = await rendered({ charts: [press(secret)] });
    expect(code).toBe(0);
    expect(err).toMatch(/^warning lab\/one › press › Secret press\/login: is made by the chart: /);
    expect(err).not.toContain('Printer12345');
  });

  test('says what has no schema, once', async () => {
    const letters = ['one', 'two'].map(
      (name) => `---\napiVersion: news.example.org/v1\nkind: Letter\nmetadata: { name: ${name} }\n`,
    );
    const { code, err } = await rendered({ charts: [press(letters.join(''))] });
    expect(code).toBe(0);
    expect(err).toMatch(
      /^warning lab\/one › press › Letter press\/one: .* news\.example\.org\/v1 Letter \(2 objects\)/,
    );
  });
});

describe('what the charts of a cluster do to each other is found', () => {
  test('an object that two Applications write', async () => {
    const second = { ...fine, name: 'second' };
    const component = `import { component, helm } from 'millwright';
export default component({
  summary: 'Prints, too',
  source: helm('https://charts.example.org', 'second', '1.2.0'),
  namespace: { name: 'press', podSecurity: 'restricted' },
});
`;
    const { code, err } = await rendered({
      charts: [fine, second],
      fleet: { 'components/ci/second.ts': component, ...lab(cluster('one', 'ci: { press: {}, second: {} }')) },
    });
    expect(code).toBe(1);
    expect(err).toContain('error lab/one › second: writes ConfigMap press/press, which press writes too');
  });

  test('an object that we write, too', async () => {
    const namespace =
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: press, labels: { pod-security.kubernetes.io/enforce: restricted } }\n';
    const { code, err } = await rendered({ charts: [press(namespace)] });
    expect(code).toBe(1);
    expect(err).toContain('writes Namespace press, which platform/press/manifests.yaml writes too');
  });

  test('an object that the project of a team does not permit', async () => {
    const elsewhere = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: press, namespace: kube-system }\n';
    const { code, err } = await rendered({
      charts: [press(elsewhere)],
      fleet: { ...factory, ...lab(cluster('one', '')) },
    });
    expect(code).toBe(1);
    expect(err).toContain(
      'error lab/one › shop-test-press: the project shop-test does not permit ConfigMap kube-system/press (environments/factories/shop.ts:',
    );
  });
});

describe('what is not rendered is said', () => {
  test('with what it is, as a warning', async () => {
    const { code, err } = await rendered({ charts: [fine], fleet: { ...factory, ...lab(cluster('one', '')) } });
    expect(code).toBe(0);
    expect(err).toMatch(
      /^warning lab\/one: Helm renders charts only, so nobody has looked at what is in shop-test-mail \(deploy of https:\/\/github\.com\/acme\/mail\.git\)/m,
    );
  });
});

describe('a chart that cannot be rendered is a finding in the words of Helm', () => {
  test.each([
    ['is not in its repository', [], /press 1\.2\.0 from http.*: .*chart "press".* not found/],
    [
      'is there in another version only',
      [{ ...fine, version: '1.2.1' }],
      /Helm cannot fetch the chart press 1\.2\.0 from http.*"1\.2\.0".* not found/,
    ],
    [
      'refuses our values by its schema',
      [press('', { 'values.schema.json': '{"properties":{"who":{"type":"integer"}}}' })],
      /Helm cannot render the chart press 1\.2\.0: values don't meet the specifications of the schema.*who.*integer/,
    ],
    [
      'fails in a template',
      [press('{{ fail "give it a plate" }}')],
      /Helm cannot render the chart press 1\.2\.0: .*press\/templates\/one\.yaml:1:3.*give it a plate/,
    ],
    [
      'is for another Kubernetes',
      [press('', { 'Chart.yaml': 'apiVersion: v2\nname: press\nversion: 1.2.0\nkubeVersion: ">=1.36.0"\n' })],
      /requires kubeVersion: >=1\.36\.0 .*\n {2}choose another version of the chart, or of Kubernetes/,
    ],
    [
      'is no archive',
      [press('', { 'Chart.yaml': 'name: press\n' })],
      /Helm cannot (render|fetch) the chart press 1\.2\.0/,
    ],
  ])('one that %s', async (_, charts, words) => {
    const fleet = lab(cluster('one', "ci: { press: { who: 'Ann' } }"));
    const { code, err } = await rendered({ charts, fleet });
    expect(code).toBe(1);
    expect(err).toMatch(words);
    expect(err).toMatch(/^error lab\/one › press: .* \(environments\/lab\.ts:20\)\n {2}\S/);
    expect(err.split('\n')).toHaveLength(3);
  });

  test.each([
    ['no object', 'plates: 3\n', 1, /^error .*: has no apiVersion and no kind \(/],
    ['an object without a kind', 'apiVersion: v1\nmetadata: { name: a }\n', 1, /^error .* › kind: is required \(/],
    ['a key twice', `${configMap('press')}  who: two\n`, 0, /^warning .* › data\.who: the same key is there twice \(/],
  ])('and one that renders %s names the template', async (_, template, exit, words) => {
    const { code, err } = await rendered({ charts: [press(template)] });
    expect(code).toBe(exit);
    expect(err).toMatch(words);
    expect(err).toMatch(/^\w+ lab\/one › press › press\/templates\/one\.yaml/);
  });
});

describe('what cannot be asked for is misuse', () => {
  test.each([
    ['a Helm that is not there', ['--helm', '/none/helm'], /^error --render: there is no program "\/none\/helm"/],
    [
      'a file of mirrors that is not there',
      ['--mirrors', '/none.yaml'],
      /^error --mirrors \/none\.yaml: cannot be read: /,
    ],
    ['a file of mirrors that is none', ['--mirrors', import.meta.filename], /^error --mirrors .*: is no /],
    ['Helm without anything to render', ['--no-render'], /^millwright: --helm goes with --render$/m],
  ])('%s', async (_, flags, words) => {
    const { code, out, err } = await rendered({ charts: [fine], flags });
    expect(err).toMatch(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('and --json prints why', async () => {
    const { code, out } = await rendered({ flags: ['--helm', '/none/helm', '--json'] });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject([{ check: 'chart', severity: 'error', where: '--render' }]);
  });
});

describe('no more is done than is needed', () => {
  const two = lab(cluster('one', 'ci: { press: {} }'), cluster('two', 'ci: { press: {} }'));

  test('a chart is fetched once for all clusters', async () => {
    const { code, out, requests } = await rendered({ charts: [fine], fleet: two });
    expect(code).toBe(0);
    expect(out).toContain('and 2 objects of 2 charts');
    expect(requests).toEqual(['GET /charts/index.yaml', 'GET /charts/press-1.2.0.tgz']);
  });

  test('only the clusters that are asked for', async () => {
    const broken = press('{{ fail "broken" }}');
    const some = async (...flags: string[]) => (await rendered({ charts: [broken], fleet: two, flags })).err;
    const named = (err: string) => [...err.matchAll(/^error (\S+)/gm)].map(([, cluster]) => cluster);
    expect(named(await some())).toEqual(['lab/one', 'lab/two']);
    expect(named(await some('--cluster', 'two'))).toEqual(['lab/two']);
    expect(named(await some('--cluster', 'lab/one'))).toEqual(['lab/one']);
    expect(named(await some('--environment', 'lab'))).toEqual(['lab/one', 'lab/two']);
  });
});

describe('a repository is read from its mirror', () => {
  test('which may be an OCI registry', async () => {
    const images = await registry([packed(fine)]);
    try {
      const ran = await rendered({ mirrors: { 'https://charts.example.org': `oci+http://${images.repository}` } });
      expect(ran).toMatchObject({ code: 0, err: '', requests: [] });
      expect(images.requests.length).toBeGreaterThan(0);
    } finally {
      await images.close();
    }
  });

  test('and a chart that it does not have names the mirror', async () => {
    const { err } = await rendered({ charts: [] });
    expect(err).toMatch(/from http:\/\/127\.0\.0\.1:\d+\/charts: /);
  });
});
