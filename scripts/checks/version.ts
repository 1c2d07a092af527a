import { fieldsTooNew, releases } from '../../constructs/argocd/versions.ts';
import { type Finding, problem, warning, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type Check, type Checked, nameOf } from './check.ts';
import { entry } from './entry.ts';

/** Nothing that the cluster's Argo CD would drop in silence, and a Kubernetes that it has been tested on. */
export const version: Check = {
  name: 'version',
  run(checked) {
    const findings: Finding[] = untested(checked);
    const known = entry(fine, checked.plan.facts.argocd, () => new WeakSet());
    for (const file of checked.files) {
      if (file.by === 'hand' || known.has(file.documents)) continue;
      const found = tooNew(checked, file, file.by.application);
      if (found.length === 0) known.add(file.documents);
      else findings.push(...found);
    }
    return findings;
  },
};

/** Documents that an Argo CD knows every field of, by its version: files that clusters have in common are looked at once. */
const fine = new Map<string, WeakSet<TreeFile['documents']>>();

function tooNew({ plan }: Checked, { documents, from }: TreeFile, application: string): readonly Finding[] {
  const findings: Finding[] = [];
  // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
  for (const object of documents as readonly KubernetesObject[])
    for (const { path, since, otherwise } of fieldsTooNew(object, plan.facts.argocd))
      findings.push(
        problem(
          'version',
          where(plan.facts.id, application),
          `${nameOf(object)} has ${path}, which Argo CD knows since ${since}${otherwise ? `; before, ${otherwise}` : ''}`,
          { at: { file: from, path: [] }, hint: `run Argo CD ${since} or newer, or do without` },
        ),
      );
  return findings;
}

function untested({ plan }: Checked): Finding[] {
  const { argocd, kubernetes, id, name } = plan.facts;
  const { kubernetes: tested } = releases[argocd];
  if (tested.some((minor) => minor === kubernetes)) return [];
  return [
    warning(
      'version',
      where(id, 'gitops', 'argo-cd'),
      `Argo CD ${argocd} has not been tested on Kubernetes ${kubernetes}${tested.length > 0 ? ` (tested: ${tested.join(', ')})` : ''}`,
      {
        at: { file: plan.file, path: ['clusters', name, 'runs'] },
        hint: 'choose versions that were released together',
      },
    ),
  ];
}
