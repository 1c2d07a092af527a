import { describe, expect, test } from 'vitest';
import { sameForm, staysInside } from '../../scripts/checks/repository.ts';
import { source } from '../../scripts/checks/source.ts';
import { object } from './checked.ts';
import { broken, judged } from './judged.ts';

const application = (spec: object) => object('argoproj.io/v1alpha1', 'Application', 'web', 'argocd', { spec });
const several = (...sources: readonly object[]) => judged(source, application({ sources }));
const one = (only: object) => judged(source, application({ source: only }));
const charts = 'https://charts.example.org';
const git = 'https://github.com/acme/platform.git';
const chart = (...valueFiles: readonly string[]) => ({
  repoURL: charts,
  chart: 'web',
  targetRevision: '1.0.0',
  helm: { valueFiles },
});
const values = { repoURL: git, targetRevision: 'refs/heads/main', ref: 'values' };
const folder = { repoURL: git, targetRevision: 'refs/heads/main', path: 'deploy' };

describe('values from another source', () => {
  test('may come from a repository that nothing else reads', () => {
    expect(several(chart('$values/web.yaml'), values)).toEqual([]);
    expect(several(chart('$values/web.yaml'), { ...values, path: 'deploy' })).toEqual([]);
  });

  test.each([
    git,
    'https://github.com/acme/platform',
    'https://GitHub.com/Acme/Platform.git/',
    'git@github.com:acme/platform.git',
  ])('may not come from the repository of another source, also written as %s', (repoURL) => {
    expect(several(chart('$values/web.yaml'), values, { ...folder, repoURL })).toEqual([
      `spec.sources[0].helm.valueFiles[0]: reads values from $values, and another source reads ${git}, too: Argo CD may take an old revision of it`,
    ]);
  });

  test('may not come from its own repository by another name', () => {
    const own = { ...folder, helm: { valueFiles: ['$values/web.yaml'] } };
    expect(several(own, values)).toHaveLength(1);
  });

  test.each([
    ['$vales/web.yaml', '$vales, which there is not; did you mean "values"?'],
    ['$other/web.yaml', '$other, which there is not; known: values'],
  ])('must be there: %s', (file, message) => {
    expect(several(chart(file, '$values/a.yaml'), values)).toEqual([
      `spec.sources[0].helm.valueFiles[0]: names the source ${message}`,
    ]);
  });

  test('needs several sources', () => {
    expect(one(chart('$values/web.yaml'))).toEqual([
      'spec.source.helm.valueFiles[0]: names the source $values, which there is not',
    ]);
  });

  test('is not the name of a variable of the build', () => {
    expect(one(chart('$ARGOCD_APP_NAME.yaml', '$'.concat('{ARGOCD_APP_NAME}/a.yaml')))).toEqual([]);
  });

  test('is a file parameter, too', () => {
    const parameters = { ...chart(), helm: { fileParameters: [{ name: 'a', path: '$none/a.txt' }] } };
    expect(several(parameters, folder)).toEqual([
      'spec.sources[0].helm.fileParameters[0].path: names the source $none, which there is not',
    ]);
  });

  test('begins with its name', () => {
    expect(several(chart('base/$values/web.yaml', '$values/a.yaml'), values)).toEqual([
      'spec.sources[0].helm.valueFiles[0]: names another source in its middle',
    ]);
  });
});

describe('a name of a source', () => {
  test('that nobody uses is a warning', () => {
    expect(several(chart('web.yaml'), values)).toEqual([
      'warning spec.sources[1].ref: no source reads values from $values',
    ]);
  });

  test('is no name for a chart', () => {
    expect(
      several(chart('$values/a.yaml'), { ...chart(), repoURL: 'https://other.example.org', ref: 'values' }),
    ).toEqual(['spec.sources[1].ref: is no name for a chart: values come from git only']);
  });

  test('has letters, digits, dashes and strokes only', () => {
    expect(several(chart('$my.values/a.yaml'), { ...values, ref: 'my.values' })).toEqual([
      'spec.sources[1].ref: "my.values" cannot be a name',
    ]);
  });

  test('is there once', () => {
    const second = { ...values, repoURL: 'https://github.com/acme/other.git' };
    expect(several(chart('$values/a.yaml'), values, second)).toEqual([
      'spec.sources[2].ref: another source is called values, too',
    ]);
  });
});

