import type { Fault } from '../fault.ts';

/** A kind of a fleet's own, with what comes after its names. */
const page = (rest: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: pages.press.example.org }
spec:
  group: press.example.org
  scope: Namespaced
  names: { kind: Page, listKind: PageList, plural: pages, singular: page }
${rest}`;
const versions = `  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object } }
`;

/** Declarations that are not what their types ask for. */
export const definition: readonly Fault[] = [
  {
    check: 'definition',
    name: 'a key of an environment is misspelt',
    on: 'production/eu-1',
    inject: { edit: [['production.ts', '  domain:', '  domian:']] },
    where: 'production › domian',
    message: 'unknown key "domian"; did you mean "domain"?',
    hint: '',
    at: ['production.ts', 'domian:'],
  },
  {
    check: 'definition',
    name: 'a capability is misspelt on a cluster',
    on: 'production/eu-2',
    inject: { edit: [['production.ts', 'tracing: waived', 'traicing: waived']] },
    where: 'production/eu-2 › platform',
    message: 'unknown capability "traicing"; did you mean "tracing"?',
    hint: 'use one of the capabilities that `npm run catalog` lists',
    at: ['production.ts', 'traicing'],
  },
  {
    check: 'definition',
    name: 'a component is misspelt',
    on: 'production/eu-1',
    inject: { edit: [['production.ts', 'registry: { harbor:', 'registry: { habor:']] },
    where: 'production/eu-1 › registry',
    message: 'unknown component "habor"; did you mean "harbor"?',
    hint: '`npm run catalog` lists the components; one of your own is a file components/registry/habor.ts',
    at: ['production.ts', 'registry: { habor'],
  },
  {
    check: 'definition',
    name: 'a component stands under a capability that is not its own',
    on: 'production/eu-1',
    inject: { edit: [['production.ts', "dns: { 'external-dns'", "ingress: { 'external-dns'"]] },
    where: 'production/eu-1 › ingress',
    message: '"external-dns" is a component of dns, not of ingress',
    hint: 'move it under dns',
    at: ['production.ts', "ingress: { 'external-dns'"],
  },
  {
    check: 'definition',
    name: 'an answer is neither components nor a reason',
    on: 'local/dev',
    inject: { edit: [['local.ts', "elsewhere('nobody logs in to a laptop')", "'nobody logs in to a laptop'"]] },
    where: 'local/dev › authentication',
    message: 'is neither components nor elsewhere(…) nor waived(…)',
    hint: "write authentication: { dex: {} }, elsewhere('who') or waived('why')",
    at: ['local.ts', 'authentication:'],
  },
  {
    check: 'definition',
    name: 'the quota of a factory is a text',
    on: 'staging/eu-1',
    inject: { edit: [['factories/pay.ts', 'cpu: 4', "cpu: '4'"]] },
    where: 'pay › quota › cpu',
    message: 'must be a number, not "4"',
    hint: '',
    at: ['factories/pay.ts', "quota: { cpu: '4'"],
  },
  {
    check: 'definition',
    name: 'a team may call what is no range of addresses',
    on: 'staging/eu-1',
    inject: { edit: [['factories/pay.ts', '198.51.100.0/24', '198.51.100.0/33']] },
    where: 'pay › egress › 0 › cidr',
    message: 'must be an address range such as 10.0.0.0/16',
    hint: '',
    at: ['factories/pay.ts', 'egress'],
  },
  {
    check: 'definition',
    name: 'a stage has the name of a folder of the tree',
    on: 'local/dev',
    inject: {
      edit: [['factories/shop.ts', "test: { on: 'local/dev'", "apps: { on: 'local/dev'"]],
      files: {
        'versions/shop.test.yaml': undefined,
        'versions/shop.apps.yaml': `images:
  web: registry.example.org/shop/web@sha256:7e7a5cf429aa838959264afadff2106f7df3ac426044ead53430908721c072a6
charts:
  cache: 1.4.2
  mail: refs/tags/v2.3.0
`,
      },
    },
    where: 'shop › stages › apps',
    message: '"apps" is the name of a part of every factory',
    hint: 'choose another name',
    at: ['factories/shop.ts', 'apps: { on'],
  },
  {
    check: 'definition',
    name: "a function of a component of the fleet's own fails",
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/notes.ts': `import { component, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  objects() {
    throw new Error('the shelf is full');
  },
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { notes: {} },']],
    },
    where: 'local/dev › databases › notes',
    message: 'its functions fail: the shelf is full',
    hint: 'mend the component',
    at: ['components/databases/notes.ts', 'throw'],
  },
  {
    check: 'definition',
    name: "a component of the fleet's own writes an object without a kind",
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/notes.ts': `import { component, Manifest, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  objects: (chart) => void new Manifest(chart, 'shelf', { apiVersion: 'v1', metadata: { name: 'shelf' } }),
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { notes: {} },']],
    },
    where: 'local/dev › databases › notes',
    message: 'its functions fail: the object "shelf" has no kind',
    hint: 'mend the component',
    at: ['components/databases/notes.ts', 'export default'],
  },
  {
    check: 'definition',
    name: "a fleet's own kind is defined twice",
    on: 'production/eu-1',
    inject: { files: { 'definitions/a.yaml': page(versions), 'definitions/b.yaml': page(versions) } },
    where: 'environments/definitions/b.yaml › document 1 › CustomResourceDefinition pages.press.example.org',
    message: 'press.example.org/Page is defined in environments/definitions/a.yaml already',
    hint: 'keep one of them',
    at: ['definitions/b.yaml', 'apiVersion'],
  },
  {
    check: 'definition',
    name: "the definition of a fleet's own kind lacks what every one has",
    on: 'production/eu-1',
    inject: { files: { 'definitions/page.yaml': page('') } },
    where:
      'environments/definitions/page.yaml › document 1 › CustomResourceDefinition pages.press.example.org › spec.versions',
    message: 'is required',
    hint: 'add it',
    at: ['definitions/page.yaml', 'spec:'],
  },
  {
    check: 'definition',
    name: 'a file of definitions holds something else',
    on: 'production/eu-1',
    inject: {
      files: { 'definitions/page.json': '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"press"}}' },
    },
    where: 'environments/definitions/page.json',
    message: 'holds no CustomResourceDefinition of apiextensions.k8s.io/v1',
    hint: 'put one there as a release has it, or move the file away',
    at: ['definitions/page.json'],
  },
];
