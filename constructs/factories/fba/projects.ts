import type { Kind } from '../../argocd/project.ts';
import { project } from '../../argocd/project.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import { lastMade } from '../../plan/last.ts';
import { shared } from '../../plan/objects.ts';
import type { Stage } from './stage.ts';

/**
 * What a team's Applications may not bring: what the platform sets for the team, and what would go around it (other ways to
 * take traffic, names or certificates, exceptions to policies). Cluster-scoped kinds need no line here: a project without a
 * list of them permits none.
 */
const denied: readonly Kind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: 'acme.cert-manager.io', kind: '*' },
  { group: 'cert-manager.io', kind: '*' },
  { group: 'cilium.io', kind: '*' },
  { group: 'external-secrets.io', kind: 'PushSecret' },
  { group: 'external-secrets.io', kind: 'SecretStore' },
  { group: 'externaldns.k8s.io', kind: '*' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'ListenerSet' },
  { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' },
  { group: 'gateway.networking.k8s.io', kind: 'TCPRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'TLSRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'UDPRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'XListenerSet' },
  { group: 'kyverno.io', kind: '*' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'policies.kyverno.io', kind: '*' },
  { group: 'projectcontour.io', kind: '*' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
  { group: 'traefik.io', kind: '*' },
];

/** The name of a stage's project, of its root, and of what is in it. */
export const stageName = (stage: Pick<Stage, 'factory' | 'name'>): string => `${stage.factory}-${stage.name}`;

const lastProjects = lastMade<readonly KubernetesObject[]>();

/** The project of one stage: its namespace, its sources, and nothing else. The same on every cluster of the stage. */
export function stageProjects(stage: Stage, repository: string): readonly KubernetesObject[] {
  const { namespace, fba, declaration } = stage;
  return lastProjects(namespace, [stage.factory, stage.name, namespace, fba, repository], () => {
    const { groups } = fba;
    const from = [stage.factory, stage.name, namespace, groups, declaration.promote, repository, repositories(stage)];
    return shared('project', from, () => [stageProject(stage, repository)]);
  });
}

export function stageProject(stage: Stage, repository: string): KubernetesObject {
  const name = stageName(stage);
  const { developers, approvers = developers } = stage.fba.groups;
  const reviewed = stage.declaration.promote === 'review';
  const may = (role: string, actions: readonly string[]) =>
    actions.map((action) => `p, proj:${name}:${role}, ${action}, ${name}/*, allow`);
  const look = ['applications, get', 'logs, get'];
  const sync = ['applications, sync'];
  return project({
    name,
    description: `${stage.factory}: ${stage.name}`,
    sourceRepos: [repository, ...repositories(stage)],
    namespaces: [stage.namespace],
    deniedKinds: denied,
    finalizer: true,
    roles: [
      ...(reviewed
        ? [
            {
              name: 'approver',
              description: 'May start a sync',
              groups: [approvers],
              policies: may('approver', [...look, ...sync]),
            },
          ]
        : []),
      {
        name: 'developer',
        description: reviewed ? 'May look' : 'May look and start a sync',
        groups: [developers],
        policies: may('developer', reviewed ? look : [...look, ...sync]),
      },
    ],
  });
}

/** Where a factory's applications come from, besides the fleet's own repository. */
const repositories = (stage: Stage): readonly string[] =>
  Object.values(stage.fba.apps ?? {}).flatMap((app) => (app.kind === 'web' ? [] : [app.repository]));
