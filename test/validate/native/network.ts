import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  [
    'NetworkPolicy',
    { 'spec.podSelector.matchLabels': { app: 'the shop' } },
    'spec.podSelector.matchLabels.app: "the shop" is not a label value',
  ],
  ['NetworkPolicy', { 'spec.policyTypes': ['Ingres'] }, 'spec.policyTypes[0]: "Ingres" is not one of Ingress, Egress'],
  [
    'NetworkPolicy',
    { 'spec.policyTypes': ['Ingress', 'Egress', 'Ingress'] },
    'spec.policyTypes: may have at most two entries',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[0]': {} },
    'spec.ingress[0].from[0]: needs one of podSelector, namespaceSelector, ipBlock',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].podSelector': {} },
    'spec.ingress[0].from[1].ipBlock: ipBlock stands alone',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].ipBlock.cidr': '10.0.0.0' },
    'spec.ingress[0].from[1].ipBlock.cidr: "10.0.0.0" is not a network',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].ipBlock.cidr': '10.0.0.1/8' },
    'spec.ingress[0].from[1].ipBlock.cidr: "10.0.0.1/8" has bits behind its prefix',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].ipBlock.cidr': undefined },
    'spec.ingress[0].from[1].ipBlock.cidr: is required',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].ipBlock.except': ['11.0.0.0/16'] },
    'spec.ingress[0].from[1].ipBlock.except[0]: must be a smaller network inside of 10.0.0.0/8',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].ports[0].port': 'Http' },
    'spec.ingress[0].ports[0].port: "Http" is not a port name',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].ports[0].protocol': 'HTTP' },
    'spec.ingress[0].ports[0].protocol: "HTTP" is not one of TCP, UDP, SCTP',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].ports[0].endPort': 81 },
    'spec.ingress[0].ports[0].endPort: needs a port that is a number',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].ports[1].endPort': 4_000 },
    'spec.ingress[0].ports[1].endPort: must be from 5000 to 65535, and is 4000',
  ],
  [
    'NetworkPolicy',
    { 'spec.egress[1].ports[0].port': 0 },
    'spec.egress[1].ports[0].port: must be from 1 to 65535, and is 0',
  ],
  [
    'NetworkPolicy',
    { 'spec.egress[0].to[0].podSelector': { matchExpressions: [{ key: 'app', operator: 'In' }] } },
    'spec.egress[0].to[0].podSelector.matchExpressions[0].values: is required with the operator In',
  ],
  [
    'NetworkPolicy',
    { 'spec.egress[0].to[0].podSelector': { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] } },
    'spec.egress[0].to[0].podSelector.matchExpressions[0].values: must be empty with the operator Exists',
  ],
  [
    'NetworkPolicy',
    { 'spec.egress[0].to[0].podSelector': { matchExpressions: [{ key: 'app', operator: 'Is', values: ['a'] }] } },
    'spec.egress[0].to[0].podSelector.matchExpressions[0].operator: "Is" is not one of In, NotIn, Exists, DoesNotExist',
  ],
  [
    'Ingress',
    { 'spec.rules': undefined, 'spec.defaultBackend': undefined },
    'spec.rules: is required where there is no defaultBackend',
  ],
  ['Ingress', { 'spec.rules[0].host': '10.0.0.1' }, 'spec.rules[0].host: "10.0.0.1" is an address'],
  ['Ingress', { 'spec.rules[0].host': '010.0.0.1' }, 'spec.rules[0].host: "010.0.0.1" is an address'],
  ['Ingress', { 'spec.rules[0].host': 'shop_example.org' }, 'spec.rules[0].host: "shop_example.org" is not a DNS name'],
  [
    'Ingress',
    { 'spec.rules[1].host': '*shop.example.org' },
    'spec.rules[1].host: "*shop.example.org" is not a DNS name after "*."',
  ],
  ['Ingress', { 'spec.rules[0].http.paths': [] }, 'spec.rules[0].http.paths: is required'],
  ['Ingress', { 'spec.rules[0].http.paths[0].path': 'api' }, 'spec.rules[0].http.paths[0].path: must begin with "/"'],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].path': '/a//b' },
    'spec.rules[0].http.paths[0].path: must not contain "//"',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].path': '/a/..' },
    'spec.rules[0].http.paths[0].path: must not contain "/.."',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].pathType': undefined },
    'spec.rules[0].http.paths[0].pathType: is required',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].pathType': 'Regex' },
    'spec.rules[0].http.paths[0].pathType: "Regex" is not one of Exact, Prefix, ImplementationSpecific',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].backend': {} },
    'spec.rules[0].http.paths[0].backend: needs either a service or a resource',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].backend.service.name': 'Shop' },
    'spec.rules[0].http.paths[0].backend.service.name: "Shop" is not a DNS label',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].backend.service.port': { number: 80, name: 'http' } },
    'spec.rules[0].http.paths[0].backend.service.port: needs either a name or a number',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[0].backend.service.port.number': 65_536 },
    'spec.rules[0].http.paths[0].backend.service.port.number: must be from 1 to 65535, and is 65536',
  ],
  [
    'Ingress',
    { 'spec.rules[0].http.paths[1].backend.service.port.name': 'the-http-port-of-it' },
    'spec.rules[0].http.paths[1].backend.service.port.name: "the-http-port-of-it" is not a port name',
  ],
  ['Ingress', { 'spec.defaultBackend.resource.kind': undefined }, 'spec.defaultBackend.resource.kind: is required'],
  [
    'Ingress',
    { 'spec.defaultBackend.resource.apiGroup': 'Example' },
    'spec.defaultBackend.resource.apiGroup: "Example" is not a DNS name',
  ],
  ['Ingress', { 'spec.tls[0].hosts': ['shop..org'] }, 'spec.tls[0].hosts[0]: "shop..org" is not a DNS name'],
  ['Ingress', { 'spec.tls[0].secretName': 'Shop' }, 'spec.tls[0].secretName: "Shop" is not a DNS name'],
  ['Ingress', { 'spec.ingressClassName': 'Nginx' }, 'spec.ingressClassName: "Nginx" is not a DNS name'],
  [
    'Ingress',
    { 'metadata.annotations': { 'kubernetes.io/ingress.class': 'haproxy' } },
    'metadata.annotations["kubernetes.io/ingress.class"]: must be the same as spec.ingressClassName',
  ],
  ['IngressClass', { 'spec.controller': 'nginx' }, 'spec.controller: "nginx" is not a path that begins with a domain'],
  [
    'IngressClass',
    { 'spec.controller': `example.org/${'x'.repeat(250)}` },
    'spec.controller: may have at most 250 characters, and has 262',
  ],
  [
    'IngressClass',
    { 'spec.parameters.scope': 'Everywhere' },
    'spec.parameters.scope: "Everywhere" is not one of Cluster, Namespace',
    'spec.parameters.namespace: needs the scope Namespace',
  ],
  [
    'IngressClass',
    { 'spec.parameters.namespace': undefined },
    'spec.parameters.namespace: is required with the scope Namespace',
  ],
  ['IngressClass', { 'spec.parameters.scope': 'Cluster' }, 'spec.parameters.namespace: needs the scope Namespace'],
  [
    'IngressClass',
    { 'spec.parameters.namespace': 'In Gress' },
    'spec.parameters.namespace: "In Gress" is not a DNS label',
  ],
  [
    'NetworkPolicy',
    { 'spec.ingress[0].from[1].ipBlock.cidr': '::ffff:10.0.0.0/104', 'spec.ingress[0].from[1].ipBlock.except': [] },
    'spec.ingress[0].from[1].ipBlock.cidr: "::ffff:10.0.0.0/104" is an IPv4 network in an IPv6 one',
  ],
];
