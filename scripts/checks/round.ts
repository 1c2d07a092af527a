import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { Checked } from './check.ts';
import { ofKind } from './kinds.ts';
import { textAt } from './read.ts';

/**
 * One cluster before the checks whose verdict on a file follows from that file alone, and from what `Context` names: they share which
 * files need not be looked at.
 */
export interface Round {
  /** Those that Argo CD applies and of which not everything is known to be fine. */
  readonly files: readonly TreeFile[];
  /** The documents of files that are. */
  readonly fine: WeakSet<TreeFile['documents']>;
  /** Files in which one of the checks has found something. */
  readonly flawed: Set<TreeFile>;
  /** Files of which nothing is wrong beside the namespaces of their objects and the policies of the cluster either. */
  readonly permitted: ReadonlySet<TreeFile>;
  /** Files in which a check that looks at those has found something. */
  readonly refused: Set<TreeFile>;
}

/** What those checks know besides a file. */
interface Context {
  readonly kubernetes: string;
  readonly argocd: string;
  readonly definitions: Checked['around']['definitions'];
  readonly charts: Checked['charts'];
}

const rounds = new WeakMap<Checked, Round>();

export function roundOf(checked: Checked): Round {
  const known = rounds.get(checked);
  if (known !== undefined) return known;
  const fine = fineIn(checked);
  const files = checked.files.filter(({ by, documents }) => by !== 'hand' && !fine.has(documents));
  const permitted = assumed.get(checked) ?? none;
  const round = { files, fine, flawed: new Set<TreeFile>(), permitted, refused: new Set<TreeFile>() };
  rounds.set(checked, round);
  return round;
}

const contexts = new Map<string, { readonly context: Context; readonly fine: Round['fine'] }>();

/** What was fine is so as long as its context is the same. */
function fineIn({ plan: { facts }, around, charts }: Checked): Round['fine'] {
  const context = { kubernetes: around.kubernetes, argocd: facts.argocd, definitions: around.definitions, charts };
  const name = `${context.kubernetes} ${context.argocd}`;
  const known = contexts.get(name);
  if (known && known.context.definitions === context.definitions && known.context.charts === charts) return known.fine;
  const fine: Round['fine'] = new WeakSet();
  contexts.set(name, { context, fine });
  return fine;
}

const assumed = new WeakMap<Checked, ReadonlySet<TreeFile>>();
const none: ReadonlySet<TreeFile> = new Set();

/**
 * Takes files for fine, because an earlier run has found nothing wrong with them; to be said before any check has run.
 *
 * @param permitted whether it has found nothing wrong beside the same policies either
 */
export function assumeFine(checked: Checked, files: readonly TreeFile[], permitted = false): void {
  const fine = fineIn(checked);
  for (const { documents } of files) fine.add(documents);
  if (permitted) assumed.set(checked, withNamespaces(checked, new Set(files)));
}

/** Those of the files whose objects are in namespaces that are in the files, too, or that nobody writes. */
function withNamespaces({ objects }: Checked, files: ReadonlySet<TreeFile>): ReadonlySet<TreeFile> {
  const others = new Set<string>();
  for (const { object, file } of ofKind(objects, 'Namespace')) if (!files.has(file)) others.add(object.metadata.name);
  if (others.size === 0) return files;
  const isElsewhere = ({ metadata }: KubernetesObject): boolean =>
    others.has(textAt(metadata, 'namespace') ?? 'default');
  // What Argo CD applies is a Kubernetes object.
  return new Set([...files].filter(({ documents }) => !(documents as readonly KubernetesObject[]).some(isElsewhere)));
}

/** What is known of a cluster once all of the checks have run. */
export interface Verdict {
  /** Whether nothing is wrong with any of the files by itself. */
  readonly flawless: boolean;
  /** Whether nothing is wrong with any beside its namespaces and the policies either. */
  readonly permitted: boolean;
}

/** Remembers what is fine, once all of the checks have run. */
export function remember(checked: Checked): Verdict {
  const { fine, flawed, refused } = roundOf(checked);
  for (const file of checked.files) if (!flawed.has(file)) fine.add(file.documents);
  return { flawless: flawed.size === 0, permitted: refused.size === 0 };
}
