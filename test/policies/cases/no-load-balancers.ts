import { loadBalancersAnnotation } from '../../../constructs/argocd/names.ts';
import { allows, type Case, refuses } from './case.ts';
import { service } from './services.ts';

const balanced = service({ type: 'LoadBalancer' });
const permission = (text: string) => ({ annotations: { [loadBalancersAnnotation]: text } });

export const noLoadBalancers: readonly Case[] = [
  allows('a Service that says nothing of its type', service()),
  allows('a Service inside the cluster', service({ type: 'ClusterIP' })),
  allows('a load balancer where the platform permits it', balanced, permission('permitted')),
  allows('no load balancer where it would be permitted', service(), permission('permitted')),
  refuses('a load balancer in a namespace without annotations', balanced),
  refuses('a load balancer in a namespace with others', balanced, { annotations: { team: 'shop' } }),
  refuses('a load balancer where the annotation says something else', balanced, permission('false')),
  refuses('a load balancer that asks for permission itself', {
    ...balanced,
    metadata: { name: 'main', ...permission('permitted') },
  }),
];
