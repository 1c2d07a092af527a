import type { ClusterFacts } from '../model/cluster.ts';
import type { Finding, Place } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { SecretRequest, SecretStore } from '../model/secret.ts';
import { encryptedFile, encryptedSecrets } from './encrypted.ts';

/** A Secret that must exist in a namespace before its reader starts. */
export interface SecretNeed extends SecretRequest {
  readonly name: string;
  readonly namespace: string;
  /** Who the value belongs to in the store. */
  readonly owner: string;
  /** Made on the cluster instead of read from the store. */
  readonly generated: boolean;
}

/** The cluster-wide store of the platform's own namespaces. Tenants cannot use it: its conditions name who may. */
export const platformStore = 'platform';

/** What opens each store on a cluster: a component, and the kind that it serves. */
export const openers: Readonly<Record<SecretStore['kind'], { readonly component: string; readonly api: string }>> = {
  vault: { component: 'external-secrets', api: 'external-secrets.io/ExternalSecret' },
  local: { component: 'external-secrets', api: 'external-secrets.io/ExternalSecret' },
  sops: { component: 'sops-secrets-operator', api: 'isindir.github.com/SopsSecret' },
};

/** The path of a secret in a store: the same for every reader. */
const storePath = (cluster: ClusterFacts, need: Pick<SecretNeed, 'owner' | 'name'>): string =>
  `${cluster.environment}/${cluster.name}/${need.owner}/${need.name}`;

/** The name of a hand-filled Secret of the store `local`, which has no folders. */
const localName = (need: Pick<SecretNeed, 'owner' | 'name'>): string =>
  `${need.owner.replaceAll('/', '.')}.${need.name}`;

/** Where somebody must put a secret, in the words of the cluster's store. */
export function providedAt(cluster: ClusterFacts, need: SecretNeed): string {
  if (cluster.secrets.kind === 'local') return localName(need);
  return cluster.secrets.kind === 'sops' ? encryptedFile(cluster, need) : storePath(cluster, need);
}

const remoteKey = (cluster: ClusterFacts, need: SecretNeed): string =>
  cluster.secrets.kind === 'local' ? localName(need) : storePath(cluster, need);

function target(need: SecretNeed, name: string) {
  const template = {
    ...(need.type && { type: need.type }),
    ...(need.labels && { metadata: { labels: need.labels } }),
    ...(need.fixed && { mergePolicy: 'Merge', data: need.fixed }),
  };
  return {
    name,
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    ...(Object.keys(template).length > 0 && { template: { engineVersion: 'v2', ...template } }),
  };
}

const remoteRef = (key: string, property: string) => ({
  key,
  property,
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
});

/**
 * An ExternalSecret that reads a need's keys from a store.
 *
 * @param name of the Secret, where it is not the one in the store
 */
export function storedSecret(
  cluster: ClusterFacts,
  need: SecretNeed,
  store: { kind: 'ClusterSecretStore' | 'SecretStore'; name: string },
  name: string = need.name,
): KubernetesObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: need.namespace },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h0m0s',
      secretStoreRef: store,
      target: target(need, name),
      data: need.keys.map((key) => ({ secretKey: key, remoteRef: remoteRef(remoteKey(cluster, need), key) })),
    },
  };
}

/**
 * A generator for each key and an ExternalSecret that asks each of them once: a later sync must not make new values,
 * or a database would no longer open. `refreshPolicy: CreatedOnce` (external-secrets 2.9.0, ExternalSecret).
 */
function generatedSecret(need: SecretNeed): KubernetesObject[] {
  const generatorOf = (key: string): string => `${need.name}-${key}`.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  const generators = need.keys.map((key) => ({
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata: { name: generatorOf(key), namespace: need.namespace },
    spec: { length: 32, digits: 6, symbols: 0, noUpper: false, allowRepeat: true },
  }));
  const secret = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: need.name, namespace: need.namespace },
    spec: {
      refreshPolicy: 'CreatedOnce',
      target: target(need, need.name),
      dataFrom: need.keys.map((key) => ({
        sourceRef: {
          generatorRef: {
            apiVersion: 'generators.external-secrets.io/v1alpha1',
            kind: 'Password',
            name: generatorOf(key),
          },
        },
        rewrite: [{ regexp: { source: 'password', target: key } }],
      })),
    },
  };
  return [...generators, secret];
}

export interface SecretObjects {
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}

/** The objects that make the needed Secrets appear, by the environment's store. */
export function secretObjects(
  cluster: ClusterFacts,
  needs: readonly SecretNeed[],
  encrypted: Fleet['encrypted'],
  at: Place,
): SecretObjects {
  if (cluster.secrets.kind === 'sops') return encryptedSecrets(cluster, needs, encrypted, at);
  const store = { kind: 'ClusterSecretStore', name: platformStore } as const;
  return {
    objects: needs.flatMap((need) => (need.generated ? generatedSecret(need) : [storedSecret(cluster, need, store)])),
    findings: [],
  };
}

/**
 * The cluster-wide store, which only these namespaces may read from, and what it needs to be allowed to.
 *
 * @param operator the namespace that External Secrets runs in
 */
export function storeObjects(
  store: SecretStore,
  namespaces: readonly string[],
  operator: string,
): readonly KubernetesObject[] {
  if (store.kind === 'sops' || namespaces.length === 0) return [];
  const serviceAccountRef = { name: 'external-secrets', namespace: operator };
  const cluster: KubernetesObject = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: platformStore },
    spec: { provider: provider(store, serviceAccountRef), conditions: [{ namespaces: [...namespaces].sort() }] },
  };
  return store.kind === 'local' ? [...localReader(store.namespace, serviceAccountRef), cluster] : [cluster];
}

/** The `provider` of a SecretStore, logged in as a ServiceAccount. */
export function provider(store: Exclude<SecretStore, { kind: 'sops' }>, account: { name: string; namespace?: string }) {
  if (store.kind === 'vault')
    return {
      vault: {
        server: store.server,
        path: store.mount,
        version: 'v2',
        auth: { kubernetes: { mountPath: store.auth, role: store.role, serviceAccountRef: account } },
      },
    };
  return {
    kubernetes: {
      remoteNamespace: store.namespace,
      server: {
        caProvider: {
          type: 'ConfigMap',
          name: 'kube-root-ca.crt',
          key: 'ca.crt',
          ...(account.namespace && { namespace: account.namespace }),
        },
      },
      auth: { serviceAccount: account },
    },
  };
}

/** Lets a ServiceAccount read the hand-filled namespace and nothing else. */
function localReader(namespace: string, account: { name: string; namespace: string }): KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'secret-reader', namespace },
      rules: [
        { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectrulesreviews'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'secret-reader', namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'secret-reader' },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}
