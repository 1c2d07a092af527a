import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import { nearest } from '../../constructs/model/suggest.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import { type Check, type Checked, nameOf, type Placed } from './check.ts';
import { madeBy, namedBy, type Reference } from './references.ts';

/** Namespaces that are there before anything of ours. */
const system: ReadonlySet<string> = new Set(['argocd', 'default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Nothing names what is not there: projects, roles, stores, generators, secrets, policies, namespaces. */
export const reference: Check = {
  name: 'reference',
  run(checked) {
    const present = new Set<string>();
    for (const { object } of checked.objects)
      for (const { kind, namespace, name } of madeBy(object)) present.add(keyOf(kind, namespace, name));
    const findings: Finding[] = [];
    for (const placed of checked.objects)
      for (const named of namedBy(placed.object))
        if (!present.has(keyOf(named.kind, named.namespace, named.name)))
          findings.push(dangling(checked, placed, named, present));
    return [...findings, ...homeless(checked, present)];
  },
};

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}\u0000${namespace ?? ''}\u0000${name}`;

function dangling(
  { plan }: Checked,
  { object, application, file }: Placed,
  { kind, namespace, name }: Reference,
  present: ReadonlySet<string>,
): Finding {
  const beside = keyOf(kind, namespace, '');
  const others = [...present].filter((key) => key.startsWith(beside)).map((key) => key.slice(beside.length));
  const near = nearest(name, others);
  return problem(
    'reference',
    where(plan.facts.id, application),
    `${nameOf(object)} names ${kind} ${namespace ? `${namespace}/` : ''}${name}, which nothing writes${near ? `; did you mean "${near}"?` : ''}`,
    { at: { file: file.from, path: [] }, hint: near ? `write ${near}, or add what it names` : mendOf(kind) },
  );
}

function mendOf(kind: string): string {
  if (kind.endsWith('SecretStore')) return 'run external-secrets on this cluster, or keep the secret elsewhere';
  return kind === 'Secret'
    ? 'correct the name, or add what makes the Secret'
    : 'correct the name, or add what it names';
}

/** Namespaces that our objects are in, and that nobody writes; each is said once. */
function homeless({ plan, objects }: Checked, present: ReadonlySet<string>): Finding[] {
  const missing = new Map<string, Placed>();
  const written = new Set(system);
  for (const placed of objects) {
    const { namespace } = placed.object.metadata;
    if (namespace === undefined || written.has(namespace) || missing.has(namespace)) continue;
    if (present.has(keyOf('Namespace', undefined, namespace))) written.add(namespace);
    else if (isNamespaced(placed.object)) missing.set(namespace, placed);
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
