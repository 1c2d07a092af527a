import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { Checked } from './check.ts';

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
  const round = { files, fine, flawed: new Set<TreeFile>() };
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

/** Takes files for fine, because an earlier run has found nothing wrong with them; to be said before any check has run. */
export function assumeFine(checked: Checked, files: readonly TreeFile[]): void {
  const fine = fineIn(checked);
  for (const { documents } of files) fine.add(documents);
}

/**
 * Remembers what is fine, once all of the checks have run.
 *
 * @returns whether every file is
 */
export function remember(checked: Checked): boolean {
  const { fine, flawed } = roundOf(checked);
  for (const file of checked.files) if (!flawed.has(file)) fine.add(file.documents);
  return flawed.size === 0;
}
