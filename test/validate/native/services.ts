import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  ['Service shop', { 'spec.ports[0].port': 70_000 }, 'spec.ports[0].port: must be from 1 to 65535, and is 70000'],
  ['Service shop', { 'spec.ports[0].name': 'the web' }, 'spec.ports[0].name: "the web" is not a DNS label'],
  ['Service shop', { 'spec.ports[0].name': undefined }, 'spec.ports[0].name: is required where there are several'],
  ['Service shop', { 'spec.ports[1].name': 'http' }, 'spec.ports[1].name: "http" is there twice'],
  ['Service shop', { 'spec.ports[1].port': 80 }, 'spec.ports[1].port: TCP 80 is there twice'],
  ['Service shop', { 'spec.ports[0].protocol': 'tcp' }, 'spec.ports[0].protocol: "tcp" is not one of TCP, UDP, SCTP'],
  [
    'Service shop',
    { 'spec.ports[0].targetPort': 'a-very-long-port-name' },
    'spec.ports[0].targetPort: "a-very-long-port-name" is not a port name',
  ],
  [
    'Service shop',
    { 'spec.ports[0].targetPort': 70_000 },
    'spec.ports[0].targetPort: must be from 1 to 65535, and is 70000',
  ],
  [
    'Service shop',
    { 'spec.ports[0].appProtocol': 'a/b/c' },
    'spec.ports[0].appProtocol: "a/b/c" is not a qualified name',
  ],
  [
    'Service shop',
    { 'spec.ports[0].nodePort': 30_080 },
    'spec.ports[0].nodePort: is for the types NodePort and LoadBalancer',
  ],
  ['Service shop', { 'spec.ports': [] }, 'spec.ports: is required'],
  [
    'Service shop',
    { 'spec.type': 'NodePorts' },
    'spec.type: "NodePorts" is not one of ClusterIP, NodePort, LoadBalancer, ExternalName',
  ],
  ['Service shop', { 'spec.selector': { app: 'the shop' } }, 'spec.selector.app: "the shop" is not a label value'],
  ['Service shop', { 'spec.sessionAffinity': 'Client' }, 'spec.sessionAffinity: "Client" is not one of ClientIP, None'],
  [
    'Service shop',
    { 'spec.sessionAffinityConfig.clientIP.timeoutSeconds': 100_000 },
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds: must be from 1 to 86400, and is 100000',
  ],
  [
    'Service shop',
    { 'spec.internalTrafficPolicy': 'local' },
    'spec.internalTrafficPolicy: "local" is not one of Cluster, Local',
  ],
  [
    'Service shop',
    { 'spec.trafficDistribution': 'PreferFar' },
    'spec.trafficDistribution: "PreferFar" is not one of PreferClose, PreferSameZone, PreferSameNode',
  ],
  ['Service shop', { 'spec.ipFamilies': ['IPv5'] }, 'spec.ipFamilies[0]: "IPv5" is not one of IPv4, IPv6'],
  [
    'Service shop',
    { 'spec.ipFamilies': ['IPv4', 'IPv4'] },
    'spec.ipFamilies: must be two different ones',
    'spec.ipFamilyPolicy: must be PreferDualStack or RequireDualStack with two families',
  ],
  [
    'Service shop',
    { 'spec.ipFamilyPolicy': 'Dual' },
    'spec.ipFamilyPolicy: "Dual" is not one of SingleStack, PreferDualStack, RequireDualStack',
  ],
  ['Service shop', { 'spec.clusterIP': '10.0.0.300' }, 'spec.clusterIP: "10.0.0.300" is not an IP address'],
  ['Service shop', { 'spec.clusterIPs': ['10.0.0.9'] }, 'spec.clusterIP: is required with clusterIPs'],
  [
    'Service shop',
    { spec: { ports: [{ port: 80 }], clusterIP: '10.0.0.9', clusterIPs: ['10.0.0.8'] } },
    'spec.clusterIPs: must begin with clusterIP',
  ],
  [
    'Service shop',
    {
      spec: {
        ports: [{ port: 80 }],
        clusterIP: '10.0.0.9',
        clusterIPs: ['10.0.0.9', '10.0.0.8'],
        ipFamilyPolicy: 'PreferDualStack',
      },
    },
    'spec.clusterIPs: may have one address of each family',
  ],
  [
    'Service shop',
    { spec: { ports: [{ port: 80 }], clusterIP: '10.0.0.9', ipFamilies: ['IPv6'] } },
    'spec.clusterIPs[0]: must be an IPv6 address',
  ],
  [
    'Service shop-headless',
    { 'spec.clusterIPs': ['None', '10.0.0.9'] },
    'spec.clusterIPs: "None" stands alone',
    'spec.ipFamilyPolicy: must be PreferDualStack or RequireDualStack with two families',
  ],
  ['Service shop-headless', { 'spec.type': 'LoadBalancer' }, 'spec.clusterIP: "None" excludes the type LoadBalancer'],
  [
    'Service shop',
    { 'spec.externalTrafficPolicy': 'Local' },
    'spec.externalTrafficPolicy: is for services that are reachable from outside',
  ],
  [
    'Service shop',
    { 'spec.healthCheckNodePort': 30_000 },
    'spec.healthCheckNodePort: needs the type LoadBalancer and externalTrafficPolicy: Local',
  ],
  [
    'Service shop',
    { 'spec.loadBalancerClass': 'example.org/balancer' },
    'spec.loadBalancerClass: is for the type LoadBalancer',
  ],
  [
    'Service shop',
    { 'spec.loadBalancerSourceRanges': ['192.0.2.0/24'] },
    'spec.loadBalancerSourceRanges: is for the type LoadBalancer',
  ],
  [
    'Service shop',
    { 'metadata.annotations': { 'service.beta.kubernetes.io/load-balancer-source-ranges': '192.0.2.0/24' } },
    'metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]: is for the type LoadBalancer',
  ],
  [
    'Service shop',
    {
      'metadata.annotations': {
        'service.kubernetes.io/topology-mode': 'Auto',
        'service.kubernetes.io/topology-aware-hints': 'Disabled',
      },
    },
    'metadata.annotations["service.kubernetes.io/topology-mode"]: must be the same as service.kubernetes.io/topology-aware-hints',
  ],
  [
    'Service shop-outside',
    {
      'spec.loadBalancerSourceRanges': undefined,
      'metadata.annotations': { 'service.beta.kubernetes.io/load-balancer-source-ranges': '192.0.2.0' },
    },
    'metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"][0]: "192.0.2.0" is not a network',
  ],
  [
    'Service shop-outside',
    { 'spec.externalTrafficPolicy': 'Near' },
    'spec.externalTrafficPolicy: "Near" is not one of Cluster, Local',
  ],
  [
    'Service shop-outside',
    { 'spec.healthCheckNodePort': 70_000 },
    'spec.healthCheckNodePort: must be from 1 to 65535, and is 70000',
  ],
  [
    'Service shop-outside',
    { 'spec.loadBalancerSourceRanges': ['192.0.2.1/24'] },
    'spec.loadBalancerSourceRanges[0]: "192.0.2.1/24" has bits behind its prefix',
  ],
  [
    'Service shop-outside',
    { 'spec.loadBalancerSourceRanges': ['192.0.2.0'] },
    'spec.loadBalancerSourceRanges[0]: "192.0.2.0" is not a network',
  ],
  [
    'Service shop-outside',
    { 'spec.loadBalancerClass': 'a balancer' },
    'spec.loadBalancerClass: "a balancer" is not a qualified name',
  ],
  ['Service legacy', { 'spec.externalName': undefined }, 'spec.externalName: is required for the type ExternalName'],
  [
    'Service legacy',
    { 'spec.externalName': 'legacy_example.org' },
    'spec.externalName: "legacy_example.org" is not a DNS name',
  ],
  ['Service legacy', { 'spec.clusterIP': '10.0.0.9' }, 'spec.clusterIP: cannot be set for the type ExternalName'],
  [
    'Service on-nodes',
    { 'spec.externalIPs': ['127.0.0.1'] },
    'spec.externalIPs[0]: "127.0.0.1" is an address of nobody in particular',
  ],
  [
    'Service on-nodes',
    { 'spec.externalIPs': ['::ffff:203.0.113.7'] },
    'spec.externalIPs[0]: "::ffff:203.0.113.7" is an IPv4 address in an IPv6 one',
  ],
  ['Service on-nodes', { 'spec.ports[1].protocol': 'UDP' }, 'spec.ports[1].port: UDP 53 is there twice'],
  ['EndpointSlice', { addressType: 'IPv5' }, 'addressType: "IPv5" is not one of IPv4, IPv6, FQDN'],
  ['EndpointSlice', { 'endpoints[0].addresses': [] }, 'endpoints[0].addresses: is required'],
  [
    'EndpointSlice',
    { 'endpoints[0].addresses': ['169.254.0.1'] },
    'endpoints[0].addresses[0]: "169.254.0.1" is an address of nobody in particular',
  ],
  [
    'EndpointSlice',
    { 'endpoints[0].addresses': ['2001:db8::1'] },
    'endpoints[0].addresses[0]: "2001:db8::1" is not an IPv4 address',
  ],
  ['EndpointSlice', { 'endpoints[0].hostname': 'Legacy' }, 'endpoints[0].hostname: "Legacy" is not a DNS label'],
  ['EndpointSlice', { 'endpoints[0].nodeName': 'node_1' }, 'endpoints[0].nodeName: "node_1" is not a DNS name'],
  [
    'EndpointSlice',
    { 'endpoints[0].deprecatedTopology': { zone: 'zone 1' } },
    'endpoints[0].deprecatedTopology.zone: "zone 1" is not a label value',
  ],
  [
    'EndpointSlice',
    { 'endpoints[0].hints': { forZones: [{ name: 'zone-1' }, { name: 'zone-1' }] } },
    'endpoints[0].hints.forZones[1].name: "zone-1" is there twice',
  ],
  ['EndpointSlice', { ports: [{ port: 80 }, { port: 81 }] }, 'ports[1].name: "" is there twice'],
  ['EndpointSlice', { 'ports[0].protocol': 'HTTP' }, 'ports[0].protocol: "HTTP" is not one of TCP, UDP, SCTP'],
  ['EndpointSlice', { 'ports[0].appProtocol': 'a/b/c' }, 'ports[0].appProtocol: "a/b/c" is not a qualified name'],
  [
    'EndpointSlice',
    { addressType: 'FQDN', 'endpoints[0].addresses': ['legacy'] },
    'endpoints[0].addresses[0]: "legacy" is not a domain',
  ],
  [
    'EndpointSlice',
    { addressType: 'IPv6', 'endpoints[0].addresses': ['2001:db8:0::1'] },
    'endpoints[0].addresses[0]: "2001:db8:0::1" is not the shortest way to write it',
  ],
];
