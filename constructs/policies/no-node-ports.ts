import { services } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A port on every node is open to whoever reaches a node, past the Gateway. A load balancer opens some too unless it is told not to. */
export const noNodePorts: Policy = {
  reason: 'a service may not open ports on the nodes',
  mend: 'write `type: ClusterIP` and serve it through the Gateway; a load balancer needs `allocateLoadBalancerNodePorts: false`',
  kinds: services,
  rules: [
    { field: 'spec.type', expression: "object.spec.?type.orValue('') != 'NodePort'" },
    {
      field: 'spec.allocateLoadBalancerNodePorts',
      expression:
        "object.spec.?type.orValue('') != 'LoadBalancer' || !object.spec.?allocateLoadBalancerNodePorts.orValue(true)",
    },
  ],
};
