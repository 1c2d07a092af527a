import type { Parameters, Policy, Rule, Subject, Variable } from '../policy.ts';

/** A policy as every engine takes it: in CEL, with nothing left to look up. */
export interface Expressions {
  /** Objects that do not fulfil these are not looked at. They cannot use the variables. */
  readonly conditions: readonly Variable[];
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

export interface Validation {
  readonly expression: string;
  readonly message: string;
  /** The message with the names of what is wrong. */
  readonly messageExpression?: string;
}

/** @param parameters those that the policy does not name are ignored */
export function expressionsOf(policy: Policy, parameters: Parameters): Expressions {
  const subjects = new Set(policy.rules.map(({ of = 'object' }) => of));
  const ofPods = [...subjects].some((subject) => subject !== 'object');
  return {
    conditions: [ofPods ? podChanges : stays],
    variables: [
      ...(ofPods ? [pod] : []),
      ...[...subjects].flatMap((subject) => lists[subject]?.variable ?? []),
      ...(policy.parameters ?? []).map((name) => ({ name, expression: literal(parameters[name]) })),
      ...(policy.variables ?? []),
    ],
    validations: policy.rules.map((rule) => validationOf(policy, rule)),
  };
}

function validationOf({ reason, mend }: Policy, { of = 'object', expression }: Rule): Validation {
  const message = `${reason}; ${mend}`;
  const list = lists[of];
  if (!list) return { expression, message };
  const all = `variables.${list.variable.name}`;
  const wrong = `${all}.filter(${list.item}, !(${expression})).map(${list.item}, ${list.item}.name).join(', ')`;
  return {
    expression: `${all}.all(${list.item}, ${expression})`,
    message,
    messageExpression: `${literal(`${reason} (`)} + ${wrong} + ${literal(`); ${mend}`)}`,
  };
}

/** A text or a list of them, as CEL writes it. JSON's texts are CEL's too. */
const literal = (value: string | readonly string[]): string => {
  if (typeof value !== 'string') return `[${value.map(literal).join(', ')}]`;
  return /['\\\n]/.test(value) ? JSON.stringify(value) : `'${value}'`;
};

/** Where the Pod or the template of an object is. */
const podIn = (root: string): string =>
  `${root}.kind == 'Pod' ? ${root} : ${root}.kind == 'CronJob' ? ${root}.spec.jobTemplate.spec.template : ${root}.spec.template`;

/** The kinds have different fields, which the API server would warn of if it knew the type. */
const pod: Variable = { name: 'pod', expression: podIn('dyn(object)') };

/** A list of a pod, joined from one or more of the fields of its spec. */
interface Items {
  readonly variable: Variable;
  readonly fields: readonly string[];
  /** What an item is called. */
  readonly item: string;
}

const items = (name: string, item: string, ...fields: readonly string[]): Items => ({
  variable: { name, expression: fields.map((field) => `variables.pod.spec.?${field}.orValue([])`).join(' + ') },
  fields,
  item,
});

/** The lists that a rule may be about. */
export const lists: Readonly<Partial<Record<Subject, Items>>> = {
  containers: items('containers', 'container', 'containers', 'initContainers', 'ephemeralContainers'),
  'declared containers': items('declared', 'container', 'containers', 'initContainers'),
  volumes: items('volumes', 'volume', 'volumes'),
};

/**
 * What was there before the policy may be scaled, rolled back and finished by Kubernetes' own controllers, which change objects
 * too: only a new pod or another one is looked at.
 */
const podChanges: Variable = {
  name: 'pod-is-new-or-changes',
  expression: `request.operation != 'UPDATE' || (${podIn('dyn(object)')}).spec != (${podIn('dyn(oldObject)')}).spec`,
};

/** Who deletes an object takes its finalizers away, which is a change too. */
const stays: Variable = {
  name: 'is-not-being-deleted',
  expression: '!has(object.metadata.deletionTimestamp)',
};
