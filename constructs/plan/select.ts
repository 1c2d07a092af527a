import { isWithout, type Platform, without } from '../model/answer.ts';
import { type Capability, capabilities, type Level } from '../model/capability.ts';
import type { ClusterFacts, Distribution } from '../model/cluster.ts';
import { type Finding, type Place, problem, where, within } from '../model/finding.ts';
import { didYouMean } from '../model/suggest.ts';
import { levelOf, type Profile } from '../profiles/profile.ts';
import type { Directory } from './catalogue.ts';
import { openers } from './secrets.ts';

/** A component that a cluster runs, and why. */
export interface Chosen {
  readonly id: string;
  readonly capability: Capability;
  /** What the environment wrote under its id. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly why: string;
  /** Where it was written; where its capability would be, for a default. */
  readonly at: Place;
}

/** How a cluster answers one capability. */
export interface Answered {
  readonly capability: Capability;
  readonly level: Level;
  readonly by: 'components' | 'distribution' | 'factory' | 'elsewhere' | 'waived' | 'nothing';
  readonly reason: string;
}

/** One capability's answer as an environment or one of its clusters wrote it. */
interface Written {
  readonly answer: unknown;
  /** The environment or the cluster that wrote it: what all clusters share is said once. */
  readonly place: string;
  readonly at: Place;
}

export interface Selection {
  readonly chosen: readonly Chosen[];
  readonly answers: readonly Answered[];
  readonly findings: readonly Finding[];
}

export interface SelectInput {
  readonly cluster: ClusterFacts;
  readonly distribution: Distribution;
  readonly profile: Profile;
  readonly directory: Directory;
  /** The environment's answers and the cluster's, with their places; the later wins. */
  readonly platforms: readonly { readonly platform: Platform; readonly at: Place }[];
}

/** Capabilities that the platform's own factory answers on every cluster, without a component. */
const ofTheFactory: { readonly [C in Capability]?: string } = {
  'non-root-containers': 'Pod Security `restricted` on every namespace of a team',
};

/**
 * What a cluster runs: the profile's table, less what the distribution brings, replaced by what the environment answers.
 *
 * @returns the components in the order of the capabilities, an answer for each capability, and what is wrong
 */
export function select(input: SelectInput): Selection {
  const written = answersOf(input);
  const findings = unknownCapabilities(input);
  const chosen: Chosen[] = [];
  const answers: Answered[] = [];
  for (const capability of capabilities) {
    const level = levelOf(input.profile[capability], {
      ...input.cluster.plans,
      managedNodes: input.distribution.managesNodes,
    });
    const own = written.get(capability);
    const result = own ? fromEnvironment(input, capability, own) : fromProfile(input, capability, level);
    chosen.push(...result.chosen);
    findings.push(...result.findings);
    answers.push({ capability, level, by: result.by, reason: result.reason });
  }
  return { chosen, answers, findings: [...findings, ...gaps(input, answers)] };
}

interface Result {
  readonly chosen: readonly Chosen[];
  readonly by: Answered['by'];
  readonly reason: string;
  readonly findings: readonly Finding[];
}

function answersOf({ platforms, cluster }: SelectInput): ReadonlyMap<string, Written> {
  const written = new Map<string, Written>();
  for (const [index, { platform, at }] of platforms.entries())
    for (const [capability, answer] of Object.entries(platform))
      written.set(capability, { answer, place: placeOf(cluster, index), at: within(at, capability) });
  return written;
}

/** The first platform is the environment's. */
const placeOf = (cluster: ClusterFacts, index: number): string => (index === 0 ? cluster.environment : cluster.id);

function unknownCapabilities({ platforms, cluster }: SelectInput): Finding[] {
  const known: ReadonlySet<string> = new Set(capabilities);
  return platforms.flatMap(({ platform, at }, index) =>
    Object.keys(platform)
      .filter((name) => !known.has(name))
      .map((name) =>
        problem(
          'definition',
          where(placeOf(cluster, index), 'platform'),
          `unknown capability "${name}"${didYouMean(name, capabilities)}`,
          {
            at: within(at, name),
            hint: 'use one of the capabilities that `npm run catalog` lists',
          },
        ),
      ),
  );
}

