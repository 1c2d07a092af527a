import type { Fault } from '../fault.ts';

/** Files that cannot be read as what they should be. */
export const load: readonly Fault[] = [
  {
    check: 'load',
    name: 'a comma is missing in a definition',
    on: 'production/eu-1',
    inject: { edit: [['production.ts', "domain: 'example.org',", "domain: 'example.org'"]] },
    where: 'environments/production.ts',
    message: 'Expected "}" but found "secrets"',
    hint: 'mend the file',
    at: ['production.ts', 'secrets: vault'],
  },
  {
    check: 'load',
    name: 'a definition reads what is not there',
    on: 'staging/eu-1',
    inject: {
      edit: [['staging.ts', 'export default', 'const [first] = [] as string[];\nfirst.trim();\nexport default']],
    },
    where: 'environments/staging.ts',
    message: /Cannot read properties of undefined \(reading 'trim'\)/,
    hint: 'mend the file',
    at: ['staging.ts', 'first.trim'],
  },
  {
    check: 'load',
    name: 'a definition imports what Millwright does not export',
    on: 'staging/eu-1',
    inject: {
      edit: [
        ['staging.ts', 'import { elsewhere, ', 'import { elsewere, '],
        ['staging.ts', "elsewhere('kubespray", "elsewere('kubespray"],
      ],
    },
    where: 'environments/staging.ts',
    message: '"millwright" exports no "elsewere"; did you mean "elsewhere"?',
    hint: 'mend the file',
    at: ['staging.ts', 'import'],
  },
  {
    check: 'load',
    name: 'a merge has left its markers in a version file',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'versions/production.yaml',
          'follows: refs/tags/platform-1',
          '<<<<<<< HEAD\nfollows: refs/tags/platform-1\n=======\nfollows: refs/tags/platform-2\n>>>>>>> other',
        ],
      ],
    },
    where: 'environments/versions/production.yaml',
    message: /^is not YAML: \w/,
    hint: 'mend the file; after a git merge, look for conflict markers',
    at: ['versions/production.yaml', 'follows: refs/tags/platform-1'],
  },
];
