import { loadBalancersAnnotation } from '../argocd/names.ts';
import { services } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A load balancer costs money and opens an address past the Gateway. The namespace belongs to the platform, so its annotation is a permission. */
export const noLoadBalancers: Policy = {
  reason: 'a service may have a load balancer only where the platform permits it',
  mend: 'serve it through the Gateway, or ask the platform team for `loadBalancers` in the quota',
  kinds: services,
  rules: [
    {
      field: 'spec.type',
      expression: `object.spec.?type.orValue('') != 'LoadBalancer' || namespaceObject.metadata.?annotations[?'${loadBalancersAnnotation}'].orValue('') == 'permitted'`,
    },
  ],
};
