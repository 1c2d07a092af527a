import type { PolicyAction } from '../../constructs/model/policy.ts';
import { versionOf } from '../../constructs/model/source.ts';
import type { ClusterPlan, PlannedComponent } from '../../constructs/plan/cluster.ts';
import { providedAt } from '../../constructs/plan/secrets.ts';
import type { Answered } from '../../constructs/plan/select.ts';
import type { PolicyDecision } from '../../constructs/policies/bound.ts';
import render from '../templates/cluster.md.hbs';

/** A cell of a Markdown table: a bar would end it. */
const cell = (text: string): string => (/[|\n]/.test(text) ? text.replaceAll('|', '\\|').replaceAll('\n', ' ') : text);

/** The README of a cluster: what runs there and why, what was decided otherwise, how to get in, how to begin. */
export function readme(plan: ClusterPlan): string {
  const { facts, trunk } = plan;
  const components = [...plan.components].sort((a, b) => a.wave - b.wave || (a.id < b.id ? -1 : 1));
  const text = render({
    from: plan.file,
    id: facts.id,
    sentence: `A ${facts.distribution} cluster of the environment ${facts.environment}.`,
    profile: facts.profile,
    kubernetes: facts.kubernetes,
    distribution: facts.distribution,
    argocd: facts.argocd,
    domain: facts.domain,
    follows: trunk.follows,
    canary: plan.canary,
    components: components.map((component) => row(component)),
    answers: plan.answers.map((answered) => ({ ...answered, answer: cell(answer(answered, components)) })),
    deviations: [...deviations(components), ...ofPolicies(plan.policies)],
    ...asked(plan.policies),
    factories: plan.factories.flatMap((factory) =>
      factory.stages.map(({ stage, applications }) => ({
        factory: factory.name,
        stage: stage.name,
        namespace: stage.namespace,
        follows: stage.follows,
        applications: applications.map(({ name }) => name).join(', ') || 'none yet',
      })),
    ),
    ...secrets(plan),
    access: components.flatMap(({ access }) => access ?? []),
    bootstrap: bootstrap(plan),
  });
  const sparing = text.includes('\n\n\n') ? text.replace(/\n{3,}/g, '\n\n') : text;
  return `${sparing.trimEnd()}\n`;
}

const row = ({ id, candidate, wave, capability, after }: PlannedComponent) => ({
  id,
  wave: String(wave).padStart(3, '0'),
  version: versionOf(candidate.source),
  capability,
  summary: cell(candidate.entry.component.summary),
  why: cell(candidate.chosen.why),
  after: after.size === 0 ? '' : cell(reasons(after)),
});

function reasons(after: PlannedComponent['after']): string {
  const texts: string[] = [];
  after.forEach((reason, other) => {
    texts.push(`${other} (${reason})`);
  });
  return texts.sort().join(', ');
}

function answer({ capability, by, reason }: Answered, components: readonly PlannedComponent[]): string {
  if (by === 'components')
    return components
      .filter((component) => component.capability === capability)
      .map(({ id }) => id)
      .join(', ');
  if (by === 'nothing') return '–';
  return by === 'distribution' || by === 'factory' ? reason : `${by}: ${reason}`;
}

/** What an environment changed besides options: overridden versions, chart values, patches, namespaces. */
function deviations(components: readonly PlannedComponent[]): string[] {
  const texts: string[] = [];
  for (const { id, candidate } of components) {
    const { values, patches, namespace } = candidate.settled.adjustments;
    const pinned = versionOf(candidate.entry.component.source);
    const version = versionOf(candidate.source);
    if (version !== pinned) texts.push(`${id} runs ${version} instead of ${pinned}`);
    if (values) texts.push(`${id} has values of its own: ${Object.keys(values).sort().join(', ')}`);
    if (patches) texts.push(...patches.map(({ kind, name }) => `${id} patches ${kind} ${name}`));
    if (namespace) texts.push(`${id} runs in the namespace ${namespace}`);
  }
  return texts;
}

/** The policies by what becomes of what they do not like. */
function asked(policies: readonly PolicyDecision[]) {
  const names = (action: PolicyAction, text: (decision: PolicyDecision) => string) =>
    policies
      .filter((decision) => decision.action === action)
      .map(text)
      .join(', ');
  const name = (decision: PolicyDecision) => `\`${decision.name}\``;
  return {
    denied: names('deny', name),
    warned: names('warn', name),
    off: names('off', (decision) => `${name(decision)} (${decision.why})`),
  };
}

/** What somebody decided otherwise than the profile, and namespaces that are left out. */
function ofPolicies(policies: readonly PolicyDecision[]): string[] {
  const verbs = { deny: 'refuses', warn: 'only warns', off: 'is off' } as const;
  return policies.flatMap(({ name, action, why, deviates, except }) => [
    ...(deviates ? [`the policy ${name} ${verbs[action]}: ${why}`] : []),
    ...Object.entries(except).map(([namespace, reason]) => `the policy ${name} leaves out ${namespace}: ${reason}`),
  ]);
}

function secrets({ facts, components }: ClusterPlan) {
  const needs = components
    .flatMap((component) => component.secrets)
    .filter(({ generated }) => !generated || facts.secrets.kind === 'sops');
  const rows = new Map(needs.map((need) => [providedAt(facts, need), need.keys.map((key) => `\`${key}\``).join(', ')]));
  const at = {
    vault:
      facts.secrets.kind === 'vault' ? `In Vault at ${facts.secrets.server}, engine \`${facts.secrets.mount}\`:` : '',
    local:
      facts.secrets.kind === 'local'
        ? `In the namespace \`${facts.secrets.namespace}\` of this cluster, as Secrets of these names:`
        : '',
    sops: 'As encrypted SopsSecrets:',
  }[facts.secrets.kind];
  return {
    secretsWhere: at,
    secrets: [...rows].map(([name, keys]) => ({ path: name, keys })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function bootstrap({ components, trunk }: ClusterPlan): string[] {
  const first = components.filter(({ bootstrapValues }) => bootstrapValues).sort((a, b) => a.wave - b.wave);
  const installs = first.flatMap(({ id, candidate: { source, namespace } }) => {
    if (source.kind !== 'helm') return [];
    const chart = /^https?:/.test(source.repository)
      ? `${source.chart} --repo ${source.repository}`
      : `oci://${source.repository}/${source.chart}`;
    return [
      `helm upgrade --install ${id} ${chart} --version ${source.version} \\`,
      `  --namespace ${namespace} --create-namespace --values ${trunk.path}/bootstrap/${id}.values.yaml --wait`,
    ];
  });
  return [...installs, `kubectl apply --server-side --filename ${trunk.path}/bootstrap/anchor.yaml`];
}
