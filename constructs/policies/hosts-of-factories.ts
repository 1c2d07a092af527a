import { factoryLabel, hostsAnnotation } from '../argocd/names.ts';
import type { Policy } from './policy.ts';

/** The host names of a namespace, as CEL reads them. */
const hosts = `namespaceObject.metadata.annotations['${hostsAnnotation}'].split(',')`;

/**
 * A factory serves the host names that the platform gave its namespace, and no others: otherwise one team could take
 * another's traffic. The namespace belongs to the platform, so its annotation can be trusted.
 */
export const routesOfFactories: Policy = {
  name: 'hosts-of-factories',
  reason: 'a route may only name hosts that the platform gave to its namespace',
  resources: [{ groups: ['gateway.networking.k8s.io'], versions: ['*'], names: ['grpcroutes', 'httproutes'] }],
  namespaceLabel: factoryLabel,
  expression: `has(object.spec.hostnames) && object.spec.hostnames.size() > 0 && object.spec.hostnames.all(host, host in ${hosts})`,
};

/** The same for an Ingress, which every Gateway controller of the catalogue serves too. */
export const ingressesOfFactories: Policy = {
  name: 'ingress-hosts-of-factories',
  reason: 'an ingress may only name hosts that the platform gave to its namespace',
  resources: [{ groups: ['networking.k8s.io'], versions: ['v1'], names: ['ingresses'] }],
  namespaceLabel: factoryLabel,
  expression: [
    '!has(object.spec.defaultBackend) && has(object.spec.rules)',
    `object.spec.rules.all(rule, has(rule.host) && rule.host in ${hosts})`,
    `(!has(object.spec.tls) || object.spec.tls.all(tls, has(tls.hosts) && tls.hosts.all(host, host in ${hosts})))`,
  ].join(' && '),
};
