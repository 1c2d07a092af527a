import * as v from 'valibot';
import type { ClusterFacts } from '../model/cluster.ts';
import type { Adjustments, AnyComponent } from '../model/component.ts';
import { type Finding, problem, where, within } from '../model/finding.ts';
import { isMap } from '../model/json.ts';
import type { Options } from '../model/option.ts';
import { shapes } from '../model/option.ts';
import { didYouMean } from '../model/suggest.ts';
import { messageOf } from '../shape/check.ts';
import type { Chosen } from './select.ts';

/** A component's settings after defaults and checks. */
export interface Settled {
  /** False where an option is required and has no sound value: the component's functions cannot be run. */
  readonly usable: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly adjustments: Adjustments;
  readonly findings: readonly Finding[];
}

const plainObject = v.custom<Record<string, unknown>>(isMap, 'must be an object');
const adjustmentSchemas = {
  values: plainObject,
  version: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  patches: v.array(v.strictObject({ kind: v.string(), name: v.string(), merge: plainObject })),
  namespace: shapes.label,
} as const;

/** Names that no option may have, because every component accepts them. */
export const adjustmentNames: readonly string[] = Object.keys(adjustmentSchemas);

/** Reads what an environment wrote under a component's id: its options with their defaults, and the adjustments. */
export function settle(chosen: Chosen, component: AnyComponent, cluster: ClusterFacts): Settled {
  const declared: Options = component.options ?? {};
  const findings: Finding[] = [];
  const options: Record<string, unknown> = {};
  const place = (name: string) => where(cluster.id, chosen.capability, chosen.id, name);
  let usable = true;
  for (const name in declared) {
    const each = declared[name] as Options[string];
    const given = chosen.settings[name];
    if (given === undefined && each.presence !== 'required') {
      options[name] = fallbackOf(each, cluster);
      continue;
    }
    const fault = given === undefined ? undefined : faultOf(each.schema, given);
    const sound = given !== undefined && fault === undefined;
    if (fault)
      findings.push(
        problem('option', place(`options.${name}${fault.path}`), fault.message, {
          at: within(chosen.at, name),
          hint: each.sentence,
        }),
      );
    else if (!sound && each.presence === 'required')
      findings.push(problem('option', place(`options.${name}`), 'is required', { at: chosen.at, hint: each.sentence }));
    // With its default in place of what is wrong, the component can still say what else is.
    options[name] = sound ? given : fallbackOf(each, cluster);
    usable &&= sound || each.presence !== 'required';
  }
  const found = adjustments(chosen, findings, place);
  findings.push(...unknown(chosen, declared, place));
  return { usable, options, adjustments: found, findings };
}

const fallbackOf = ({ fallback }: Options[string], cluster: ClusterFacts): unknown =>
  typeof fallback === 'function' ? fallback(cluster) : fallback;

function adjustments({ settings, at }: Chosen, findings: Finding[], place: (name: string) => string): Adjustments {
  let found: Record<string, unknown> | undefined;
  for (let index = 0; index < adjustmentNames.length; index++) {
    const name = adjustmentNames[index] as keyof typeof adjustmentSchemas;
    const given = settings[name];
    if (given === undefined) continue;
    const fault = faultOf(adjustmentSchemas[name], given);
    found ??= {};
    if (fault) findings.push(problem('option', place(`${name}${fault.path}`), fault.message, { at: within(at, name) }));
    else found[name] = given;
  }
  return found ?? none;
}

const none: Adjustments = {};

function unknown(chosen: Chosen, declared: Options, place: (name: string) => string): Finding[] {
  const isKnown = (name: string) => Object.hasOwn(declared, name) || adjustmentNames.includes(name);
  const names = Object.keys(chosen.settings).filter((name) => !isKnown(name));
  if (names.length === 0) return [];
  const known = [...Object.keys(declared), ...adjustmentNames];
  return names.map((name) =>
    problem('option', place(`options.${name}`), `unknown option${didYouMean(name, known)}`, {
      at: within(chosen.at, name),
      hint: `\`npm run catalog -- ${chosen.id}\` lists its options; values of the chart go under \`values\``,
    }),
  );
}

/** The first thing that is wrong with a value, and where inside it. */
export function faultOf(
  schema: v.GenericSchema<unknown, unknown>,
  value: unknown,
): { message: string; path: string } | undefined {
  const result = v.safeParse(schema, value);
  if (result.success) return undefined;
  const issue = result.issues[0];
  const dotted = v.getDotPath(issue);
  return { message: messageOf(issue), path: dotted ? `.${dotted}` : '' };
}
