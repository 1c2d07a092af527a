import type { PolicyName } from '../../constructs/model/policy.ts';
import type { BoundPolicy } from '../../constructs/policies/bound.ts';
import { policies } from '../../constructs/policies/index.ts';
import { parameters } from './cases.ts';

/** A policy as a cluster has it, with what the cases count on. */
export const boundPolicy = (name: PolicyName, differences: Partial<BoundPolicy> = {}): BoundPolicy => ({
  name,
  policy: policies[name],
  action: 'deny',
  why: 'the test asks for it',
  deviates: false,
  except: {},
  parameters,
  ...differences,
});
