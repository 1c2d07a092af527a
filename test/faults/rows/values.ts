import type { Fault } from '../fault.ts';

const harbor = (values: string) =>
  [['production.ts', 'registry: { harbor: {} }', `registry: { harbor: { values: ${values} } }`]] as const;

/** Values that the pinned charts do not have, or cannot use. */
export const values: readonly Fault[] = [
  {
    check: 'values',
    name: 'a value of a chart is misspelt in an environment',
    on: 'production/eu-1',
    inject: { edit: harbor('{ portal: { replica: 3 } }') },
    where: 'production/eu-1 › registry › harbor › values.portal.replica',
    message: 'the chart harbor 1.19.1 has no such value; did you mean "replicas"?',
    hint: 'correct the path, or leave it out: Helm ignores what a chart does not know',
    at: ['production.ts', 'registry:'],
  },
  {
    check: 'values',
    name: 'a value of a chart stands in another place',
    on: 'production/eu-1',
    inject: { edit: harbor('{ replicas: 3 }') },
    where: 'production/eu-1 › registry › harbor › values.replicas',
    message: /^the chart harbor 1\.19\.1 has no such value; did you mean "\w+\.replicas"\?$/,
    hint: 'correct the path, or leave it out: Helm ignores what a chart does not know',
    at: ['production.ts', 'registry:'],
  },
  {
    check: 'values',
    name: 'a value of a chart has another type',
    on: 'production/eu-1',
    inject: { edit: harbor("{ portal: { replicas: 'three' } }") },
    where: 'production/eu-1 › registry › harbor › values.portal.replicas',
    message: 'must be a number like the chart\'s default, not "three"',
    hint: '',
    at: ['production.ts', 'registry:'],
  },
  {
    check: 'values',
    name: 'a value of a chart is to be taken away by null',
    on: 'production/eu-1',
    inject: { edit: harbor('{ portal: { replicas: null } }') },
    where: 'production/eu-1 › registry › harbor › values.portal.replicas',
    message: "is null, and Argo CD drops it: the chart's default 1 stays",
    hint: 'write the value that you want instead, or leave it out',
    at: ['production.ts', 'registry:'],
  },
  {
    check: 'values',
    name: "the chart's own schema knows no such choice",
    on: 'local/dev',
    inject: {
      edit: [
        [
          'local.ts',
          '      platform: {',
          "      platform: {\n        certificates: { 'cert-manager': { values: { replicaCount: 'two' } } },",
        ],
      ],
    },
    where: 'local/dev › certificates › cert-manager › values.replicaCount',
    message: 'must be a number, not "two", says the schema of the chart cert-manager v1.21.1',
    hint: '',
    at: ['local.ts', 'certificates:'],
  },
  {
    check: 'values',
    name: "a component of the fleet's own sets what its chart does not have",
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/tickets.ts': `import { component, helm } from 'millwright';

export default component({
  summary: 'Logs people in',
  source: helm('https://charts.dexidp.io', 'dex', '0.24.0'),
  namespace: { podSecurity: 'restricted' },
  values: () => ({
    replicaCount: 2,
    ressources: { requests: { cpu: '10m', memory: '32Mi' } },
  }),
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { tickets: {} },']],
    },
    where: 'local/dev › databases › tickets › values.ressources',
    message: 'the chart dex 0.24.0 has no such value; did you mean "resources"?',
    hint: 'correct the path, or leave it out: Helm ignores what a chart does not know',
    at: ['components/databases/tickets.ts', '    ressources'],
  },
  {
    check: 'values',
    name: 'a value of a chart that nobody knows is to be taken away by null',
    on: 'production/eu-1',
    inject: { edit: [['factories/shop.ts', '{ persistence: { enabled: false } }', '{ persistence: { size: null } }']] },
    where: 'shop › prod › cache › values.persistence.size',
    message: 'is null, and Argo CD drops it',
    hint: 'write the value that you want instead, or leave it out',
    at: ['factories/shop.ts', 'values: { persistence'],
  },
  {
    check: 'values',
    severity: 'warning',
    name: 'a chart is pinned to a version whose values nobody knows',
    on: 'production/eu-1',
    inject: { files: { 'versions/platform.yaml': 'harbor:\n  version: 0.0.1\n' } },
    where: 'registry › harbor',
    message: 'nobody checks its values, because those of the chart harbor 0.0.1 are not known here',
    hint: /^run `npm run import -- chart https:\/\/helm\.goharbor\.io harbor --version 0\.0\.1`, and commit what it writes$/,
    at: ['versions/platform.yaml', 'harbor'],
  },
];
