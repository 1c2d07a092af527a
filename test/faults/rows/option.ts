import type { Fault } from '../fault.ts';

/** Options and patches of components. */
export const option: readonly Fault[] = [
  {
    check: 'option',
    name: 'an option of a component is misspelt',
    on: 'production/eu-1',
    inject: { edit: [['production.ts', "encryption: 'wireguard'", "encryptoin: 'wireguard'"]] },
    where: 'production/eu-1 › networking › cilium › options.encryptoin',
    message: 'unknown option; did you mean "encryption"?',
    hint: '`npm run catalog -- cilium` lists its options; values of the chart go under `values`',
    at: ['production.ts', 'cilium: { encryptoin'],
  },
  {
    check: 'option',
    name: 'an option has a value of another type',
    on: 'local/dev',
    inject: { edit: [['local.ts', "storage: '5Gi'", 'storage: 5']] },
    where: 'local/dev › monitoring › kube-prometheus-stack › options.storage',
    message: 'must be a quantity such as 500m, 16Gi or 2',
    hint: 'Volume of each Prometheus',
    at: ['local.ts', "'prometheus-operator-crds'"],
  },
  {
    check: 'option',
    name: 'an option has a value that is none of its choices',
    on: 'staging/eu-1',
    inject: { edit: [['staging.ts', "provider: 'cloudflare'", "provider: 'cloudflair'"]] },
    where: 'staging/eu-1 › dns › external-dns › options.provider',
    message: 'must be one of: aws, azure, cloudflare, google, rfc2136',
    hint: 'Who hosts the zones; Route 53 on EKS unless given',
    at: ['staging.ts', 'provider'],
  },
  {
    check: 'option',
    name: 'an option that the component cannot do without is missing',
    on: 'staging/eu-1',
    inject: { edit: [['staging.ts', "{ provider: 'cloudflare' }", '{}']] },
    where: 'staging/eu-1 › dns › external-dns › options.provider',
    message: 'needs to know who hosts the zones',
    hint: "write provider: aws | azure | cloudflare | google | rfc2136, or dns: elsewhere('who')",
    at: ['staging.ts', "dns: { 'external-dns'"],
  },
  {
    check: 'option',
    name: 'a patch names an object that the component does not write',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'production.ts',
          'registry: { harbor: {} }',
          "registry: { harbor: { patches: [{ kind: 'Isuer', name: 'harbor-token-key', merge: {} }] } }",
        ],
      ],
    },
    where: 'production/eu-1 › registry › harbor',
    message: 'patches Isuer harbor-token-key, which it does not write; did you mean "Issuer harbor-token-key"?',
    hint: 'patches change our own manifests; a chart is changed through `values`',
    at: ['production.ts', 'registry:'],
  },
];
