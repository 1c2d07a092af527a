import type { Fault } from '../fault.ts';

/** What would vanish from a cluster unnoticed. */
export const retirement: readonly Fault[] = [
  {
    check: 'retirement',
    name: 'a component that the cluster stands on is answered elsewhere',
    on: 'production/eu-2',
    inject: {
      released: true,
      edit: [
        ['production.ts', '        tracing: waived(', "        storage: elsewhere('a SAN'),\n        tracing: waived("],
      ],
    },
    where: 'production/eu-2 › longhorn',
    message: 'is what the cluster stands on, and would vanish',
    hint: "write retire: { longhorn: 'orphan' } to leave it running without an owner",
    at: ['production.ts', "    'eu-2': {"],
  },
  {
    check: 'retirement',
    name: 'a component that keeps data is answered elsewhere',
    on: 'production/eu-1',
    inject: { released: true, edit: [['production.ts', 'registry: { harbor: {} }', "registry: elsewhere('quay.io')"]] },
    where: 'production/eu-1 › harbor',
    message: 'keeps data and would vanish',
    hint: "write retire: { harbor: 'orphan' } to leave it running without an owner, or 'destroy' to delete it with its data",
    at: ['production.ts', "    'eu-1': {"],
  },
  {
    check: 'retirement',
    name: 'a stage of a factory is deleted',
    on: 'staging/eu-1',
    inject: {
      released: true,
      edit: [['factories/pay.ts', "    test: { on: 'staging/eu-1', promote: 'automatic' },\n", '']],
      files: { 'versions/pay.test.yaml': undefined },
    },
    where: 'staging/eu-1 › pay › test',
    message: 'the namespace payments-test and everything in it would vanish',
    hint: "write retire: { test: 'orphan' } in the factory to leave it as it is, or 'destroy' to delete it",
    at: ['factories/pay.ts', 'export default'],
  },
  {
    check: 'retirement',
    name: 'a whole factory is deleted',
    on: 'staging/eu-1',
    inject: {
      released: true,
      files: {
        'factories/pay.ts': undefined,
        'versions/pay.test.yaml': undefined,
        'versions/pay.stage.yaml': undefined,
        'versions/pay.prod.yaml': undefined,
      },
    },
    where: 'staging/eu-1 › pay',
    message: 'is a factory whose namespaces would vanish',
    hint: "write retire: { pay: 'orphan' } to leave it running without an owner, or 'destroy' to delete it with its data",
    at: ['fleet.ts', 'export default'],
  },
  {
    check: 'retirement',
    name: 'an environment is deleted',
    on: 'staging/eu-1',
    inject: {
      released: true,
      edit: [['factories/shop.ts', "on: 'local/dev', promote", "on: 'staging/eu-1', promote"]],
      files: { 'local.ts': undefined },
    },
    where: 'local',
    message: 'the environment and its cluster dev would vanish from the tree',
    hint: "write retire: { local: 'orphan' } in fleet.ts; nothing on the cluster is deleted",
    at: ['fleet.ts', 'export default'],
  },
  {
    check: 'retirement',
    name: 'a cluster is renamed without a word of what it was',
    on: 'staging/eu-1',
    inject: {
      released: true,
      edit: [
        ['local.ts', '    dev: {', '    laptop: {'],
        ['factories/shop.ts', "'local/dev'", "'local/laptop'"],
      ],
    },
    where: 'local/dev',
    message: 'the cluster would vanish from the tree',
    hint: "write retire: { 'dev': 'orphan' } in the environment, or renamedFrom: 'dev' on the cluster that it became",
    at: ['local.ts', '  clusters:'],
  },
  {
    check: 'retirement',
    name: 'a component is retired and still runs',
    on: 'production/eu-2',
    inject: {
      released: true,
      edit: [['production.ts', "    'eu-2': {", "    'eu-2': {\n      retire: { longhorn: 'orphan' },"]],
    },
    where: 'production/eu-2 › longhorn',
    message: 'is retired and still runs',
    hint: 'take it out of `platform`, or take the entry out of `retire`',
    at: ['production.ts', '      retire:'],
  },
];
