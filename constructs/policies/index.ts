import type { KubernetesObject } from '../model/manifest.ts';
import { addressesOfFactories } from './addresses-of-factories.ts';
import { ingressesOfFactories, routesOfFactories } from './hosts-of-factories.ts';
import { admissionPolicy, type Policy } from './policy.ts';

/** The policies of every cluster. They look at namespaces of factories only. */
export const policies: readonly Policy[] = [addressesOfFactories, ingressesOfFactories, routesOfFactories];

/** The policies as the API server takes them. */
export const policyObjects = (): readonly KubernetesObject[] => policies.flatMap(admissionPolicy);
