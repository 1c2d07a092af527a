import { hostsAnnotation } from '../../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { allows, type Case, refuses } from './case.ts';

const given = { annotations: { [hostsAnnotation]: 'shop.example.org,cart.example.org' } };
const backend = { service: { name: 'main', port: { number: 80 } } };
const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
const ingress = (spec: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'main' },
  spec,
});
const rules = (...hosts: readonly string[]) => ({ rules: hosts.map((host) => ({ host, http })) });
const tls = (hosts?: readonly string[]) => ({ tls: [{ ...(hosts && { hosts }), secretName: 'main-tls' }] });
const own = rules('shop.example.org');

export const ingressHosts: readonly Case[] = [
  allows('a host of its namespace', ingress(own), given),
  allows('all hosts of its namespace', ingress(rules('shop.example.org', 'cart.example.org')), given),
  allows('a host of its namespace with a certificate', ingress({ ...own, ...tls(['shop.example.org']) }), given),
  refuses('the host of another namespace', ingress(rules('pay.example.org')), given),
  refuses('a host of its own and one of another', ingress(rules('shop.example.org', 'pay.example.org')), given),
  refuses('a wildcard over its own', ingress(rules('*.example.org')), given),
  refuses('a rule for all hosts', ingress({ rules: [...own.rules, { http }] }), given),
  refuses('no rule but a default backend', ingress({ defaultBackend: backend }), given),
  refuses('a default backend beside a host of its own', ingress({ ...own, defaultBackend: backend }), given),
  refuses("a certificate for another namespace's host", ingress({ ...own, ...tls(['pay.example.org']) }), given),
  refuses('a certificate for no host in particular', ingress({ ...own, ...tls() }), given),
  refuses('any host where the namespace has no annotation', ingress(own)),
];
