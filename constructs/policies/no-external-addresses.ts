import { services } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A Service with an address of its choice takes the traffic to it, the Gateway's included (CVE-2020-8554). */
export const noExternalAddresses: Policy = {
  reason: 'a service may not take addresses outside of the cluster',
  mend: 'take `externalIPs` away; traffic from outside comes through the Gateway',
  kinds: services,
  rules: [{ field: 'spec.externalIPs', expression: 'object.spec.?externalIPs.orValue([]).size() == 0' }],
};
