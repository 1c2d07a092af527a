import { factoryLabel } from '../argocd/names.ts';
import type { Policy } from './policy.ts';

/** A Service with an address of its choice takes the traffic to it, the Gateway's included (CVE-2020-8554). */
export const addressesOfFactories: Policy = {
  name: 'addresses-of-factories',
  reason: 'a service may not take addresses outside of the cluster',
  resources: [{ groups: [''], versions: ['v1'], names: ['services'] }],
  namespaceLabel: factoryLabel,
  expression: '!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0',
};
