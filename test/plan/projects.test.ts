import { describe, expect, test } from 'vitest';
import { lockedDefault, platform, rootsProject } from '../../constructs/argocd/project.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { globMatch } from '../../scripts/checks/glob.ts';
import { repository } from './sample.ts';
import { planTeam, shop } from './teams.ts';

const { plan, factory } = planTeam();
const specOf = ({ spec }: KubernetesObject) =>
  spec as {
    readonly sourceRepos?: readonly string[];
    readonly destinations?: readonly { server: string; namespace: string }[];
    readonly clusterResourceWhitelist?: readonly object[];
    readonly namespaceResourceWhitelist?: readonly object[];
    readonly namespaceResourceBlacklist?: readonly { group: string; kind: string }[];
    readonly roles?: readonly { name: string; groups: readonly string[]; policies: readonly string[] }[];
  };
const stage = (name: string) => {
  const found = factory.projects.find(({ metadata }) => metadata.name === `shop-${name}`);
  if (!found) throw new Error(`shop-${name} has no project`);
  return specOf(found);
};

describe("a stage's project", () => {
  test('allows the stage’s namespace and nothing else', () => {
    expect(stage('test').destinations).toEqual([{ server: 'https://kubernetes.default.svc', namespace: 'shop-test' }]);
    expect(stage('prod').destinations).toEqual([{ server: 'https://kubernetes.default.svc', namespace: 'shop-prod' }]);
  });

  test('allows no cluster-scoped kind: it has no list of them', () => {
    for (const name of ['test', 'prod']) expect(stage(name)).not.toHaveProperty('clusterResourceWhitelist');
  });

  test.each([
    ['', 'ResourceQuota'],
    ['', 'LimitRange'],
    ['networking.k8s.io', 'NetworkPolicy'],
    ['rbac.authorization.k8s.io', 'Role'],
    ['rbac.authorization.k8s.io', 'RoleBinding'],
    ['external-secrets.io', 'SecretStore'],
    ['cilium.io', 'CiliumNetworkPolicy'],
    ['argoproj.io', 'Application'],
    ['argoproj.io', 'AppProject'],
    ['argoproj.io', 'ApplicationSet'],
  ])('denies what the platform sets for the team: %s/%s', (group, kind) => {
    const { namespaceResourceBlacklist: denied = [] } = stage('test');
    // In another namespace than Argo CD's, its own kinds do nothing.
    if (group === 'argoproj.io')
      expect(stage('test').destinations).not.toContainEqual(expect.objectContaining({ namespace: 'argocd' }));
    else expect(denied.some((each) => globMatch(each.group, group) && globMatch(each.kind, kind))).toBe(true);
  });

  // Host names are bound by a policy that looks at HTTPRoutes and GRPCRoutes; nothing else may bring traffic or names.
  test.each([
    ['networking.k8s.io', 'Ingress'],
    ['gateway.networking.k8s.io', 'Gateway'],
    ['gateway.networking.k8s.io', 'ListenerSet'],
    ['gateway.networking.k8s.io', 'TLSRoute'],
    ['gateway.networking.k8s.io', 'TCPRoute'],
    ['gateway.networking.k8s.io', 'UDPRoute'],
    ['traefik.io', 'IngressRoute'],
    ['traefik.io', 'IngressRouteTCP'],
    ['projectcontour.io', 'HTTPProxy'],
    ['externaldns.k8s.io', 'DNSEndpoint'],
    ['cert-manager.io', 'Issuer'],
    ['cert-manager.io', 'Certificate'],
    ['kyverno.io', 'PolicyException'],
    ['policies.kyverno.io', 'PolicyException'],
    ['cilium.io', 'CiliumEnvoyConfig'],
    ['cilium.io', 'CiliumLocalRedirectPolicy'],
  ])('denies what would go around the platform: %s/%s', (group, kind) => {
    const { namespaceResourceBlacklist: denied = [] } = stage('test');
    expect(denied.some((each) => globMatch(each.group, group) && globMatch(each.kind, kind))).toBe(true);
  });

  test('takes sources that the team has named, and the tree', () => {
    expect(stage('test').sourceRepos).toEqual([
      'https://charts.example.org',
      'https://github.com/acme/mail.git',
      repository,
    ]);
  });

  test('lets developers sync a stage that is not reviewed, and approvers one that is', () => {
    const may = (name: string) =>
      Object.fromEntries(
        (stage(name).roles ?? []).map(({ name: role, groups, policies }) => [
          `${role} ${groups.join()}`,
          policies.map((policy) => policy.split(', ').slice(2, 4).join(' ')),
        ]),
      );
    expect(may('test')).toEqual({ 'developer shop-dev': ['applications get', 'logs get', 'applications sync'] });
    expect(may('prod')).toEqual({
      'approver shop-leads': ['applications get', 'logs get', 'applications sync'],
      'developer shop-dev': ['applications get', 'logs get'],
    });
  });

  test('has policies of its own role and its own Applications only', () => {
    for (const name of ['test', 'prod'])
      for (const { name: role, policies } of stage(name).roles ?? [])
        for (const policy of policies)
          expect(policy).toMatch(
            new RegExp(`^p, proj:shop-${name}:${role}, (applications|logs), (get|sync), shop-${name}/\\*, allow$`),
          );
  });

  test('falls back on the developers where nobody else approves', () => {
    const alone = planTeam({ groups: { developers: 'shop-dev' } }).factory.projects;
    const prod = alone.find(({ metadata }) => metadata.name === 'shop-prod');
    expect(prod && specOf(prod).roles?.map(({ groups }) => groups)).toEqual([['shop-dev'], ['shop-dev']]);
  });
});

describe("the platform's projects", () => {
  test('permit nothing to an Application that names no project', () => {
    expect(specOf(lockedDefault())).toEqual({
      description: expect.any(String),
      namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
    });
  });

  test('let roots make Applications and projects in Argo CD’s namespace from one repository', () => {
    expect(specOf(rootsProject(repository))).toMatchObject({
      sourceRepos: [repository],
      destinations: [{ namespace: 'argocd' }],
      namespaceResourceWhitelist: ['AppProject', 'Application', 'ApplicationSet'].map((kind) => ({
        group: 'argoproj.io',
        kind,
      })),
    });
    expect(specOf(rootsProject(repository))).not.toHaveProperty('clusterResourceWhitelist');
  });

  test('let the platform make anything, but only from the sources that it has', () => {
    expect(specOf(platform(['https://b', 'https://a', 'https://b']))).toMatchObject({
      sourceRepos: ['https://a', 'https://b'],
      destinations: [{ namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    });
  });

  test('are there before the first Application', () => {
    const projects = treeOf(plan).flatMap(({ documents }) =>
      documents.filter((object) => object['kind'] === 'AppProject'),
    );
    expect(projects.length).toBe(3 + 1 + Object.keys(shop.stages).length);
    for (const object of projects)
      expect((object as KubernetesObject).metadata.annotations).toMatchObject({
        'argocd.argoproj.io/sync-wave': '-10',
      });
  });
});
