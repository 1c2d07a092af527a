import { factoryLabel, hostsAnnotation, stageLabel } from '../../argocd/names.ts';
import type { ImageRegistry } from '../../model/fbe.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import { lastMade } from '../../plan/last.ts';
import { shared } from '../../plan/objects.ts';
import { provider, storedSecret } from '../../plan/secrets.ts';
import { insideNamespace, type NamespacePack, packNamespace, podSecurityLabels } from '../fbe/namespace-pack.ts';
import { hostsOf, type Stage } from './stage.ts';

/** What a stage's namespace needs to know of the platform around it. */
export interface Surroundings {
  readonly registries: Readonly<Record<string, ImageRegistry>>;
  /** The namespace of the monitoring stack, which collects from every namespace. */
  readonly monitoring: string | undefined;
}

/** The name of a stage's own SecretStore; the only one that the team may use. */
export const stageStore = 'stage';
const reader = 'secret-reader';

type Objects = readonly KubernetesObject[];
const lastNamespace = lastMade<KubernetesObject>(Object.freeze);
const lastInside = lastMade<Objects>();
const lastWhole = lastMade<Objects>();

/** The platform's part of a stage: its namespace pack and its secret store. The team's project denies all of these kinds. */
export function stageNamespace(stage: Stage, around: Surroundings): Objects {
  const { factory, name, fba, namespace, cluster, gateway } = stage;
  const pulls = pullSecrets(stage, around.registries);
  const hosts = hostsOf(stage).join(',');
  const said = [factory, name, fba, cluster.kubernetes];
  const pack = () => packOf(stage, around, hosts, pulls);
  // On the clusters of a stage, nothing but its host names differs, and its secrets' places in the store.
  const itself = lastNamespace(namespace, [...said, hosts], () => packNamespace(pack()));
  const inside = lastInside(namespace, [...said, cluster.secrets, gateway, around.registries, around.monitoring], () =>
    insideOf(stage, pack()),
  );
  return lastWhole(namespace, [itself, inside, ...pulls], () => [itself, ...inside, ...pulls]);
}

function packOf(stage: Stage, around: Surroundings, hosts: string, pulls: Objects): NamespacePack {
  const { fba, namespace, cluster } = stage;
  const reviewed = stage.declaration.promote === 'review';
  return {
    namespace,
    podSecurity: 'restricted',
    quota: stage.declaration.quota ?? fba.quota,
    kubernetes: cluster.kubernetes,
    labels: { [factoryLabel]: stage.factory, [stageLabel]: stage.name },
    annotations: { [hostsAnnotation]: hosts },
    pullSecrets: pulls.map((object) => object.metadata.name),
    network: {
      from: [
        ...(stage.gateway ? [{ reason: 'gateway', namespace: stage.gateway.namespace }] : []),
        ...(around.monitoring ? [{ reason: 'monitoring', namespace: around.monitoring }] : []),
      ],
      egress: fba.egress ?? [],
    },
    access: [
      { group: fba.groups.developers, as: reviewed ? 'viewer' : 'developer' },
      ...(fba.groups.approvers && fba.groups.approvers !== fba.groups.developers
        ? [{ group: fba.groups.approvers, as: 'viewer' as const }]
        : []),
    ],
  };
}

/** What is in the namespace but for what names the cluster. */
const insideOf = (stage: Stage, pack: NamespacePack): Objects => {
  const { namespace, cluster } = stage;
  return [
    ...shared('pack', [pack.network, pack.access, pack.quota, pack.pullSecrets, namespace], () =>
      insideNamespace(pack),
    ),
    ...shared('store', [cluster.secrets, cluster.kubernetes, namespace], () => secretStore(stage)),
  ];
};

/** One SecretStore a stage, logged in as a ServiceAccount of that stage: never a cluster-wide one. */
function secretStore(stage: Stage): readonly KubernetesObject[] {
  const { namespace, cluster } = stage;
  if (cluster.secrets.kind === 'sops') return [];
  const local = cluster.secrets.kind === 'local';
  const store = local
    ? { ...cluster.secrets, namespace: `${cluster.secrets.namespace}-${namespace}` }
    : { ...cluster.secrets, role: namespace };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: reader, namespace },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: stageStore, namespace },
      spec: { provider: provider(store, { name: reader }) },
    },
    ...(store.kind === 'local' ? filledByHand(store.namespace, namespace, cluster.kubernetes) : []),
  ];
}

/** Where the store `local` keeps a stage's secrets: a namespace beside it, which only the stage's reader may read. */
function filledByHand(store: string, namespace: string, kubernetes: string): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: store, labels: podSecurityLabels('restricted', kubernetes) },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: reader, namespace: store },
      rules: [
        { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectrulesreviews'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: reader, namespace: store },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: reader },
      subjects: [{ kind: 'ServiceAccount', name: reader, namespace }],
    },
  ];
}

/** Credentials for the private registries, from the stage's own store. */
function pullSecrets(stage: Stage, registries: Surroundings['registries']): readonly KubernetesObject[] {
  if (stage.cluster.secrets.kind === 'sops') return [];
  return Object.entries(registries)
    .filter(([, registry]) => registry.private)
    .map(([name]) =>
      storedSecret(
        stage.cluster,
        {
          name: `registry-${name}`,
          namespace: stage.namespace,
          keys: ['.dockerconfigjson'],
          type: 'kubernetes.io/dockerconfigjson',
          owner: `${stage.factory}/${stage.name}`,
          generated: false,
        },
        { kind: 'SecretStore', name: stageStore },
      ),
    );
}
