import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { nearest } from '../../constructs/model/suggest.ts';
import { changeAt, type Difference } from '../../constructs/plan/difference.ts';
import { isNamespaced } from '../../constructs/plan/objects.ts';
import type { Before, TreeFile } from '../../constructs/plan/tree.ts';
import { Alike } from './alike.ts';
import { type Check, type Checked, nameOf } from './check.ts';
import { madeBy, namedBy, type Reference } from './references.ts';

/** Namespaces that are there before anything of ours. */
const system: ReadonlySet<string> = new Set(['argocd', 'default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Nothing names what is not there: projects, roles, stores, generators, secrets, policies, namespaces. */
export const reference: Check = {
  name: 'reference',
  run(checked) {
    const files: { readonly file: TreeFile; readonly read: Read }[] = [];
    for (const file of checked.files) if (file.by !== 'hand') files.push({ file, read: readFrom(file) });
    const kinships = files.map(({ read }) => read.kinship);
    if (fine.has(kinships)) return [];
    const present = new Set<string>();
    for (const { read } of files) for (const key of read.made) present.add(key);
    const findings: Finding[] = [];
    for (const { file, read } of files)
      for (const { object, reference: each, key } of read.named)
        if (!present.has(key)) findings.push(dangling(checked, { object, file }, each, present));
    findings.push(...homeless(checked, files, present));
    if (findings.length === 0) fine.add(kinships);
    return findings;
  },
};

/** What of a file this check goes by. */
interface Read {
  /** Keys of what its objects make. */
  readonly made: readonly string[];
  readonly named: readonly { readonly object: KubernetesObject; readonly reference: Reference; readonly key: string }[];
  /** The first object of each namespace. */
  readonly first: ReadonlyMap<string, KubernetesObject>;
  /** The same for files that make and name the same. */
  readonly kinship: object;
}

/** Clusters in which nothing was missing, by the kinships of their files. */
const fine = new Alike();

const known = new WeakMap<TreeFile['documents'], Read>();

/** Read once of files that clusters have in common. */
function readFrom({ documents, before }: TreeFile): Read {
  const found = known.get(documents);
  if (found !== undefined) return found;
  const last = before && known.get(before.documents);
  if (last && readsAlike(documents, before)) {
    known.set(documents, last);
    return last;
  }
  const made: string[] = [];
  const named: Read['named'][number][] = [];
  const first = new Map<string, KubernetesObject>();
  // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
  for (const object of documents as readonly KubernetesObject[]) {
    for (const each of madeBy(object)) made.push(keyOf(each));
    for (const each of namedBy(object)) named.push({ object, reference: each, key: keyOf(each) });
    const { namespace } = object.metadata;
    if (namespace !== undefined && !first.has(namespace) && isNamespaced(object)) first.set(namespace, object);
  }
  const kinship = last && isAlike(last, { made, named, first }) ? last.kinship : {};
  const read = { made, named, first, kinship };
  known.set(documents, read);
  return read;
}

/** Whether each document stands where the one of the same name stood, and names what that named. */
function readsAlike(documents: TreeFile['documents'], { documents: others, twins, differences }: Before): boolean {
  if (documents.length !== others.length) return false;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at];
    if (twins[at] !== others[at]) return false;
    if (document !== twins[at] && !namesAlike(document?.['kind'], differences[at])) return false;
  }
  return true;
}

/** Whether an object that differs so from one of the same name names what that does. Labels and annotations name nothing. */
function namesAlike(kind: unknown, difference: Difference | undefined): boolean {
  if (difference === undefined) return false;
  for (const { key, below } of difference) {
    if (key === 'metadata') continue;
    // Of an Application only the project is read.
    if (kind !== 'Application' || key !== 'spec' || !below || changeAt(below, 'project')) return false;
  }
  return true;
}

const isAlike = (one: Omit<Read, 'kinship'>, other: Omit<Read, 'kinship'>): boolean =>
  one.made.length === other.made.length &&
  one.named.length === other.named.length &&
  one.first.size === other.first.size &&
  one.made.every((key, at) => key === other.made[at]) &&
  one.named.every(({ key }, at) => key === other.named[at]?.key) &&
  [...one.first.keys()].every((namespace) => other.first.has(namespace));

/** An object, and the file that it is written to. */
interface Standing {
  readonly object: KubernetesObject;
  readonly file: TreeFile;
}

const applicationOf = ({ by }: TreeFile): string | undefined => (by === 'hand' ? undefined : by.application);

const keyOf = ({ kind, namespace, name }: Reference): string => `${kind}\u0000${namespace ?? ''}\u0000${name}`;

function dangling(
  { plan }: Checked,
  { object, file }: Standing,
  { kind, namespace, name }: Reference,
  present: ReadonlySet<string>,
): Finding {
  const beside = keyOf({ kind, namespace, name: '' });
  const others = [...present].filter((key) => key.startsWith(beside)).map((key) => key.slice(beside.length));
  const near = nearest(name, others);
  return problem(
    'reference',
    where(plan.facts.id, applicationOf(file)),
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
function homeless(
  { plan }: Checked,
  files: readonly { readonly file: TreeFile; readonly read: Read }[],
  present: ReadonlySet<string>,
): Finding[] {
  const missing = new Map<string, Standing>();
  const written = new Set(system);
  for (const { file, read } of files)
    for (const [namespace, object] of read.first) {
      if (written.has(namespace) || missing.has(namespace)) continue;
      if (present.has(keyOf({ kind: 'Namespace', name: namespace }))) written.add(namespace);
      else missing.set(namespace, { object, file });
    }
  return [...missing].map(([namespace, { object, file }]) =>
    problem(
      'reference',
      where(plan.facts.id, applicationOf(file)),
      `${nameOf(object)} is in the namespace ${namespace}, which nothing writes`,
      {
        at: { file: file.from, path: [] },
        hint: "put it into the component's own namespace",
      },
    ),
  );
}
