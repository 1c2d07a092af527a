import { type Mistake, notes, production, shop, staging } from './mistake.ts';

const image = 'registry.example.org/shop/web';

/** Values that a name may not have. */
export const values: readonly Mistake[] = [
  {
    name: 'an option has the wrong type',
    edit: [[staging, 'shelves: 2', "shelves: 'two'"]],
    says: /staging\/eu-1 › databases › notes › options\.shelves: must be a number, not "two"/,
    mend: /Shelves for notes/,
    at: [staging, 'shelves'],
  },
  {
    name: 'an option is out of its range',
    edit: [[staging, 'shelves: 2', 'shelves: 12']],
    says: /options\.shelves: must be at most 9/,
    mend: /Shelves for notes/,
    at: [staging, 'shelves'],
  },
  {
    name: 'a required option is missing',
    edit: [
      [notes, '.default(1)', ''],
      [staging, '{ shelves: 2 }', '{}'],
    ],
    says: /options\.shelves: is required/,
    mend: /Shelves for notes/,
    at: [staging, 'notes: {}'],
  },
  {
    name: 'a component is set to true',
    edit: [[production, "'cert-manager': {}", "'cert-manager': true"]],
    says: /production\/eu-1 › certificates › cert-manager: its settings must be an object/,
    mend: /'cert-manager': \{\}/,
    at: [production, "'cert-manager': true"],
  },
  {
    name: 'an answer is a mere string',
    edit: [[production, "elsewhere('kubespray')", "'kubespray'"]],
    says: /production › cluster-lifecycle: is neither components nor elsewhere\(…\) nor waived\(…\)/,
    mend: /write 'cluster-lifecycle': elsewhere\('who'\) or waived\('why'\)/,
    at: [production, "'kubespray'"],
  },
  {
    name: 'a waiver has no reason',
    edit: [[production, "elsewhere('kubespray')", "elsewhere(' ')"]],
    says: /production › cluster-lifecycle: elsewhere\(…\) needs a reason/,
    mend: /README prints it/,
    at: [production, "elsewhere(' ')"],
  },
  {
    name: 'a profile does not exist',
    edit: [[production, "'SUP'", "'XXL'"]],
    says: /production › profile: must be one of: SUP, MBU, ENT/,
    mend: /^$/,
    at: [production, 'XXL'],
  },
  {
    name: 'a quota is a string',
    edit: [[shop, 'cpu: 4', "cpu: '4'"]],
    says: /shop › quota › cpu: must be a number, not "4"/,
    mend: /^$/,
    at: [shop, "cpu: '4'"],
  },
  {
    name: 'a patch is incomplete',
    edit: [[staging, '{ shelves: 2 }', "{ patches: [{ kind: 'ConfigMap', merge: {} }] }"]],
    says: /notes › patches\.0\.name: is required/,
    mend: /^$/,
    at: [staging, 'patches'],
  },
  {
    name: 'a followed revision is not in full',
    files: { 'versions/production.yaml': '# what production runs\nfollows: platform-1\n' },
    says: /follows: must be a revision in full, such as refs\/tags\/platform-42/,
    mend: /^$/,
    at: ['versions/production.yaml', 'platform-1'],
  },
  {
    name: 'an image is named by a tag',
    files: { 'versions/shop.prod.yaml': `images:\n  web: ${image}:1.0\n` },
    says: /shop › prod › web: the image registry\.example\.org\/shop\/web:1\.0 is not named by its digest/,
    mend: /@sha256:/,
    at: ['versions/shop.prod.yaml', 'web: '],
  },
  {
    name: 'a digest is cut short',
    files: { 'versions/shop.prod.yaml': `images:\n  web: ${image}@sha256:1122\n` },
    says: /shop › prod › web: the image .*@sha256:1122 is not named by its digest/,
    mend: /@sha256:/,
    at: ['versions/shop.prod.yaml', 'web: '],
  },
  {
    name: 'a chart has no version',
    edit: [
      [shop, ", version: '1.4.2'", ', stages: { test: {} }'],
      [shop, "    prod: { on: 'production/eu-1', promote: 'review' },\n", ''],
    ],
    files: { 'versions/shop.prod.yaml': undefined },
    says: /shop › test › cache: has no chart version/,
    mend: /versions\/shop\.test\.yaml/,
    at: [shop, 'cache:'],
  },
  {
    name: 'a key of a version file is unknown',
    files: { 'versions/production.yaml': '\nfolows: refs/heads/main\n' },
    says: /folows: unknown key "folows"; did you mean "follows"\?/,
    mend: /^$/,
    at: ['versions/production.yaml', 'folows'],
  },
  {
    name: 'an action of a policy does not exist',
    edit: [[production, "profile: 'SUP',", "profile: 'SUP',\n  policies: { 'no-latest-tag': 'forbid' },"]],
    says: /production › policies › no-latest-tag: must be one of: deny, warn, off/,
    mend: /^$/,
    at: [production, 'forbid'],
  },
  {
    name: 'a policy is switched with true',
    edit: [[production, "profile: 'SUP',", "profile: 'SUP',\n  policies: { 'no-latest-tag': true },"]],
    says: /production › policies › no-latest-tag: must be one of: deny, warn, off/,
    mend: /^$/,
    at: [production, 'no-latest-tag'],
  },
  {
    name: 'an exception has no reason',
    edit: [
      [
        production,
        "profile: 'SUP',",
        "profile: 'SUP',\n  policies: { 'no-latest-tag': { except: { 'shop-prod': ' ' } } },",
      ],
    ],
    says: /production › policies › no-latest-tag › except › shop-prod: needs a reason: the cluster's README prints it/,
    mend: /^$/,
    at: [production, 'shop-prod'],
  },
  {
    name: 'a quota has half a load balancer',
    edit: [[shop, 'cpu: 4,', 'cpu: 4, loadBalancers: 0.5,']],
    says: /shop › quota › loadBalancers: must be a whole number/,
    mend: /^$/,
    at: [shop, 'loadBalancers'],
  },
];
