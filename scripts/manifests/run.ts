/** `check --manifests`: from what was named on the command line to findings. */
import { type Finding, problem, warning } from '../../constructs/model/finding.ts';
import { entry } from '../checks/entry.ts';
import { aroundOf } from './around.ts';
import { renderFirst } from './document.ts';
import { type Input, inputsOf } from './input.ts';
import { checkObjects, type Located } from './judge.ts';
import { partsOf, unreadable } from './parts.ts';
import { type Piece, pieces } from './split.ts';
import { textOf } from './text.ts';

export interface Request {
  /** Millwright's own folder. */
  readonly root: string;
  /** Files, folders, or `-`. */
  readonly named: readonly string[];
  /** The Kubernetes minor that the objects are for. */
  readonly kubernetes: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly progress?: (done: number, all: number, name: string) => void;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly objects: number;
  /** How many files hold them. */
  readonly files: number;
}

/** @returns a sentence where what was named cannot be checked at all */
export async function checkManifests(request: Request): Promise<Outcome | { readonly misuse: string }> {
  const named = await inputsOf(request.named, request.stdin);
  if ('misuse' in named) return named;
  const { inputs, charts } = named;
  const around = aroundOf(request.root, request.kubernetes, documentsOf(inputs));
  const findings: Finding[] = [];
  const foreign = new Map<string, Set<string>>();
  let objects = 0;
  let files = 0;
  const all = function* (): Generator<Located> {
    for (const [index, input] of inputs.entries()) {
      const before = { objects, findings: findings.length };
      for (const { object, mistake } of partsOf(input)) {
        request.progress?.(index, inputs.length, input.name);
        if (object) {
          objects++;
          yield object;
        } else if (mistake) findings.push(mistake);
        else entry(foreign, input.folder ?? '', () => new Set()).add(input.name);
      }
      if (objects > before.objects) files++;
      else if (input.folder === undefined && findings.length === before.findings) findings.push(empty(input));
    }
  };
  for (const finding of checkObjects(all(), around)) findings.push(finding);
  return { findings: [...findings, ...unrendered(charts), ...[...foreign].map(leftOut)], objects, files };
}

/** All documents of all files. What keeps one from being read is said when its objects are checked. */
function* documentsOf(inputs: readonly Input[]): Generator<Piece> {
  for (const { chunks } of inputs)
    try {
      yield* pieces(textOf(chunks()));
    } catch (error) {
      unreadable(error);
    }
}

const empty = ({ name }: Input): Finding =>
  problem('load', name, 'holds no object', { at: { file: name, path: [] }, hint: 'name what holds manifests' });

function unrendered([first, ...others]: readonly string[]): readonly Finding[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and so were those of ${others.length} more`;
  return [warning('load', first, `is a Helm chart, whose templates were left out${more}`, { hint: renderFirst })];
}

function leftOut([folder, files]: readonly [string, ReadonlySet<string>]): Finding {
  const names = [...files].map((file) => (folder === '.' ? file : file.slice(folder.length + 1)));
  const shown = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return warning(
    'load',
    folder,
    `holds files without objects of Kubernetes, which were not checked: ${shown.join(', ')}`,
    {
      hint: 'name the folders or files that hold manifests to be rid of this',
    },
  );
}
