import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { entry } from './entry.ts';
import { type Fields, listAt, mapAt, textAt } from './read.ts';

/** Something that an object names or makes. Secrets stand for whatever makes them. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string | undefined;
}
type Reader = (object: KubernetesObject) => readonly Reference[];

const none: readonly Reference[] = [];

const itself: Reader = ({ kind, metadata }) => [{ kind, name: metadata.name, namespace: metadata.namespace }];

/** Kinds that others name, by group and kind, with what each makes. */
const makers: Readonly<Record<string, Reader>> = {
  '/Namespace': itself,
  '/Secret': itself,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': itself,
  'argoproj.io/AppProject': itself,
  'bitnami.com/SealedSecret': ({ metadata, spec }) => [
    secret(metadata.namespace, textAt(mapAt(mapAt(spec, 'template'), 'metadata'), 'name') ?? metadata.name),
  ],
  'cert-manager.io/Certificate': ({ metadata, spec }) => [secret(metadata.namespace, textAt(spec, 'secretName') ?? '')],
  'external-secrets.io/ClusterSecretStore': itself,
  'external-secrets.io/ExternalSecret': ({ metadata, spec }) => [
    secret(metadata.namespace, textAt(mapAt(spec, 'target'), 'name') ?? metadata.name),
  ],
  'external-secrets.io/SecretStore': itself,
  'generators.external-secrets.io/Password': itself,
  'isindir.github.com/SopsSecret': ({ metadata }) => [secret(metadata.namespace, metadata.name)],
  'rbac.authorization.k8s.io/Role': itself,
};

const secret = (namespace: string | undefined, name: string): Reference => ({ kind: 'Secret', name, namespace });

/** What an object names by a key; nothing where that is no text: then the schema says what is wrong. */
const named = (kind: string, name: string | undefined, namespace?: string): readonly Reference[] =>
  name === undefined ? none : [{ kind, name, ...(namespace !== undefined && { namespace }) }];

/** Kinds that name others, by group and kind. What a chart brings cannot be seen from outside, so its kinds are not here. */
const namers: Readonly<Record<string, Reader>> = {
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': ({ spec }) =>
    named('ValidatingAdmissionPolicy', textAt(spec, 'policyName')),
  'apps/DaemonSet': (object) => ofTemplate(object, object['spec']),
  'apps/Deployment': (object) => ofTemplate(object, object['spec']),
  'apps/StatefulSet': (object) => ofTemplate(object, object['spec']),
  'argoproj.io/Application': ({ metadata, spec }) => named('AppProject', textAt(spec, 'project'), metadata.namespace),
  'batch/CronJob': (object) => ofTemplate(object, mapAt(object['spec'], 'jobTemplate')['spec']),
  'batch/Job': (object) => ofTemplate(object, object['spec']),
  'external-secrets.io/ExternalSecret': ofExternalSecret,
  'rbac.authorization.k8s.io/RoleBinding': ({ metadata, roleRef }) =>
    textAt(roleRef, 'kind') === 'Role' ? named('Role', textAt(roleRef, 'name'), metadata.namespace) : none,
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

const readBy = (readers: Readers, object: KubernetesObject): readonly Reference[] =>
  readers.get(object.kind)?.get(groupOf(object.apiVersion))?.(object) ?? none;

/** What an object names and somebody must write. */
export const namedBy = (object: KubernetesObject): readonly Reference[] => readBy(namersByKind, object);

/** What of those an object makes. */
export const madeBy = (object: KubernetesObject): readonly Reference[] => readBy(makersByKind, object);

function ofExternalSecret({ metadata, spec }: KubernetesObject): readonly Reference[] {
  const { namespace } = metadata;
  const store = mapAt(spec, 'secretStoreRef');
  const generators = listAt(spec, 'dataFrom').map((from) => mapAt(mapAt(from, 'sourceRef'), 'generatorRef'));
  return [
    ...ofKind(store, store['kind'] === 'SecretStore' ? namespace : undefined),
    ...generators.flatMap((generator) => ofKind(generator, namespace)),
  ];
}

/** What is named by a kind and a name. */
const ofKind = (reference: Fields, namespace: string | undefined): readonly Reference[] => {
  const kind = textAt(reference, 'kind');
  return kind === undefined ? none : named(kind, textAt(reference, 'name'), namespace);
};

/** Secrets that pods cannot start without. */
function ofTemplate({ metadata }: KubernetesObject, spec: unknown): readonly Reference[] {
  const pod = mapAt(mapAt(spec, 'template'), 'spec');
  const uses = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')].flatMap((container) => [
    ...listAt(container, 'env').map((variable) => mapAt(mapAt(variable, 'valueFrom'), 'secretKeyRef')),
    ...listAt(container, 'envFrom').map((from) => mapAt(from, 'secretRef')),
  ]);
  const all = [...uses, ...listAt(pod, 'volumes').map((volume) => mapAt(volume, 'secret'))];
  const names = all.flatMap((use) => {
    const name = textAt(use, 'name') ?? textAt(use, 'secretName');
    return name === undefined || use['optional'] === true ? [] : [name];
  });
  return [...new Set(names)].map((name) => secret(metadata.namespace, name));
}
