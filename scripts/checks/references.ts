import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { entry } from './entry.ts';

/** Something that an object names or makes. Secrets stand for whatever makes them. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string | undefined;
}
type Reader = (object: KubernetesObject) => readonly Reference[];

const itself: Reader = ({ kind, metadata }) => [{ kind, name: metadata.name, namespace: metadata.namespace }];

/** Kinds that others name, by group and kind, with what each makes. */
const makers: Readonly<Record<string, Reader>> = {
  '/Namespace': itself,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': itself,
  'argoproj.io/AppProject': itself,
  'cert-manager.io/Certificate': ({ metadata, spec }) => [
    secret(metadata.namespace, (spec as { secretName?: string }).secretName ?? ''),
  ],
  'external-secrets.io/ClusterSecretStore': itself,
  'external-secrets.io/ExternalSecret': ({ metadata, spec }) => [
    secret(metadata.namespace, (spec as { target?: { name?: string } } | undefined)?.target?.name ?? metadata.name),
  ],
  'external-secrets.io/SecretStore': itself,
  'generators.external-secrets.io/Password': itself,
  'isindir.github.com/SopsSecret': ({ metadata }) => [secret(metadata.namespace, metadata.name)],
  'rbac.authorization.k8s.io/Role': itself,
};

/** What is said to be missing where nobody makes a Secret: the object that would make it. */
const secret = (namespace: string | undefined, name: string): Reference => ({
  kind: 'ExternalSecret',
  name,
  namespace,
});

/** Kinds that name others, by group and kind. What a chart brings cannot be seen from outside, so its kinds are not here. */
const namers: Readonly<Record<string, Reader>> = {
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': ({ spec }) => [
    { kind: 'ValidatingAdmissionPolicy', name: (spec as { policyName: string }).policyName },
  ],
  'apps/DaemonSet': (object) => ofTemplate(object, object['spec']),
  'apps/Deployment': (object) => ofTemplate(object, object['spec']),
  'apps/StatefulSet': (object) => ofTemplate(object, object['spec']),
  'argoproj.io/Application': ({ metadata, spec }) => [
    { kind: 'AppProject', name: (spec as { project: string }).project, namespace: metadata.namespace },
  ],
  'batch/CronJob': (object) =>
    ofTemplate(object, (object['spec'] as { jobTemplate?: { spec?: unknown } }).jobTemplate?.spec),
  'batch/Job': (object) => ofTemplate(object, object['spec']),
  'external-secrets.io/ExternalSecret': ofExternalSecret,
  'rbac.authorization.k8s.io/RoleBinding': ({ metadata, roleRef }) => {
    const { kind, name } = roleRef as { kind: string; name: string };
    return kind === 'Role' ? [{ kind, name, namespace: metadata.namespace }] : [];
  },
};

/** Readers by kind, then by group: joining the two for every object would cost more than reading it. */
type Readers = ReadonlyMap<string, ReadonlyMap<string, Reader>>;

function byKind(readers: Readonly<Record<string, Reader>>): Readers {
  const found = new Map<string, Map<string, Reader>>();
  for (const [api, reader] of Object.entries(readers)) {
    const [group = '', kind = ''] = api.split('/');
    entry(found, kind, () => new Map<string, Reader>()).set(group, reader);
  }
  return found;
}
const namersByKind = byKind(namers);
const makersByKind = byKind(makers);

const none: readonly Reference[] = [];
const readBy = (readers: Readers, object: KubernetesObject): readonly Reference[] =>
  readers.get(object.kind)?.get(groupOf(object.apiVersion))?.(object) ?? none;

/** What an object names and somebody must write. */
export const namedBy = (object: KubernetesObject): readonly Reference[] => readBy(namersByKind, object);

/** What of those an object makes. */
export const madeBy = (object: KubernetesObject): readonly Reference[] => readBy(makersByKind, object);

function ofExternalSecret({ metadata, spec }: KubernetesObject): readonly Reference[] {
  const { secretStoreRef, dataFrom = [] } = spec as {
    secretStoreRef?: { kind: string; name: string };
    dataFrom?: readonly { sourceRef?: { generatorRef?: { kind: string; name: string } } }[];
  };
  const { namespace } = metadata;
  const store = secretStoreRef && { ...secretStoreRef, ...(secretStoreRef.kind === 'SecretStore' && { namespace }) };
  const generators = dataFrom.flatMap(({ sourceRef }) =>
    sourceRef?.generatorRef ? [{ ...sourceRef.generatorRef, namespace }] : [],
  );
  return [...(store ? [store] : []), ...generators.map(({ kind, name }) => ({ kind, name, namespace }))];
}

interface SecretUse {
  readonly name?: string;
  readonly secretName?: string;
  readonly optional?: boolean;
}
interface Container {
  readonly env?: readonly { readonly valueFrom?: { readonly secretKeyRef?: SecretUse } }[];
  readonly envFrom?: readonly { readonly secretRef?: SecretUse }[];
}
interface Pod {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly secret?: SecretUse }[];
}

/** Secrets that pods cannot start without. */
function ofTemplate({ metadata }: KubernetesObject, spec: unknown): readonly Reference[] {
  const pod = (spec as { template?: { spec?: Pod } } | undefined)?.template?.spec ?? {};
  const uses = [...(pod.initContainers ?? []), ...(pod.containers ?? [])].flatMap(({ env = [], envFrom = [] }) => [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef),
    ...envFrom.map(({ secretRef }) => secretRef),
  ]);
  const all = [...uses, ...(pod.volumes ?? []).map((volume) => volume.secret)];
  const names = all.flatMap((use) => (use && !use.optional ? [use.name ?? use.secretName ?? ''] : []));
  return [...new Set(names)].map((name) => secret(metadata.namespace, name));
}
