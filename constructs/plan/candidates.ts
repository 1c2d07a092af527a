import { releases } from '../argocd/versions.ts';
import { type KubernetesVersion, kubernetesVersions } from '../model/capability.ts';
import type { ClusterFacts } from '../model/cluster.ts';
import type { CatalogueEntry } from '../model/component.ts';
import { type Finding, problem, warning, where } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Source } from '../model/source.ts';
import type { Catalogue } from './catalogue.ts';
import type { Chosen, Selection } from './select.ts';
import { type Settled, settle } from './settings.ts';

/** A component of a cluster before anything is computed: what was chosen, what it is, and its settings. */
export interface Candidate {
  readonly chosen: Chosen;
  readonly entry: CatalogueEntry;
  readonly settled: Settled;
  readonly source: Source;
  readonly namespace: string;
}

export interface CandidatesInput {
  readonly fleet: Fleet;
  readonly selection: Selection;
  readonly catalogue: Catalogue;
}

/**
 * The chosen components with their settings, sources and namespaces.
 *
 * @returns none where one is missing or cannot be run: what the others would say of that is not the user's mistake
 */
export function candidatesOf(
  { fleet, selection, catalogue }: CandidatesInput,
  facts: ClusterFacts,
): { candidates: Candidate[]; findings: Finding[] } {
  const candidates: Candidate[] = [];
  const findings: Finding[] = [];
  let whole = !selection.findings.some(({ severity }) => severity === 'error');
  for (const chosen of selection.chosen) {
    const entry = catalogue.get(chosen.id);
    if (!entry) {
      findings.push(missing(facts, chosen));
      whole = false;
      continue;
    }
    const settled = settle(chosen, entry.component, facts);
    const { source, finding: unfit } = sourceOf(fleet, chosen, entry.component.source, settled, facts);
    const { status, kubernetes } = entry.component;
    if (settled.findings.length > 0) findings.push(...settled.findings);
    if (unfit) findings.push(unfit);
    if (status !== undefined && status !== 'active') findings.push(archived(chosen, status, facts));
    if (kubernetes) findings.push(...untested(chosen, kubernetes, facts));
    whole &&= settled.usable;
    const { namespace = entry.component.namespace.name ?? chosen.id } = settled.adjustments;
    candidates.push({ chosen, entry, settled, source, namespace });
  }
  return { candidates: whole ? candidates : [], findings };
}

const missing = (facts: ClusterFacts, { id, capability, at }: Chosen): Finding =>
  problem('definition', where(facts.id, capability), `the profile's component "${id}" is not in the catalogue`, {
    at,
    hint: `answer ${capability} with another component`,
  });

const archived = ({ id, capability, at }: Chosen, status: { archived: string }, facts: ClusterFacts): Finding =>
  warning('version', where(facts.id, capability, id), 'its upstream is archived', {
    at,
    hint: `move to ${status.archived}`,
  });

/** A component on a Kubernetes that its pinned release does not support. */
function untested(
  { id, capability, at }: Chosen,
  { from, to }: { from?: KubernetesVersion; to?: KubernetesVersion },
  facts: ClusterFacts,
): Finding[] {
  const rank = (version: KubernetesVersion) => kubernetesVersions.indexOf(version);
  const mine = rank(facts.kubernetes);
  if (mine >= rank(from ?? facts.kubernetes) && mine <= rank(to ?? facts.kubernetes)) return [];
  const range = [from && `${from} or newer`, to && `${to} or older`].filter(Boolean).join(' and ');
  return [
    problem(
      'version',
      where(facts.id, capability, id),
      `needs Kubernetes ${range}, and this cluster has ${facts.kubernetes}`,
      {
        at,
        hint: 'choose another version of one of them',
      },
    ),
  ];
}

/** A component's source with the versions of `platform.yaml` and of the environment over it. */
function sourceOf(
  fleet: Fleet,
  { id, capability, at }: Chosen,
  source: Source,
  { adjustments }: Settled,
  facts: ClusterFacts,
): { source: Source; finding?: Finding } {
  const override = fleet.versions.platform.value[id];
  const release = id === 'argo-cd' ? releases[facts.argocd].chart : undefined;
  const version = adjustments.version ?? override?.version ?? release;
  if (version === undefined) return { source };
  if (source.kind === 'helm') {
    const { repository = source.repository, chart = source.chart } = override ?? {};
    return { source: { ...source, repository, chart, version } };
  }
  if (source.kind !== 'own') return { source: { ...source, revision: version } };
  const fixed = problem('version', where(facts.id, capability, id), 'has no chart whose version could be changed', {
    at,
    hint: 'change what it runs through its options or patches',
  });
  return { source, finding: fixed };
}
