import { allows, type Case, refuses } from './case.ts';
import { service } from './services.ts';

export const noExternalAddresses: readonly Case[] = [
  allows('a Service without them', service()),
  allows('an empty list of them', service({ externalIPs: [] })),
  allows('a Service without an address at all', service({ clusterIP: 'None' })),
  refuses('an address', service({ externalIPs: ['203.0.113.7'] })),
  refuses('two addresses', service({ externalIPs: ['203.0.113.7', '2001:db8::7'] })),
  refuses(
    'an address of a Service with a load balancer',
    service({ type: 'LoadBalancer', externalIPs: ['203.0.113.7'] }),
  ),
];
