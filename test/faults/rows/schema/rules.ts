import type { Fault } from '../../fault.ts';
import { shop as at, container, web as deployment } from '../common.ts';

const inContainer = `production/eu-1 › ${deployment} › spec.template.spec.containers[0]`;

const KiB = 1024;
const text = (bytes: number): string => 'a line of text\n'.repeat(Math.ceil(bytes / 15));

/** What the API server asks of its own kinds beyond their fields. */
export const rules: readonly Fault[] = [
  {
    check: 'schema',
    name: 'a container asks for more memory than it may have',
    on: 'production/eu-1',
    inject: { change: deployment, set: [[[...container, 'resources', 'requests', 'memory'], '256Mi']] },
    where: `${inContainer}.resources.requests.memory`,
    message: 'is more than the limit of 128Mi',
    hint: 'lower the request or raise the limit',
    at,
  },
  {
    check: 'schema',
    name: 'the template has other labels than the selector looks for',
    on: 'production/eu-1',
    inject: {
      change: deployment,
      set: [[['spec', 'selector', 'matchLabels', 'app.kubernetes.io/name'], 'webshop']],
    },
    where: `production/eu-1 › ${deployment} › spec.template.metadata.labels`,
    message: 'must have what the selector asks for',
    hint: 'make the selector and the labels agree',
    at,
  },
  {
    check: 'schema',
    name: 'a label has a space in it',
    on: 'production/eu-1',
    inject: { change: deployment, set: [[['metadata', 'labels', 'team'], 'web shop']] },
    where: `production/eu-1 › ${deployment} › metadata.labels.team`,
    message: '"web shop" is not a label value',
    hint: /^use at most 63 letters, digits/,
    at,
  },
  {
    check: 'schema',
    name: 'a probe asks in two ways',
    on: 'production/eu-1',
    inject: { change: deployment, set: [[[...container, 'livenessProbe', 'tcpSocket'], { port: 8080 }]] },
    where: `${inContainer}.livenessProbe`,
    message: 'has httpGet and tcpSocket, of which only one may be given',
    hint: 'remove the others',
    at,
  },
  {
    check: 'schema',
    name: 'a container mounts a volume that its pod does not have',
    on: 'production/eu-1',
    inject: { change: deployment, set: [[[...container, 'volumeMounts', 0, 'name'], 'temp']] },
    where: `${inContainer}.volumeMounts[0].name`,
    message: 'there is no volume "temp" in the pod',
    hint: 'add it under volumes, or correct the name',
    at,
  },
  {
    check: 'schema',
    name: 'a name is no name in DNS',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Falco_Rules', namespace: 'falco' } }],
    },
    where: 'production/eu-1 › falco › ConfigMap falco/Falco_Rules › metadata.name',
    message: '"Falco_Rules" is not a DNS name',
    hint: /^use at most 253 lower case letters, digits and/,
  },
  {
    check: 'schema',
    name: 'a schedule names a minute that no hour has',
    on: 'production/eu-1',
    inject: {
      change: 'opensearch › CronJob opensearch/opensearch-retention',
      set: [[['spec', 'schedule'], '75 1 * * *']],
    },
    where: 'production/eu-1 › opensearch › CronJob opensearch/opensearch-retention › spec.schedule',
    message: '"75" is not a minute from 0 to 59',
    hint: 'write numbers, ranges such as 1-5, or steps such as */15',
  },
  {
    check: 'schema',
    name: 'a range of addresses is longer than an address',
    on: 'production/eu-1',
    inject: {
      change: 'pay-namespaces › NetworkPolicy payments-prod/allow-egress',
      set: [[['spec', 'egress', 0, 'to', 0, 'ipBlock', 'cidr'], '198.51.100.0/33']],
    },
    where:
      'production/eu-1 › pay-namespaces › NetworkPolicy payments-prod/allow-egress › spec.egress[0].to[0].ipBlock.cidr',
    message: '"198.51.100.0/33" is not a network',
    hint: 'write one such as 10.9.8.0/24 or 2001:db8::/64',
    at: ['factories/pay.ts', 'export default'],
  },
  {
    check: 'schema',
    name: 'two ports of a container have one name',
    on: 'production/eu-1',
    inject: { change: deployment, set: [[[...container, 'ports', 1], { name: 'http', containerPort: 9090 }]] },
    where: `${inContainer}.ports[1].name`,
    message: '"http" is there twice',
    hint: 'rename or remove one',
    at,
  },
  {
    check: 'schema',
    name: 'a quota limits a resource that there is not',
    on: 'production/eu-1',
    inject: {
      change: 'shop-namespaces › ResourceQuota shop-prod/stage',
      set: [[['spec', 'hard', 'request.cpu'], '4']],
    },
    where: 'production/eu-1 › shop-namespaces › ResourceQuota shop-prod/stage › spec.hard["request.cpu"]',
    message: '"request.cpu" is no resource that Kubernetes knows',
    hint: 'correct it, or write one with a domain such as example.org/gpu',
    at,
  },
  {
    check: 'schema',
    name: "a component of the fleet's own writes a binding without its role",
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/notes.ts': `import { component, Manifest, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  objects: (chart) =>
    void new Manifest(chart, 'readers', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'readers' },
      subjects: [],
    }),
});
`,
      },
      edit: [['local.ts', '      platform: {', '      platform: {\n        databases: { notes: {} },']],
    },
    where: 'local/dev › notes › RoleBinding notes/readers › roleRef.name',
    message: 'is required',
    hint: 'name the role',
    also: [
      {
        check: 'schema',
        where: 'local/dev › notes › RoleBinding notes/readers › roleRef.kind',
        message: 'is required',
        hint: 'write Role or ClusterRole',
      },
    ],
  },
  {
    check: 'schema',
    name: 'a ConfigMap holds more than the API server takes',
    on: 'production/eu-1',
    inject: {
      file: 'platform/falco/manifests.yaml',
      add: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'rules', namespace: 'falco' },
          data: { 'rules.txt': text(1100 * KiB) },
        },
      ],
    },
    where: 'production/eu-1 › falco › ConfigMap falco/rules',
    message: 'is larger than 1 MiB',
    hint: 'make two of it',
  },
  {
    check: 'schema',
    name: 'annotations hold a whole file',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › Service gangplank/gangplank',
      set: [[['metadata', 'annotations', 'example.org/dashboard'], text(300 * KiB)]],
    },
    where: 'production/eu-1 › gangplank › Service gangplank/gangplank › metadata.annotations',
    message: 'are larger than 256 KiB together',
    hint: 'move the largest into a ConfigMap',
  },
];