function fromEnvironment(input: SelectInput, capability: Capability, { answer, place, at }: Written): Result {
  if (isWithout(answer)) {
    const { how: said, reason } = answer[without];
    const empty = reason.trim() === '';
    return {
      chosen: [],
      by: said,
      reason,
      findings: empty
        ? [
            problem('profile', where(place, capability), `${said}(…) needs a reason`, {
              at,
              hint: "say who answers it or why it is not needed: the cluster's README prints it",
            }),
          ]
        : [],
    };
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return { chosen: [], by: 'components', reason: '', findings: [notAnAnswer(input, capability, place, at)] };
  const chosen: Chosen[] = [];
  const findings: Finding[] = [];
  for (const [id, settings] of Object.entries(answer)) {
    const fault =
      misplaced(input, capability, id, place, within(at, id)) ??
      shapeless(capability, id, settings, place, within(at, id));
    if (fault) findings.push(fault);
    else
      chosen.push({
        id,
        capability,
        settings: { ...settings },
        why: 'the environment asks for it',
        at: within(at, id),
      });
  }
  return {
    chosen,
    by: chosen.length > 0 || findings.length > 0 ? 'components' : 'nothing',
    reason: 'the environment asks for it',
    findings,
  };
}

const notAnAnswer = (input: SelectInput, capability: Capability, place: string, at: Place) =>
  problem('definition', where(place, capability), 'is neither components nor elsewhere(…) nor waived(…)', {
    at,
    hint: answerHint(input, capability),
  });

function answerHint({ directory }: SelectInput, capability: Capability): string {
  const [candidate] = directory.ids(capability);
  const without = "elsewhere('who') or waived('why')";
  return `write ${quoted(capability)}: ${candidate ? `{ ${quoted(candidate)}: {} }, ` : ''}${without}`;
}

const shapeless = (capability: Capability, id: string, settings: unknown, place: string, at: Place) =>
  typeof settings === 'object' && settings !== null && !Array.isArray(settings)
    ? undefined
    : problem('definition', where(place, capability, id), 'its settings must be an object', {
        at,
        hint: `write ${quoted(id)}: {} to run it with its defaults`,
      });

const quoted = (id: string): string => (/^[a-z]+$/.test(id) ? id : `'${id}'`);

function misplaced(
  { directory }: SelectInput,
  capability: Capability,
  id: string,
  place: string,
  at: Place,
): Finding | undefined {
  const home = directory.capabilityOf(id);
  if (home === capability) return undefined;
  if (home !== undefined)
    return problem('definition', where(place, capability), `"${id}" is a component of ${home}, not of ${capability}`, {
      at,
      hint: `move it under ${home}`,
    });
  return problem(
    'definition',
    where(place, capability),
    `unknown component "${id}"${didYouMean(id, directory.ids(capability))}`,
    {
      at,
      hint: `\`npm run catalog\` lists the components; one of your own is a file components/${capability}/${id}.ts`,
    },
  );
}

function fromProfile(input: SelectInput, capability: Capability, level: Level): Result {
  const { distribution, profile, cluster } = input;
  const nothing = { chosen: [], findings: [] };
  const factory = ofTheFactory[capability];
  if (factory) return { ...nothing, by: 'factory', reason: factory };
  const brought = distribution.brings[capability];
  if (brought) return { ...nothing, by: 'distribution', reason: brought };
  if (level === 'optional' && capability !== 'gitops' && capability !== 'secrets')
    return { ...nothing, by: 'nothing', reason: '' };
  const why = reasonFor(capability, level, cluster);
  const ids =
    capability === 'secrets'
      ? [openers[cluster.secrets.kind].component]
      : (distribution.prefers[capability] ?? profile[capability].components);
  const at = within(input.platforms.at(-1)?.at ?? { file: '', path: [] });
  return {
    chosen: ids.map((id) => ({ id, capability, settings: {}, why, at })),
    by: ids.length > 0 ? 'components' : 'nothing',
    reason: why,
    findings: [],
  };
}

function reasonFor(capability: Capability, level: Level, cluster: ClusterFacts): string {
  if (level !== 'optional') return `${level} in ${cluster.profile}`;
  return capability === 'gitops' ? 'Millwright writes for Argo CD' : "the environment's secret store needs it";
}

function gaps(input: SelectInput, answers: readonly Answered[]): Finding[] {
  const at = input.platforms.at(-1)?.at;
  return answers
    .filter(({ level, by }) => level === 'mandatory' && by === 'nothing')
    .map(({ capability }) =>
      problem(
        'profile',
        where(input.cluster.id, capability),
        `is mandatory in ${input.cluster.profile} and nothing answers it`,
        { at, hint: answerHint(input, capability) },
      ),
    );
}
