import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { expressionsOf, lists } from '../../../constructs/policies/forms/expressions.ts';
import type { Parameters, Policy, Rule } from '../../../constructs/policies/policy.ts';
import { compile, type Program } from '../../cel/index.ts';
import { fromJson } from '../../cel/json.ts';
import { podOf } from '../pod.ts';
import { listAt, type Path } from '../read.ts';

/** An object before the policies, with the values that they have computed of it so far: a variable means the same in all of them. */
export interface Judged {
  readonly raw: KubernetesObject;
  readonly namespace: KubernetesObject | undefined;
  values?: Values;
}

/** What the expressions speak of. */
type Values = {
  readonly object: unknown;
  readonly namespaceObject: unknown;
  readonly variables: Record<string, unknown>;
};

export const judged = (raw: KubernetesObject, namespace: KubernetesObject | undefined): Judged => ({ raw, namespace });

/** Made when they are first needed: what clusters share has mostly been judged. */
const valuesOf = (of: Judged): Values =>
  (of.values ??= {
    object: fromJson(of.raw),
    namespaceObject: fromJson(of.namespace ?? null),
    variables: { ...variablesOf.get(of.raw) },
  });

/** Variables that follow from an object alone, of objects that clusters share. */
const variablesOf = new WeakMap<KubernetesObject, Record<string, unknown>>();

function keepVariable({ raw }: Judged, name: string, value: unknown): void {
  if (!Object.isFrozen(raw)) return;
  const known = variablesOf.get(raw) ?? {};
  known[name] = value;
  variablesOf.set(raw, known);
}

/**
 * Where a new object does not fulfil a policy, as the API server would say; nowhere, where it is fine. An object that is not what
 * its kind looks like cannot be judged, and the API server would refuse it before it asked a policy: then `error` says why.
 */
export type Verdict =
  | { readonly places: readonly Path[]; readonly error?: undefined }
  | { readonly error: string; readonly places?: undefined };

export type Judge = (of: Judged) => Verdict;

/**
 * The verdict of a policy, from the very expressions that a cluster gets.
 * @throws Error where one of them is no CEL
 */
export function judgeOf(policy: Policy, parameters: Parameters): Judge {
  const { variables, validations } = expressionsOf(policy, parameters);
  const told: ReadonlySet<string> = new Set(policy.parameters);
  const computed = variables.map(({ name, expression }) => ({
    name,
    expression,
    program: programOf(expression),
    ofObject: !told.has(name) && isOfObject(expression),
  }));
  const rules = policy.rules.map((rule, at) => ({ rule, program: programOf(validations[at]?.expression ?? '') }));
  return (of) => {
    const values = valuesOf(of);
    for (const { name, expression, program, ofObject } of computed) {
      if (name in values.variables) continue;
      const outcome = program.evaluate(values);
      if (outcome.error !== undefined) return { error: `${expression}: ${outcome.error}` };
      values.variables[name] = outcome.value;
      if (ofObject) keepVariable(of, name, outcome.value);
    }
    const places: Path[] = [];
    for (const { rule, program } of rules) {
      const outcome = program.evaluate(values);
      if (outcome.error !== undefined) return { error: `${rule.expression}: ${outcome.error}` };
      if (outcome.value !== true) places.push(...placesOf(rule, program, of.raw, values));
    }
    return { places };
  };
}

/** Whether a variable follows from the object alone: the only other that it reads is the object's pod. */
const isOfObject = (expression: string): boolean => !/\bnamespaceObject\b|\bvariables\.(?!pod\b)/.test(expression);

const names = ['object', 'namespaceObject', 'variables'] satisfies readonly (keyof Values)[];

function programOf(expression: string): Program {
  const program = compile(expression, names);
  if (program.unsupported !== undefined) throw new Error(`${expression}: ${program.unsupported}`);
  return program;
}

/** What of an object does not fulfil a rule: the items of a list are asked again, one by one. */
function placesOf(
  { of: subject = 'object', field = '' }: Rule,
  program: Program,
  object: KubernetesObject,
  values: Values,
): readonly Path[] {
  const decides = field === '' ? [] : field.split('.');
  if (subject === 'object') return [decides];
  const pod = podOf(object);
  if (!pod) return [[]];
  const list = lists[subject];
  if (!list) return [[...pod.path, ...decides]];
  const { fields, variable } = list;
  return fields
    .flatMap((name) =>
      listAt(pod.spec, name).map((item, index) => ({ item, path: [...pod.path, 'spec', name, index] })),
    )
    .filter(({ item }) => {
      const alone = { ...values, variables: { ...values.variables, [variable.name]: [fromJson(item)] } };
      const outcome = program.evaluate(alone);
      return outcome.error !== undefined || outcome.value !== true;
    })
    .map(({ path }) => [...path, ...decides]);
}
