import { definitions } from '../small.ts';
import { type Mistake, notes, production } from './mistake.ts';

/** A CustomResourceDefinition as it could come from a release. */
const crd = (more: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: pages.press.example.org
spec:
  group: press.example.org
  scope: Namespaced
  names: { kind: Page, listKind: PageList, plural: pages, singular: page }
  versions:
    - name: v1
      served: true
      storage: true
${more}`;
const schema = '      schema: { openAPIV3Schema: { type: object } }\n';

/** Files that cannot be read as what they should be. */
export const files: readonly Mistake[] = [
  {
    name: 'a definition has a syntax error',
    edit: [[production, "profile: 'SUP',", "profile: 'SUP' plans"]],
    says: /Expected "\}" but found "plans"/,
    mend: /mend the file/,
    at: [production, "'SUP' plans"],
  },
  {
    name: 'a definition throws while it is read',
    edit: [[production, 'export default', 'const absent: string[] = [];\nabsent[0].trim();\n\nexport default']],
    says: /Cannot read properties of undefined \(reading 'trim'\)/,
    mend: /mend the file/,
    at: [production, 'trim'],
  },
  {
    name: 'a function of a component throws',
    edit: [
      [
        notes,
        '    new Manifest',
        "    if (options.shelves > 1) throw new Error('too many shelves');\n    new Manifest",
      ],
    ],
    says: /staging\/eu-1 › databases › notes: .*too many shelves/,
    mend: /mend the component/,
    at: [notes, 'too many shelves'],
  },
  {
    name: 'a component gives two objects one name in its chart',
    edit: [
      [
        notes,
        "    new Manifest(chart, 'notes', {",
        "    new Manifest(chart, 'notes', other);\n    new Manifest(chart, 'notes', {",
      ],
      [
        notes,
        'export default',
        "const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } };\nexport default",
      ],
    ],
    says: /notes: .*There is already a Construct with name 'notes'/,
    mend: /mend the component/,
    at: [notes, "chart, 'notes', {"],
  },
  {
    name: 'a component writes an object without a name',
    edit: [[notes, "metadata: { name: 'notes' },", '']],
    says: /notes: .*"notes" has no metadata\.name/,
    mend: /mend the component/,
    at: [notes],
  },
  {
    name: 'a component says too little of itself',
    edit: [[notes, "  source: own('1.0.0'),\n", '']],
    says: /notes › source: is required/,
    mend: /^$/,
    at: [notes, 'export default'],
  },
  {
    name: 'a definition exports nothing',
    edit: [[production, 'export default', 'export const lost =']],
    says: /production\.ts: has no default export of environment\(…\)/,
    mend: /write export default environment/,
    at: [production],
  },
  {
    name: 'fleet.ts is missing',
    files: { 'fleet.ts': undefined },
    says: /environments\/fleet\.ts: does not exist/,
    mend: /write it with export default fbe/,
  },
  {
    name: 'there is nothing but fleet.ts',
    files: {
      ...Object.fromEntries(Object.keys(definitions).map((path) => [path, undefined])),
      'fleet.ts': definitions['fleet.ts'],
    },
    says: /environments: has no environment/,
    mend: /write one/,
  },
  {
    name: 'there is nothing at all',
    files: Object.fromEntries(Object.keys(definitions).map((path) => [path, undefined])),
    code: 2,
    says: /environments: there is no fleet here/,
    mend: /--fleet/,
  },
  {
    name: 'a version file is no YAML',
    files: { 'versions/production.yaml': '# what production runs\nfollows: [\n' },
    says: /is not YAML/,
    mend: /conflict markers/,
    at: ['versions/production.yaml'],
  },
  {
    name: 'a version file holds conflict markers',
    files: {
      'versions/production.yaml':
        'canary: {}\n<<<<<<< HEAD\nfollows: refs/tags/platform-1\n=======\nfollows: refs/tags/platform-2\n>>>>>>> other\n',
    },
    says: /is not YAML/,
    mend: /conflict markers/,
    at: ['versions/production.yaml'],
  },
  {
    name: 'a version file is a list',
    files: { 'versions/production.yaml': '- follows\n' },
    says: /must be an object/,
    mend: /^$/,
    at: ['versions/production.yaml', '- follows'],
  },
  {
    name: 'a version file holds two documents',
    files: { 'versions/production.yaml': 'follows: refs/tags/platform-1\n---\nfollows: refs/tags/platform-2\n' },
    says: /more than one document/,
    mend: /---/,
    at: ['versions/production.yaml'],
  },
  {
    name: 'a version file exists twice',
    files: { 'versions/production.yml': 'follows: refs/tags/platform-9\n' },
    says: /production\.yml: "production" has another file/,
    mend: /keep one/,
    at: ['versions/production.yml', 'follows'],
  },
  {
    name: 'a file of definitions is damaged',
    files: { 'definitions/page.yaml': `${crd(schema)}<<<<<<< HEAD\n` },
    says: /definitions\/page\.yaml › document 1: holds the marks of a conflict/,
    mend: /resolve the conflict/,
    at: ['definitions/page.yaml', '<<<<<<<'],
  },
  {
    name: 'a file of definitions holds none',
    files: { 'definitions/page.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: press }\n' },
    says: /definitions\/page\.yaml: holds no CustomResourceDefinition/,
    mend: /put one there as a release has it/,
    at: ['definitions/page.yaml', 'apiVersion'],
  },
  {
    name: 'a kind is defined twice',
    files: { 'definitions/a.yaml': crd(schema), 'definitions/b.yaml': `---\n---\n${crd(schema)}` },
    says: /b\.yaml › document \d › CustomResourceDefinition pages\.press\.example\.org: press\.example\.org\/Page is defined in environments\/definitions\/a\.yaml already/,
    mend: /keep one/,
    at: ['definitions/b.yaml', 'apiVersion'],
  },
  {
    name: 'a definition is one that no API server takes',
    files: { 'definitions/page.yaml': crd('      schema: { openAPIV3Schema: { typ: object } }\n') },
    says: /page\.yaml › document 1 › CustomResourceDefinition pages\.press\.example\.org › spec\.versions\[0\]\.schema/,
    mend: /./,
    at: ['definitions/page.yaml', '      schema'],
  },
  {
    name: 'a secret is not encrypted',
    files: {
      'secrets/staging/eu-1/notes.key.yaml':
        'kind: SopsSecret\nmetadata:\n  name: key\nsops: {}\nspec:\n  secretTemplates:\n    - stringData:\n        key: hunter2\n',
    },
    says: /notes\.key\.yaml: holds a value that is not encrypted/,
    mend: /sops encrypt/,
    at: ['secrets/staging/eu-1/notes.key.yaml', 'key: hunter2'],
  },
];
