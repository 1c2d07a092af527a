import { allows, type Case, refuses } from './case.ts';
import { service } from './services.ts';

export const noNodePorts: readonly Case[] = [
  allows('a Service that says nothing of its type', service()),
  allows('a Service inside the cluster', service({ type: 'ClusterIP' })),
  allows(
    'a name for something outside',
    service({ type: 'ExternalName', externalName: 'db.example.org', selector: undefined }),
  ),
  allows('a load balancer without them', service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false })),
  refuses('a port on every node', service({ type: 'NodePort' })),
  refuses('a port on every node of its choice', service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] })),
  refuses('a load balancer that says nothing of them', service({ type: 'LoadBalancer' })),
  refuses('a load balancer that wants them', service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: true })),
];
