import type { PolicyAction, PolicyName } from '../model/policy.ts';
import type { Parameters, Policy } from './policy.ts';

/** What was decided about a policy on one cluster. */
export interface PolicyDecision {
  readonly name: PolicyName;
  readonly policy: Policy;
  readonly action: PolicyAction;
  /** Who decided on the action, as the cluster's README prints it. */
  readonly why: string;
  /** Whether the action is another than the profile's. */
  readonly deviates: boolean;
  /** Namespaces that it leaves out, each with the reason. */
  readonly except: Readonly<Record<string, string>>;
  readonly parameters: Parameters;
}

/** A policy that a cluster has. */
export interface BoundPolicy extends PolicyDecision {
  readonly action: Exclude<PolicyAction, 'off'>;
}

/** Those that a cluster has. */
export const bound = (decisions: readonly PolicyDecision[]): readonly BoundPolicy[] =>
  decisions.filter((decision): decision is BoundPolicy => decision.action !== 'off');

/** What of it makes a policy on one cluster another than on the next. */
export const tellingApart = ({ name, policy, action, except, parameters }: BoundPolicy) =>
  [name, action, except, policy.parameters?.map((parameter) => parameters[parameter])] as const;