describe('a path', () => {
  test.each(['../other', '/etc', 'deploy/../../other'])('does not lead out of its repository: %s', (path) => {
    expect(one({ ...folder, path })).toEqual(['spec.source.path: leads out of the repository']);
  });

  test.each(['deploy', '.', 'deploy/../other', 'a..b'])('may be %s', (path) => {
    expect(one({ ...folder, path })).toEqual([]);
  });

  test.each(['../values.yaml', 'a/../../values.yaml'])('of values does not lead out of its chart: %s', (file) => {
    expect(one(chart(file))).toEqual(['spec.source.helm.valueFiles[0]: leads out of its repository']);
  });

  test('of values may leave its folder, and not the repository', () => {
    const helm = (...valueFiles: readonly string[]) => ({ ...folder, path: 'charts/web', helm: { valueFiles } });
    expect(one(helm('../values.yaml', '/values.yaml', 'https://example.org/values.yaml'))).toEqual([]);
    expect(one(helm('../../../values.yaml'))).toHaveLength(1);
    expect(several(chart('$values/../values.yaml'), values)).toEqual([
      'spec.sources[0].helm.valueFiles[0]: leads out of its repository',
    ]);
  });
});

describe('a source', () => {
  test('has a path, a chart or a name', () => {
    expect(one({ repoURL: git })).toEqual(['spec.source: names neither a path nor a chart']);
    expect(one({ repoURL: 'oci://registry.example.org/web', targetRevision: '1.0.0' })).toEqual([]);
  });

  test('with a chart has a version, and no scheme for a registry', () => {
    expect(one({ repoURL: charts, chart: 'web' })).toEqual(['spec.source.targetRevision: is required for a chart']);
    expect(one({ ...chart(), repoURL: 'oci://registry.example.org/charts' })).toEqual([
      'spec.source.repoURL: has a scheme, and Argo CD finds no chart there',
    ]);
    expect(one({ ...chart(), repoURL: 'registry.example.org/charts' })).toEqual([]);
  });

  test('has its values once', () => {
    expect(one({ ...chart(), helm: { values: 'a: 1', valuesObject: { a: 2 } } })).toEqual([
      'spec.source.helm.values: is ignored, because there is a valuesObject, too',
    ]);
  });

  test('alone is ignored beside several', () => {
    expect(judged(source, application({ source: folder, sources: [chart()] }))).toEqual([
      'spec.source: is ignored, because there are sources, too',
    ]);
  });

  test('is one of three at most', () => {
    const others = [1, 2, 3, 4].map((each) => ({ ...folder, repoURL: `https://github.com/acme/${each}.git` }));
    expect(several(...others.slice(0, 3))).toEqual([]);
    expect(several(...others)).toEqual(['warning spec.sources: are 4, and Argo CD is made for 3 at most']);
  });

  test('is looked at in the template of an ApplicationSet, too', () => {
    const spec = { template: { spec: { source: { repoURL: git } } } };
    expect(judged(source, object('argoproj.io/v1alpha1', 'ApplicationSet', 'web', 'argocd', { spec }))).toEqual([
      'spec.template.spec.source: names neither a path nor a chart',
    ]);
  });

  test('of another kind of Application is not', () => {
    expect(judged(source, object('app.k8s.io/v1beta1', 'Application', 'web', 'a', { spec: { source: {} } }))).toEqual(
      [],
    );
  });
});

test.each([
  ['git@github.com:acme/x.git', 'github.com/acme/x'],
  ['ssh://git@github.com/acme/x', 'github.com/acme/x'],
  ['https://user@GitHub.com/Acme/X.git/', 'github.com/acme/x'],
  ['https://git.example.org:8443/acme/x', 'git.example.org:8443/acme/x'],
])('%s is the repository %s', (address, form) => {
  expect(sameForm(address)).toBe(form);
});

test.each([
  ['a/b', true],
  ['a/../b', true],
  ['a/../../b', false],
  ['..', false],
  ['/a', false],
])('%s stays inside: %s', (path, inside) => {
  expect(staysInside(path)).toBe(inside);
});

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(source, each)).not.toThrow();
});
