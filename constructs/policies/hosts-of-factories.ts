import { factoryLabel, hostsAnnotation } from '../argocd/names.ts';
import type { Policy } from './policy.ts';

/**
 * A factory serves the host names that the platform gave its namespace, and no others: otherwise one team could take
 * another's traffic. The namespace belongs to the platform, so its annotation can be trusted.
 */
export const hostsOfFactories: Policy = {
  name: 'hosts-of-factories',
  reason: 'a route may only name hosts that the platform gave to its namespace',
  resources: [{ groups: ['gateway.networking.k8s.io'], versions: ['v1'], names: ['httproutes', 'grpcroutes'] }],
  namespaceLabel: factoryLabel,
  expression: [
    'has(object.spec.hostnames) && object.spec.hostnames.size() > 0 && object.spec.hostnames.all(host, host in',
    `namespaceObject.metadata.annotations['${hostsAnnotation}'].split(','))`,
  ].join(' '),
};
