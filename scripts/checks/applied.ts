import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { applicationsOf } from './applications.ts';
import { characters, inKiB, MiB } from './bytes.ts';
import { type Check, type Checked, nameOf } from './check.ts';
import { entry } from './entry.ts';
import { listAt, mapAt } from './read.ts';
import { keptByKubectl } from './size/kept.ts';

/** All manifests of a directory source (argo-cd v3.5.1, `reposerver.max.combined.directory.manifests.size`). */
const DIRECTORY = 10_000_000;
/** An object has at most 1.5 MiB, so a file with fewer is not too large. Folders of many files hold one Application in each. */
const FEW = Math.floor(DIRECTORY / (1.5 * MiB));

/** What an Application applies fits through the way that it is applied. */
export const applied: Check = {
  name: 'size',
  run: (checked) => [...byClient(checked), ...directories(checked)],
};

/** What kubectl compares itself, because the Application does not let the server do it. */
function byClient(checked: Checked): Finding[] {
  const serverSide = new Set<string>();
  for (const { object } of applicationsOf(checked))
    if (listAt(mapAt(object['spec'], 'syncPolicy'), 'syncOptions').includes('ServerSideApply=true'))
      serverSide.add(object.metadata.name);
  return checked.files.flatMap(({ by, documents, from }) => {
    if (by === 'hand' || serverSide.has(by.application)) return [];
    // What Argo CD applies is a Kubernetes object.
    return (documents as readonly KubernetesObject[]).flatMap((object) => {
      const said = keptByKubectl(object, false);
      if (said === undefined) return [];
      const place = where(checked.plan.facts.id, by.application, nameOf(object));
      return [problem('size', place, said.message, { at: { file: from, path: [] }, hint: said.hint })];
    });
  });
}

function directories({ plan, files }: Checked): Finding[] {
  const sums = new Map<string, { length: number; from: string }>();
  for (const { by, documents, from } of files)
    if (by !== 'hand' && documents.length > FEW) {
      const sum = entry(sums, by.application, () => ({ length: 0, from }));
      sum.length += lengthOf(documents);
    }
  return [...sums].flatMap(([application, { length, from }]) =>
    length <= DIRECTORY
      ? []
      : [
          problem(
            'size',
            where(plan.facts.id, application),
            `applies manifests of ${inKiB(length)}, and Argo CD reads at most ${inKiB(DIRECTORY)} of a directory`,
            {
              at: { file: from, path: [] },
              hint: 'move what is large into a chart, or make several components of it',
            },
          ),
        ],
  );
}

const lengths = new WeakMap<object, number>();

/** Characters of a file's documents; remembered for those that stand in the trees of several clusters. */
function lengthOf(documents: TreeFile['documents']): number {
  const known = lengths.get(documents);
  if (known !== undefined) return known;
  let sum = 0;
  for (const document of documents) {
    const length = lengths.get(document) ?? characters(document);
    if (Object.isFrozen(document)) lengths.set(document, length);
    sum += length;
  }
  lengths.set(documents, sum);
  return sum;
}
