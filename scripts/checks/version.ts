import { fieldsTooNew, releases, type TooNew } from '../../constructs/argocd/versions.ts';
import { type Finding, problem, warning, where } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type Check, type Checked, nameOf } from './check.ts';
import { roundOf } from './round.ts';

/** Nothing that the cluster's Argo CD would drop in silence, and a Kubernetes that it has been tested on. */
export const version: Check = {
  name: 'version',
  run(checked) {
    const findings: Finding[] = untested(checked);
    const { files, fine, flawed } = roundOf(checked);
    for (const file of files) {
      const { documents, before } = file;
      const twins = before && fine.has(before.documents) ? before.twins : undefined;
      for (let at = 0; at < documents.length; at++) {
        // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
        const object = documents[at] as KubernetesObject;
        const found = object === twins?.[at] ? none : fieldsTooNew(object, checked.plan.facts.argocd);
        if (found.length === 0) continue;
        flawed.add(file);
        findings.push(...found.map((each) => tooNew(checked, file, object, each)));
      }
    }
    return findings;
  },
};

const none: readonly TooNew[] = [];

function tooNew(
  { plan }: Checked,
  { by, from }: TreeFile,
  object: KubernetesObject,
  { path, since, otherwise }: TooNew,
): Finding {
  return problem(
    'version',
    where(plan.facts.id, by === 'hand' ? undefined : by.application),
    `${nameOf(object)} has ${path}, which Argo CD knows since ${since}${otherwise ? `; before, ${otherwise}` : ''}`,
    { at: { file: from, path: [] }, hint: `run Argo CD ${since} or newer, or do without` },
  );
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
