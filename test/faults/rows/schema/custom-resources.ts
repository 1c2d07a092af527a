import type { Fault } from '../../fault.ts';
import { shop as at } from '../common.ts';

/** What the definitions of custom resources ask. */
export const customResources: readonly Fault[] = [
  {
    check: 'schema',
    name: 'a custom resource breaks a rule over several fields: a redirect that also has backends',
    on: 'production/eu-1',
    inject: {
      change: 'traefik › HTTPRoute traefik/redirect-to-https',
      set: [[['spec', 'rules', 0, 'backendRefs'], [{ name: 'web', port: 80 }]]],
    },
    where: 'production/eu-1 › traefik › HTTPRoute traefik/redirect-to-https › spec.rules[0]',
    message: 'breaks a rule of its definition: RequestRedirect filter must not be used together with backendRefs',
    hint: /^make this true: /,
  },
  {
    check: 'schema',
    name: 'a custom resource has a field of another kind',
    on: 'production/eu-1',
    inject: { change: 'traefik › Certificate traefik/gateway-tls', set: [[['spec', 'hosts'], ['eu-1.example.org']]] },
    where: 'production/eu-1 › traefik › Certificate traefik/gateway-tls › spec.hosts',
    message: 'unknown field',
    hint: 'remove it, or correct its name',
  },
  {
    check: 'schema',
    name: 'a custom resource has a value that is none of its choices',
    on: 'production/eu-1',
    inject: {
      change: 'traefik › Certificate traefik/gateway-tls',
      set: [[['spec', 'privateKey', 'algorithm'], 'EC']],
    },
    where: 'production/eu-1 › traefik › Certificate traefik/gateway-tls › spec.privateKey.algorithm',
    message: '"EC" is not one of "RSA", "ECDSA", "Ed25519"',
    hint: '',
  },
  {
    check: 'schema',
    name: 'a custom resource has a text that is not of its pattern',
    on: 'production/eu-1',
    inject: {
      change: 'harbor › HTTPRoute harbor/harbor',
      set: [[['spec', 'hostnames', 0], 'https://harbor.example.org']],
    },
    where: 'production/eu-1 › harbor › HTTPRoute harbor/harbor › spec.hostnames[0]',
    message: /^"https:\/\/harbor\.example\.org" does not match /,
    hint: '',
  },
  {
    check: 'schema',
    name: 'a custom resource breaks a rule over several fields: a backend without a port',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › HTTPRoute shop-prod/web',
      set: [[['spec', 'rules', 0, 'backendRefs', 0, 'port'], undefined]],
    },
    where: 'production/eu-1 › shop-prod-web › HTTPRoute shop-prod/web › spec.rules[0].backendRefs[0]',
    message: 'breaks a rule of its definition: Must have port for Service reference',
    hint: /^make this true: .*has\(self\.port\)/,
    at,
  },
  {
    check: 'schema',
    name: 'two entries of a list in a custom resource have one name',
    on: 'production/eu-1',
    inject: { change: 'traefik › Gateway traefik/platform', set: [[['spec', 'listeners', 1, 'name'], 'http']] },
    where: 'production/eu-1 › traefik › Gateway traefik/platform › spec.listeners',
    message: 'has two entries with name "http"',
    hint: 'take one of them out, or give it another name',
  },
  {
    check: 'schema',
    name: 'an Application of Argo CD has a misspelt field',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/dex',
      set: [[['spec', 'syncPolicy', 'automated', 'selfheal'], true]],
    },
    where: 'production/eu-1 › root › Application argocd/dex › spec.syncPolicy.automated.selfheal',
    message: 'unknown field; did you mean "selfHeal"?',
    hint: 'write selfHeal',
  },
  {
    check: 'schema',
    name: 'a patch of the environment gives an object a field that it does not have',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'production.ts',
          'registry: { harbor: {} }',
          "registry: { harbor: { patches: [{ kind: 'Issuer', name: 'harbor-token-key', merge: { spec: { selfsigned: {} } } }] } }",
        ],
      ],
    },
    where: 'production/eu-1 › harbor › Issuer harbor/harbor-token-key › spec.selfsigned',
    message: 'unknown field; did you mean "selfSigned"?',
    hint: 'write selfSigned',
  },
];
