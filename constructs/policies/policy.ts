import type { ObjectKind } from './kinds.ts';

/**
 * A rule about objects, written once as CEL. From it come what the API server, Kyverno or Gatekeeper takes
 * (`constructs/policies/forms/`), and the verdict on our own objects before they are written (`scripts/checks/policy.ts`).
 */
export interface Policy {
  /** What is asked and of whom, as the refused person reads it: one sentence without a full stop. */
  readonly reason: string;
  /** What to do about it, as an imperative. */
  readonly mend: string;
  /** What it looks at. */
  readonly kinds: readonly ObjectKind[];
  /** Values that the rules share, as `variables.<name>`. */
  readonly variables?: readonly Variable[];
  /** Lists that the platform knows, as `variables.<name>` too. */
  readonly parameters?: readonly ParameterName[];
  /** All of them hold for an object that is fine. */
  readonly rules: readonly Rule[];
  /** It asks for a part of this Pod Security level, and leaves namespaces of a weaker one alone. */
  readonly podSecurity?: 'restricted';
}

/** One condition, in CEL. */
export interface Rule {
  /** What must fulfil it: the object unless given. */
  readonly of?: Subject;
  /** True where it is fulfilled. An item of a list is called by the list's singular: `container`, `volume`. */
  readonly expression: string;
  /** The field that decides, from the subject down, with dots. */
  readonly field?: string;
}

/**
 * What of an object a rule is about. A `pod` is a Pod or the template that a workload makes Pods from, so that a workload is
 * refused itself and does not merely stay without Pods.
 */
export type Subject = 'object' | 'pod' | 'containers' | 'declared containers' | 'volumes';

export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** What the platform tells policies. */
export interface Parameters {
  /** Where images may come from: hosts, with a path where a registry is shared. */
  readonly registries: readonly string[];
  /** The namespaces of tenants on the cluster. */
  readonly namespaces: readonly string[];
  /** The groups of people who are tenants. */
  readonly groups: readonly string[];
}
export type ParameterName = keyof Parameters;

type Expressions = Pick<Policy, 'rules' | 'variables'>;

/** Whether the verdict depends on the namespace, and not on the object alone. */
export const readsNamespace = (policy: Expressions): boolean => reads(policy, /\bnamespaceObject\b/g).length > 0;

/**
 * The annotations of the namespace that the verdict depends on, besides the object.
 *
 * @returns nothing where it depends on something else of the namespace, too
 */
export function annotationsRead(policy: Expressions): readonly string[] | undefined {
  const found = reads(policy, /\bnamespaceObject\.metadata\.\?annotations\[\?'([^']+)'\]/g);
  const all = reads(policy, /\bnamespaceObject\b/g);
  return found.length === all.length ? [...new Set(found.map(([, name = '']) => name))] : undefined;
}

const reads = ({ rules, variables = [] }: Expressions, what: RegExp): readonly RegExpMatchArray[] =>
  [...rules, ...variables].flatMap(({ expression }) => [...expression.matchAll(what)]);
