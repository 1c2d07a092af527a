import { definitions } from '../small.ts';
import { type Mistake, notes, production, shop, staging } from './mistake.ts';

/** A component of the fleet's own with more than the least. */
const own = (more: string) =>
  `import { component, Manifest, own } from 'millwright';\n\nexport default component({\n  summary: 'Tries something',\n  source: own('1.0.0'),\n  namespace: { podSecurity: 'restricted' },\n  ${more}\n});\n`;
const writes = (object: string) => own(`objects: (chart) => void new Manifest(chart, 'it', ${object}),`);
const ran = (id: string) => [staging, 'notes: {', `'${id}': {}, notes: {`] as const;
const second = (changes: readonly (readonly [string, string])[]) =>
  changes.reduce((text, [from, to]) => text.replace(from, to), definitions[shop] ?? '').replace(/images.*\n/, '');

/** Things that do not go together. */
export const conflicts: readonly Mistake[] = [
  {
    name: 'a mandatory capability has no answer',
    edit: [
      [production, 'networking: { cilium: {', "networking: {},\n        dns: { 'external-dns': {"],
      [production, " encryption: 'wireguard' ", ''],
    ],
    says: /production\/eu-1 › networking: is mandatory in SUP and nothing answers it/,
    mend: /write networking: \{ cilium: \{\} \}, elsewhere\('who'\) or waived\('why'\)/,
    at: [production, 'platform: {\n        networking'],
  },
  {
    name: 'a component needs what nobody offers',
    edit: [[production, 'certificates: {', 'backup: { velero: {} },\n        certificates: {']],
    says: /production\/eu-1 › backup › velero: needs an object store and nothing on this cluster offers one/,
    mend: /offers: \{ objectStore: … \}/,
    at: [production, 'velero'],
  },
  {
    name: 'two components wait for each other',
    files: { 'components/databases/a.ts': own("after: ['b'],"), 'components/databases/b.ts': own("after: ['a'],") },
    edit: [ran('a'), ran('b')],
    says: /staging\/eu-1 › [ab]: waits for itself: (a → b → a|b → a → b)/,
    mend: /take one of these edges away/,
    at: [staging, 'notes: {'],
  },
  {
    name: 'a component waits for one of a later stratum',
    files: { 'components/databases/early.ts': own("stratum: 'networking',\n  after: ['notes'],") },
    edit: [ran('early')],
    says: /early: needs notes, which comes later: early belongs to networking, notes to services/,
    mend: /give early a later stratum or notes an earlier one/,
    at: [staging, 'early'],
  },
  {
    name: 'a component of the fleet has an id of ours',
    files: { 'components/databases/traefik.ts': own('') },
    says: /"traefik" is a component of Millwright's/,
    mend: /another name/,
    at: ['components/databases/traefik.ts', 'export default'],
  },
  {
    name: 'a component of the fleet has the name of an Application that every cluster has',
    files: { 'components/databases/root.ts': own('') },
    says: /"root" is an Application that every cluster has/,
    mend: /another name/,
    at: ['components/databases/root.ts', 'export default'],
  },
  {
    name: "a component of the fleet has a factory's name",
    files: { 'components/databases/shop.ts': own('') },
    says: /Application "shop" would have the name of another/,
    mend: /rename the component or the factory/,
    at: [shop, 'export default'],
  },
  {
    name: "a component of the fleet has the name of a factory's file",
    files: { 'components/databases/factory-shop.ts': own('') },
    says: /"factory-shop" cannot be a name/,
    mend: /factory-/,
    at: ['components/databases/factory-shop.ts', 'export default'],
  },
  {
    name: 'a component of the fleet has a name that Kubernetes would not take',
    files: { 'components/databases/My_Notes.ts': own('') },
    says: /"My_Notes" cannot be a name/,
    mend: /lower-case letters/,
    at: ['components/databases/My_Notes.ts', 'export default'],
  },
  {
    name: 'two capabilities have a component of the same name',
    files: { 'components/ci/notes.ts': own('') },
    says: /"notes" is declared in environments\/components\/ci\/notes\.ts too/,
    mend: /another name/,
    at: [notes, 'export default'],
  },
  {
    name: 'a component lies in a folder that is no capability',
    files: { 'components/databasis/a.ts': own('') },
    says: /"databasis" is no capability; did you mean "databases"\?/,
    mend: /folder's name/,
    at: ['components/databasis/a.ts', 'export default'],
  },
  {
    name: 'two components write the same object',
    files: {
      'components/databases/copy.ts': writes(
        "{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes', namespace: 'notes' } }",
      ),
    },
    edit: [ran('copy')],
    says: /staging\/eu-1 › (notes|copy): writes ConfigMap notes\/notes, which (copy|notes) writes too/,
    mend: /an object has one owner/,
    at: [staging, 'export default'],
  },
  {
    name: 'an object is in a namespace that nobody writes',
    files: {
      'components/databases/lost.ts': writes(
        "{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'lost', namespace: 'nowhere' } }",
      ),
    },
    edit: [ran('lost')],
    says: /ConfigMap nowhere\/lost is in the namespace nowhere, which nothing writes/,
    mend: /component's own namespace/,
    at: [staging, 'export default'],
  },
  {
    name: 'a binding names a role that nobody writes',
    files: {
      'components/databases/bound.ts': writes(
        "{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'absent' }, subjects: [] }",
      ),
    },
    edit: [ran('bound')],
    says: /RoleBinding bound\/b names Role bound\/absent, which nothing writes/,
    mend: /correct the name/,
    at: [staging, 'export default'],
  },
  {
    name: 'an object is of an API that nobody serves',
    files: {
      'components/databases/signed.ts': writes(
        "{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'c' } }",
      ),
    },
    edit: [ran('signed')],
    says: /signed: writes a Certificate, and nothing on this cluster serves cert-manager\.io/,
    mend: /add the component that defines it/,
    at: [staging, 'signed'],
  },
  {
    name: 'a component does not support the Kubernetes of its cluster',
    edit: [[notes, '  keeps:', "  kubernetes: { to: '1.34' },\n  keeps:"]],
    says: /notes: needs Kubernetes 1\.34 or older, and this cluster has 1\.35/,
    mend: /choose another version/,
    at: [staging, 'notes'],
  },
  {
    name: 'two components offer the same facility',
    edit: [
      [
        production,
        'certificates: {',
        "ingress: { 'gateway-api': {}, traefik: {}, contour: {} },\n        certificates: {",
      ],
    ],
    says: /production\/eu-1 › offers › gateway: traefik and contour both offer a Gateway/,
    mend: /keep one of them/,
  },
  {
    name: 'two factories want the same host',
    files: { 'factories/pay.ts': second([["    test: { on: 'staging/eu-1', promote: 'automatic' },\n", '']]) },
    says: /(shop|pay) › apps › web › host: the host shop(-test)? on \S+ belongs to (pay|shop) › web/,
    mend: /choose another host/,
    at: [shop, "host: 'shop'"],
  },
  {
    name: 'two factories want the same namespaces',
    files: {
      'factories/pay.ts': second([
        ['groups:', "prefix: 'shop',\n  groups:"],
        ["    test: { on: 'staging/eu-1', promote: 'automatic' },\n", ''],
        [/ {4}web: .*\n/.exec(definitions[shop] ?? '')?.[0] ?? '', ''],
      ]),
    },
    says: /shop › prod: its namespace shop-prod belongs to pay/,
    mend: /another prefix/,
    at: [shop, 'prod:'],
  },
  {
    name: 'a stage has the name of a folder of the tree',
    files: { 'versions/shop.test.yaml': undefined },
    edit: [[shop, 'test: {', 'projects: {']],
    says: /shop › stages › projects: "projects" is the name of a part of every factory/,
    mend: /choose another name/,
    at: [shop, 'projects'],
  },
  {
    name: "a factory's namespaces would be among those of Kubernetes",
    files: { 'versions/shop.test.yaml': undefined },
    edit: [
      [shop, 'test: {', 'system: {'],
      [shop, 'groups:', "prefix: 'kube',\n  groups:"],
    ],
    says: /shop › prefix: "kube" is a name that every cluster uses itself/,
    mend: /choose another name/,
    at: [shop, "prefix: 'kube'"],
  },
  {
    name: 'a component is retired and still runs',
    edit: [[production, "'eu-2': {", "'eu-2': { retire: { longhorn: 'orphan' },"]],
    says: /production\/eu-2 › longhorn: is retired and still runs/,
    mend: /take the entry out of `retire`/,
    at: [production, 'longhorn'],
  },
  {
    name: 'an environment is retired and still declared',
    edit: [['fleet.ts', 'groups:', "retire: { staging: 'orphan' },\n  groups:"]],
    says: /fleet › retire › staging: is retired and still declared/,
    mend: /delete the declaration/,
    at: ['fleet.ts', 'staging'],
  },
  {
    name: 'an exception is from a policy that looks at no namespace',
    edit: [
      [
        production,
        "profile: 'SUP',",
        "profile: 'SUP',\n  policies: { 'no-cluster-admin-bindings': { except: { 'shop-prod': 'none yet' } } },",
      ],
    ],
    says: /no-cluster-admin-bindings › except: looks at objects outside of namespaces, and has no exceptions/,
    mend: /take `except` away/,
    at: [production, 'no-cluster-admin-bindings'],
  },
];
