import { component } from '../../model/component.ts';
import { kustomize } from '../../model/source.ts';

/**
 * The definitions of Gateway, HTTPRoute and their kin. `config/crd` is the standard channel; its
 * ValidatingAdmissionPolicy `safe-upgrades` keeps the experimental channel and older bundles out.
 *
 * Source: gateway-api v1.6.1, config/crd/kustomization.yaml.
 */
export default component({
  title: 'Gateway API',
  summary: 'Defines Gateways and routes, which say who may send traffic in and where it goes',
  source: kustomize('https://github.com/kubernetes-sigs/gateway-api', 'config/crd', 'v1.6.1'),
  // Nothing of it lives in a namespace; this one is there anyway.
  namespace: { name: 'kube-system', podSecurity: 'restricted' },
  stratum: 'definitions',
  defines: ['gateway.networking.k8s.io'],
  // With a definition would go all Gateways and routes of the cluster.
  vital: true,
});
