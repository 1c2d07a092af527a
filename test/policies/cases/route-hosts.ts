import { hostsAnnotation } from '../../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { allows, type Case, refuses } from './case.ts';

const given = { annotations: { [hostsAnnotation]: 'shop.example.org,cart.example.org' } };
const route = (hostnames: readonly string[] | undefined, kind = 'HTTPRoute'): KubernetesObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  metadata: { name: 'main' },
  spec: { ...(hostnames && { hostnames }), rules: [{ backendRefs: [{ name: 'main', port: 80 }] }] },
});

export const routeHosts: readonly Case[] = [
  allows('a host of its namespace', route(['shop.example.org']), given),
  allows('all hosts of its namespace', route(['cart.example.org', 'shop.example.org']), given),
  allows('a host of its namespace, for gRPC', route(['shop.example.org'], 'GRPCRoute'), given),
  refuses('the host of another namespace', route(['pay.example.org']), given),
  refuses('a host of its own and one of another', route(['shop.example.org', 'pay.example.org']), given),
  refuses('a wildcard over its own', route(['*.example.org']), given),
  refuses('no host, which would take all of them', route(undefined), given),
  refuses('an empty list of hosts', route([]), given),
  refuses('any host where the namespace has none', route(['shop.example.org']), {
    annotations: { [hostsAnnotation]: '' },
  }),
  refuses('any host where the namespace has no annotation', route(['shop.example.org'])),
  refuses('the host of another namespace, for gRPC', route(['pay.example.org'], 'GRPCRoute'), given),
];
