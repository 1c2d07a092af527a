import type { Fault } from '../fault.ts';
import { container, shop, web } from './common.ts';

const mend = 'keep it in the secret store and name the Secret here; if it was ever pushed, replace it';
const sops = (values: string, more: string) => `apiVersion: isindir.github.com/v1alpha3
kind: SopsSecret
metadata:
  name: admin
${more}spec:
  secretTemplates:
    - name: admin
      stringData:
        password: ${values}
`;
const file = 'secrets/local/dev/grafana.admin.yaml';

/** Secrets that everybody could read, and secrets that nobody could. */
export const secret: readonly Fault[] = [
  {
    check: 'secret',
    name: 'a file of secrets has not been encrypted',
    on: 'local/dev',
    inject: { files: { [file]: sops('hunter2', 'sops: {}\n') } },
    where: `environments/${file}`,
    message: 'holds a value that is not encrypted',
    hint: 'encrypt it: sops encrypt --encrypted-suffix Templates --in-place',
    at: [file, '        password'],
  },
  {
    check: 'secret',
    name: 'a file of secrets has never seen SOPS',
    on: 'local/dev',
    inject: { files: { [file]: sops('hunter2', '') } },
    where: `environments/${file}`,
    message: 'is not encrypted: it has no key "sops"',
    hint: 'encrypt it: sops encrypt --encrypted-suffix Templates --in-place',
    at: [file, 'apiVersion'],
  },
  {
    check: 'secret',
    name: 'a component needs a Secret, and what would fill it is answered elsewhere',
    on: 'local/dev',
    inject: { edit: [['local.ts', '      platform: {', "      platform: {\n        secrets: elsewhere('by hand'),"]] },
    where: 'local/dev › monitoring › kube-prometheus-stack',
    message: 'needs the Secret grafana-admin, and nothing on this cluster serves external-secrets.io',
    hint: "write secrets: { 'external-secrets': {} }",
    at: ['local.ts', '        monitoring:'],
    also: [
      {
        check: 'secret',
        where: 'local/dev › ingress › traefik',
        message: 'needs the Secret gateway-tls, and nothing on this cluster serves external-secrets.io',
        hint: "write secrets: { 'external-secrets': {} }",
        at: ['local.ts', '      platform: {'],
      },
    ],
  },
  {
    check: 'secret',
    name: 'a variable of a container is a password',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [[[...container, 'env', 1], { name: 'DATABASE_PASSWORD', value: 'correct horse battery' }]],
    },
    where: `production/eu-1 › ${web} › spec.template.spec.containers[0].env[1].value`,
    message: 'is a secret in plain text (21 characters)',
    hint: mend,
    at: shop,
  },
  {
    check: 'secret',
    name: 'a variable of a container is an address with a password in it',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [[[...container, 'env', 0, 'value'], 'postgres://orders:hunter2@postgresql.example.org/orders']],
    },
    where: `production/eu-1 › ${web} › spec.template.spec.containers[0].env[0].value`,
    message: 'holds a password in an address (7 characters)',
    hint: mend,
    at: shop,
  },
  {
    check: 'secret',
    name: 'an argument of a container is a token',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [
        [
          [...container, 'args'],
          ['--token', `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`],
        ],
      ],
    },
    where: `production/eu-1 › ${web} › spec.template.spec.containers[0].args[1]`,
    message: 'holds a GitHub token (40 characters, ghp_…)',
    hint: mend,
    at: shop,
  },
  {
    check: 'secret',
    name: 'a ConfigMap holds a key in base64',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace: 'falco' },
          data: { 'settings.yaml': Buffer.from('user: falco\npassword: correct-horse-battery\n').toString('base64') },
        },
      ],
    },
    where: 'production/eu-1 › falco › ConfigMap falco/settings › data["settings.yaml"]',
    message: 'holds a secret in plain text at password (21 characters), in base64',
    hint: mend,
  },
  {
    check: 'secret',
    name: 'a Secret with its contents is in the tree',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'login', namespace: 'falco' },
          data: { password: Buffer.from('correct-horse-battery').toString('base64') },
        },
      ],
    },
    where: 'production/eu-1 › falco › Secret falco/login › data.password',
    message: 'holds a secret in plain text: base64 encrypts nothing',
    hint: 'keep it in the secret store: an ExternalSecret, a SopsSecret or a SealedSecret makes this Secret on the cluster',
  },
  {
    check: 'secret',
    name: 'the values of a chart hold a password',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'production.ts',
          'registry: { harbor: {} }',
          "registry: { harbor: { values: { harborAdminPassword: 'Harbor12345' } } }",
        ],
      ],
    },
    where: 'production/eu-1 › root › Application argocd/harbor › spec.sources[0].helm.valuesObject.harborAdminPassword',
    message: 'is a secret in plain text (11 characters)',
    hint: mend,
  },
  {
    check: 'secret',
    name: 'the values of a chart hold a text that only chance makes',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-cache',
      set: [[['spec', 'source', 'helm', 'valuesObject', 'node'], { seed: 'q7Rk2Wz9Lm4Xv8Tn1Bc6Yd3Hf5Jg0Ps' }]],
    },
    where: 'production/eu-1 › shop-prod › Application argocd/shop-prod-cache › spec.source.helm.valuesObject.node.seed',
    message: 'looks like a secret (31 random characters of base64)',
    hint: mend,
    at: shop,
  },
];
