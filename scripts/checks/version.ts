import { fieldsTooNew, releases } from '../../constructs/argocd/versions.ts';
import { type Finding, problem, warning, where } from '../../constructs/model/finding.ts';
import { type Check, type Checked, nameOf } from './check.ts';

/** Nothing that the cluster's Argo CD would drop in silence, and a Kubernetes that it has been tested on. */
export const version: Check = {
  name: 'version',
  run(checked) {
    const { plan, objects } = checked;
    const findings: Finding[] = untested(checked);
    for (const { object, application, file } of objects) {
      for (const { path, since, otherwise } of fieldsTooNew(object, plan.facts.argocd))
        findings.push(
          problem(
            'version',
            where(plan.facts.id, application),
            `${nameOf(object)} has ${path}, which Argo CD knows since ${since}${otherwise ? `; before, ${otherwise}` : ''}`,
            {
              at: { file: file.from, path: [] },
              hint: `run Argo CD ${since} or newer, or do without`,
            },
          ),
        );
    }
    return findings;
  },
};

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
