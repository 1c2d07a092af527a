import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import { type Check, type Checked, nameOf, type Placed } from './check.ts';
import { madeBy, namedBy } from './references.ts';

/** Namespaces that are there before anything of ours. */
const system: ReadonlySet<string> = new Set(['argocd', 'default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Nothing names what is not there: projects, roles, stores, generators, secrets, policies, namespaces. */
export const reference: Check = {
  name: 'reference',
  run(checked) {
    const present = new Set(
      checked.objects
        .flatMap(({ object }) => madeBy(object))
        .map(({ kind, namespace, name }) => keyOf(kind, namespace, name)),
    );
    return [...checked.objects.flatMap((placed) => dangling(checked, placed, present)), ...homeless(checked, present)];
  },
};

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}\u0000${namespace ?? ''}\u0000${name}`;

function dangling({ plan }: Checked, { object, application, file }: Placed, present: ReadonlySet<string>): Finding[] {
  return namedBy(object)
    .filter(({ kind, name, namespace }) => !present.has(keyOf(kind, namespace, name)))
    .map(({ kind, name, namespace }) =>
      problem(
        'reference',
        where(plan.facts.id, application),
        `${nameOf(object)} names ${kind} ${namespace ? `${namespace}/` : ''}${name}, which nothing writes`,
        {
          at: { file: file.from, path: [] },
          hint: kind.endsWith('SecretStore')
            ? 'run external-secrets on this cluster, or keep the secret elsewhere'
            : 'correct the name, or add what it names',
        },
      ),
    );
}

/** Namespaces that our objects are in, and that nobody writes; each is said once. */
function homeless({ plan, objects }: Checked, present: ReadonlySet<string>): Finding[] {
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
