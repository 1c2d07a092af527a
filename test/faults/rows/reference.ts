import type { Fault } from '../fault.ts';

/** Names that lead nowhere. */
export const reference: readonly Fault[] = [
  {
    check: 'reference',
    name: 'a stage is on a cluster that there is not',
    on: 'production/us-1',
    inject: { edit: [['factories/pay.ts', "'production/us-1'", "'production/us1'"]] },
    where: 'pay › stages › prod › on',
    message: 'there is no cluster "production/us1"; did you mean "production/us-1"?',
    hint: 'write <environment>/<cluster>',
    at: ['factories/pay.ts', "prod: { on: ['production/eu-1'"],
  },
  {
    check: 'reference',
    name: 'a shared namespace is on a cluster that there is not',
    on: 'staging/eu-1',
    inject: { edit: [['fleet.ts', "on: 'staging/eu-1'", "on: 'stagin/eu-1'"]] },
    where: 'fleet › namespaces › sandbox › on',
    message: 'there is no cluster "stagin/eu-1"; did you mean "staging/eu-1"?',
    hint: 'write <environment>/<cluster>',
    at: ['fleet.ts', 'sandbox:'],
  },
  {
    check: 'reference',
    name: 'an application has settings for a stage that its factory does not have',
    on: 'production/eu-1',
    inject: { edit: [['factories/shop.ts', 'stages: { prod: { replicas', 'stages: { production: { replicas']] },
    where: 'shop › apps › web › stages',
    message: 'there is no stage "production"; known: test, stage, prod',
    hint: 'name a stage of this factory',
    at: ['factories/shop.ts', 'stages: { production'],
  },
  {
    check: 'reference',
    name: 'a component needs an object store that nobody offers any more',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'production.ts',
          `    objectStore: {
      bucket: 'acme-platform',
      region: 'eu-central-1',
      endpoint: 'https://s3.example.org',
      secret: secret('object-store', { keys: ['access-key', 'secret-key'] }),
    },
`,
          '',
        ],
      ],
    },
    where: 'production/eu-1 › backup › velero',
    message: 'needs an object store and nothing on this cluster offers one',
    hint: 'run a component that offers it, or write offers: { objectStore: … } on the cluster or its environment',
    at: ['production.ts', '      platform: {'],
    also: [
      {
        check: 'reference',
        where: 'production/eu-1 › monitoring › thanos',
        message: 'needs an object store and nothing on this cluster offers one',
        hint: /^run a component that offers it/,
        at: ['production.ts', '      platform: {'],
      },
    ],
  },
  {
    check: 'reference',
    name: 'a component writes an object whose definition nobody installs',
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/notes.ts': `import { component, Manifest, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  objects: (chart) =>
    void new Manifest(chart, 'notes', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'notes' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    }),
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { notes: {} },']],
    },
    where: 'local/dev › databases › notes',
    message: 'writes a Cluster, and nothing on this cluster serves postgresql.cnpg.io',
    hint: 'add the component that defines it, or turn off the option that asks for it',
    at: ['local.ts', 'databases:'],
  },
  {
    check: 'reference',
    name: 'two components offer the one Gateway of a cluster',
    on: 'local/dev',
    inject: {
      edit: [
        [
          'local.ts',
          '      platform: {',
          "      platform: {\n        ingress: { 'gateway-api': {}, traefik: {}, contour: {} },",
        ],
      ],
    },
    where: 'local/dev › offers › gateway',
    message: 'traefik and contour both offer a Gateway',
    hint: 'keep one of them, or say which with offers: { gateway: … }',
    at: ['local.ts', 'ingress:'],
  },
  {
    check: 'reference',
    name: 'a Deployment reads a Secret that nothing makes',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › Deployment shop-prod/web',
      set: [
        [['spec', 'template', 'spec', 'containers', 0, 'env', 1, 'valueFrom', 'secretKeyRef', 'name'], 'web-order'],
      ],
    },
    where: 'production/eu-1 › shop-prod-web',
    message:
      'Deployment shop-prod/web names Secret shop-prod/web-order, which nothing writes; did you mean "web-orders"?',
    hint: 'write web-orders, or add what it names',
    at: ['factories/shop.ts', 'export default'],
  },
  {
    check: 'reference',
    name: 'an ExternalSecret reads from a store of another name',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › ExternalSecret shop-prod/web-orders',
      set: [[['spec', 'secretStoreRef', 'name'], 'stages']],
    },
    where: 'production/eu-1 › shop-prod-web',
    message:
      'ExternalSecret shop-prod/web-orders names SecretStore shop-prod/stages, which nothing writes; did you mean "stage"?',
    hint: 'write stage, or add what it names',
    at: ['factories/shop.ts', 'export default'],
  },
  {
    check: 'reference',
    name: 'a binding names a role that nothing writes',
    on: 'production/eu-1',
    inject: {
      change: 'pay-namespaces › RoleBinding payments-prod/viewer',
      set: [[['roleRef', 'name'], 'reader']],
    },
    where: 'production/eu-1 › pay-namespaces',
    message: 'RoleBinding payments-prod/viewer names Role payments-prod/reader, which nothing writes',
    hint: 'correct the name, or add what it names',
    at: ['factories/pay.ts', 'export default'],
  },
  {
    check: 'reference',
    name: 'an Application is of a project that there is not',
    on: 'production/eu-1',
    inject: { change: 'root › Application argocd/harbor', set: [[['spec', 'project'], 'plattform']] },
    where: 'production/eu-1 › root',
    message:
      'Application argocd/harbor names AppProject argocd/plattform, which nothing writes; did you mean "platform"?',
    hint: 'write platform, or add what it names',
  },
  {
    check: 'reference',
    name: 'an object is in a namespace that nothing writes',
    on: 'production/eu-1',
    inject: {
      change: 'jaeger › ServiceMonitor jaeger/jaeger',
      set: [[['metadata', 'namespace'], 'tracing']],
    },
    where: 'production/eu-1 › jaeger',
    message: 'ServiceMonitor tracing/jaeger is in the namespace tracing, which nothing writes',
    hint: "put it into the component's own namespace",
  },
  {
    check: 'reference',
    name: 'a policy is bound by a name that it does not have',
    on: 'local/dev',
    inject: {
      change: 'policies › ValidatingAdmissionPolicyBinding route-hosts',
      set: [[['spec', 'policyName'], 'route-host']],
    },
    where: 'local/dev › policies',
    message:
      'ValidatingAdmissionPolicyBinding route-hosts names ValidatingAdmissionPolicy route-host, which nothing writes; did you mean "route-hosts"?',
    hint: 'write route-hosts, or add what it names',
  },
];
