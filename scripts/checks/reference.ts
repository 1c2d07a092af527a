import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import { type Check, type Checked, nameOf, type Placed } from './check.ts';

/** Something that an object names, and that must be in the tree. */
interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string | undefined;
}

/** Namespaces that are there before anything of ours. */
const system: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'argocd']);

type Reader = (object: KubernetesObject) => readonly Reference[];

/** Of each kind, what it names. Kinds that charts bring are not here: what is in a chart cannot be seen from outside. */
const readers: Readonly<Record<string, Reader>> = {
  Application: ({ metadata, spec }) => [
    { kind: 'AppProject', name: (spec as { project: string }).project, namespace: metadata.namespace },
  ],
  RoleBinding: ({ metadata, roleRef }) => {
    const { kind, name } = roleRef as { kind: string; name: string };
    return kind === 'Role' ? [{ kind, name, namespace: metadata.namespace }] : [];
  },
  ValidatingAdmissionPolicyBinding: ({ spec }) => [
    { kind: 'ValidatingAdmissionPolicy', name: (spec as { policyName: string }).policyName },
  ],
  ExternalSecret: externalSecret,
  Deployment: (object) => [...secretsOfPods(object)],
};

function externalSecret({ metadata, spec }: KubernetesObject): readonly Reference[] {
  const { secretStoreRef, dataFrom = [] } = spec as {
    secretStoreRef?: { kind: string; name: string };
    dataFrom?: readonly { sourceRef?: { generatorRef?: { kind: string; name: string } } }[];
  };
  const store = secretStoreRef && {
    ...secretStoreRef,
    ...(secretStoreRef.kind === 'SecretStore' && { namespace: metadata.namespace }),
  };
  const generators = dataFrom.flatMap(({ sourceRef }) =>
    sourceRef?.generatorRef
      ? [{ kind: sourceRef.generatorRef.kind, name: sourceRef.generatorRef.name, namespace: metadata.namespace }]
      : [],
  );
  return [...(store ? [store] : []), ...generators];
}

/** Secrets that our own Deployments read; an ExternalSecret or an encrypted file of the same name makes them. */
function secretsOfPods({ metadata, spec }: KubernetesObject): readonly Reference[] {
  const { containers = [] } =
    (spec as { template?: { spec?: { containers?: readonly Container[] } } }).template?.spec ?? {};
  const names = containers.flatMap(({ env = [] }) =>
    env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []),
  );
  return [...new Set(names)].map((name) => ({ kind: 'ExternalSecret', name, namespace: metadata.namespace }));
}
interface Container {
  readonly env?: readonly { readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string } } }[];
}

/** Nothing names what is not there: projects, roles, stores, generators, secrets, policies, namespaces. */
export const reference: Check = {
  name: 'reference',
  run(checked) {
    const present = presence(checked);
    return [...checked.objects.flatMap((placed) => dangling(checked, placed, present)), ...homeless(checked, present)];
  },
};

type Presence = ReadonlySet<string>;
const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}\u0000${namespace ?? ''}\u0000${name}`;

function presence({ objects }: Checked): Presence {
  const kinds = new Set([
    'AppProject',
    'Role',
    'ValidatingAdmissionPolicy',
    'ClusterSecretStore',
    'SecretStore',
    'Password',
    'ExternalSecret',
    'SopsSecret',
    'Namespace',
  ]);
  const present = new Set<string>();
  for (const { object } of objects)
    if (kinds.has(object.kind))
      present.add(
        keyOf(
          object.kind === 'SopsSecret' ? 'ExternalSecret' : object.kind,
          object.metadata.namespace,
          object.metadata.name,
        ),
      );
  return present;
}

function dangling({ plan }: Checked, { object, application, file }: Placed, present: Presence): Finding[] {
  const read = readers[object.kind];
  if (!read) return [];
  return read(object)
    .filter(({ kind, name, namespace }) => !present.has(keyOf(kind, namespace, name)))
    .map(({ kind, name, namespace }) =>
      problem(
        'reference',
        where(plan.facts.id, application),
        `${nameOf(object)} names ${kind} ${namespace ? `${namespace}/` : ''}${name}, which nothing writes`,
        {
          at: { file: file.from, path: [] },
          hint:
            kind === 'SecretStore' || kind === 'ClusterSecretStore'
              ? 'run external-secrets on this cluster, or keep the secret elsewhere'
              : 'correct the name, or add what it names',
        },
      ),
    );
}

/** Namespaces that our objects are in, and that nobody writes; each is said once. */
function homeless({ plan, objects }: Checked, present: Presence): Finding[] {
  const missing = new Map<string, Placed>();
  for (const placed of objects) {
    const { namespace } = placed.object.metadata;
    if (namespace === undefined || system.has(namespace) || missing.has(namespace)) continue;
    if (isNamespaced(placed.object) && !present.has(keyOf('Namespace', undefined, namespace)))
      missing.set(namespace, placed);
  }
  return [...missing].map(([namespace, { object, application, file }]) =>
    problem(
      'reference',
      where(plan.facts.id, application),
      `${nameOf(object)} is in the namespace ${namespace}, which nothing writes`,
      {
        at: { file: file.from, path: [] },
        hint: "put it into the component's own namespace",
      },
    ),
  );
}
