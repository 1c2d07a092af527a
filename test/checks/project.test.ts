import { describe, expect, test } from 'vitest';
import { application } from '../../constructs/argocd/application.ts';
import { lockedDefault, platform, project, rootsProject } from '../../constructs/argocd/project.ts';
import { globMatch } from '../../scripts/checks/glob.ts';
import { projectPermits } from '../../scripts/checks/project.ts';
import { object, says } from './checked.ts';

const repository = 'https://github.com/acme/platform.git';
const team = project({
  name: 'shop-test',
  description: 'shop',
  sourceRepos: [repository, 'https://charts.example.org/*'],
  namespaces: ['shop-test'],
  deniedKinds: [
    { group: '', kind: 'ResourceQuota' },
    { group: 'rbac.authorization.k8s.io', kind: '*' },
  ],
});
const app = (name: string, of: string, from = repository) =>
  application(
    {
      name,
      project: of,
      namespace: 'shop-test',
      directory: { repository: from, path: `x/${name}`, revision: 'refs/heads/main' },
    },
    '3.4',
  );
const around = {
  'apps/projects.yaml': [lockedDefault(), platform([repository]), rootsProject(repository), team],
  'apps/all.yaml': [
    app('web', 'shop-test'),
    app('press', 'platform'),
    app('root', 'millwright'),
    app('lost', 'default'),
  ],
};
const applies = (name: string, ...objects: Parameters<typeof object>[]) =>
  says(projectPermits, { ...around, [`x/${name}/manifests.yaml`]: objects.map((each) => object(...each)) }).filter(
    (text) => !/permit the (source|destination)/.test(text),
  );

describe("an Application's project permits what it applies", () => {
  test.each<[string, string, Parameters<typeof object>]>([
    ['a team in its namespace', 'web', ['apps/v1', 'Deployment', 'web', 'shop-test']],
    ['the platform anywhere', 'press', ['v1', 'ResourceQuota', 'q', 'shop-test']],
    ['the platform cluster-wide', 'press', ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'r']],
    ['a root that makes projects', 'root', ['argoproj.io/v1alpha1', 'AppProject', 'a', 'argocd', { spec: {} }]],
    ['what only has the name of an Application', 'press', ['app.k8s.io/v1beta1', 'Application', 'a', 'shop-test']],
  ])('is silent for %s', (_name, name, what) => {
    expect(applies(name, what)).toEqual([]);
  });

  test.each<[string, string, Parameters<typeof object>, string]>([
    [
      'another namespace',
      'web',
      ['v1', 'ConfigMap', 'c', 'shop-prod'],
      'shop-test does not permit ConfigMap shop-prod/c',
    ],
    [
      'a denied kind',
      'web',
      ['v1', 'ResourceQuota', 'q', 'shop-test'],
      'shop-test does not permit ResourceQuota shop-test/q',
    ],
    [
      'a denied group',
      'web',
      ['rbac.authorization.k8s.io/v1', 'Role', 'r', 'shop-test'],
      'shop-test does not permit Role shop-test/r',
    ],
    ['a cluster-scoped kind', 'web', ['v1', 'Namespace', 'n'], 'shop-test does not permit Namespace n'],
    [
      'a root that makes anything else',
      'root',
      ['v1', 'ConfigMap', 'c', 'argocd'],
      'millwright does not permit ConfigMap argocd/c',
    ],
    [
      'a root in another namespace',
      'root',
      ['argoproj.io/v1alpha1', 'AppProject', 'a', 'x', { spec: {} }],
      'millwright does not permit AppProject x/a',
    ],
    ['the locked project', 'lost', ['v1', 'ConfigMap', 'c', 'default'], 'default does not permit ConfigMap default/c'],
  ])('finds %s', (_name, name, what, message) => {
    expect(applies(name, what)).toEqual([`lab/one › ${name}: the project ${message}`]);
  });
});

describe("an Application's project permits its sources", () => {
  test.each([
    ['https://charts.example.org/stable', 0],
    ['https://charts.example.org.evil.org/stable', 1],
    ['https://github.com/acme/other.git', 1],
  ])('%s', (from, findings) => {
    const files = { ...around, 'apps/all.yaml': [app('web', 'shop-test', from)] };
    const about = says(projectPermits, files).filter((text) => text.includes(`permit the source ${from}`));
    expect(about).toHaveLength(findings);
  });
});

test("an Application's project permits the namespace that it names as its destination", () => {
  const to = (namespace: string) => {
    const directory = { repository, path: 'x/web', revision: 'refs/heads/main' };
    const web = application({ name: 'web', project: 'shop-test', namespace, directory }, '3.4');
    return says(projectPermits, { ...around, 'apps/all.yaml': [web] });
  };
  expect(to('shop-test')).toEqual([]);
  expect(to('kube-system')).toEqual([
    'lab/one › web: the project shop-test does not permit the destination kube-system',
  ]);
});

describe('a glob of a project', () => {
  test.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['', '', true],
    ['', 'apps', false],
    ['shop-*', 'shop-test', true],
    ['shop-*', 'shop', false],
    ['*-prod', 'shop-prod', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['a*a*a', 'aa', false],
    ['https://charts.example.org/*', 'https://charts.example.org', false],
  ])('%j matches %j: %s', (glob, text, expected) => {
    expect(globMatch(glob, text)).toBe(expected);
  });
});
