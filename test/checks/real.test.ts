import { beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Checked } from '../../scripts/checks/check.ts';
import { checks } from '../../scripts/checks/index.ts';
import { changed, realClusters } from './real.ts';
import { tokens } from './secret/samples.ts';

let clusters: readonly Checked[] = [];
beforeAll(async () => {
  clusters = await realClusters();
});

const findingsOf = (checked: Checked) => checks.flatMap((check) => check.run(checked));

test('no check finds anything in the reference fleet', () => {
  expect(clusters.length).toBeGreaterThan(3);
  expect(clusters.flatMap(findingsOf)).toEqual([]);
});

/** Which object of production/eu-1 is changed, and how. */
interface Mutation {
  readonly check: string;
  readonly of: (object: KubernetesObject) => boolean;
  readonly to: (object: KubernetesObject) => object;
  /** The whole finding but for the cluster: where, and what. */
  readonly says: string;
}

const is =
  (kind: string, name: string, namespace?: string) =>
  ({ kind: its, metadata }: KubernetesObject): boolean =>
    its === kind && metadata.name === name && (namespace === undefined || metadata.namespace === namespace);

/** A copy with one place changed, by keys and indices; what is not there is made. */
function put(value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, to) : item));
  const map = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...map, [key]: put(map[key], rest, to) };
}
const set =
  (path: readonly (string | number)[], to: unknown) =>
  (object: KubernetesObject): object =>
    put(object, path, to) as object;
const enforce = 'pod-security.kubernetes.io/enforce';
const container = ['spec', 'template', 'spec', 'containers', 0] as const;
const [, token] = tokens.find(([kind]) => kind === 'a GitHub token') ?? [];
const web = is('Deployment', 'web', 'shop-prod');
const route = is('HTTPRoute', 'web', 'shop-prod');
const certManager = is('Application', 'cert-manager');
const shop = is('Namespace', 'shop-prod');
const gangplank = is('Deployment', 'gangplank');

const mutations: readonly Mutation[] = [
  {
    check: 'pod-security',
    of: web,
    to: set([...container, 'securityContext', 'privileged'], true),
    says: 'shop-prod-web › Deployment shop-prod/web › spec.template.spec.containers[0].securityContext.privileged: gives the container web all rights on its node; the namespace shop-prod enforces Pod Security restricted (privileged)',
  },
  {
    check: 'pod-security',
    of: web,
    to: set(['spec', 'template', 'spec', 'hostNetwork'], true),
    says: 'shop-prod-web › Deployment shop-prod/web › spec.template.spec.hostNetwork: gives the pod the network of its node; the namespace shop-prod enforces Pod Security restricted (hostNamespaces)',
  },
  {
    check: 'pod-security',
    of: shop,
    to: set(['metadata', 'labels', enforce], undefined),
    says: `shop-namespaces › Namespace shop-prod › metadata.labels["${enforce}"]: is missing: pods of this namespace may do anything on their nodes`,
  },
  {
    check: 'pod-security',
    of: shop,
    to: set(['metadata', 'labels', enforce], 'restrictd'),
    says: `shop-namespaces › Namespace shop-prod › metadata.labels["${enforce}"]: "restrictd" is no level of Pod Security; did you mean "restricted"?`,
  },
  {
    check: 'secret',
    of: certManager,
    to: set(['spec', 'sources', 0, 'helm', 'valuesObject', 'extra'], { password: 'hunter2' }),
    says: 'root › Application argocd/cert-manager › spec.sources[0].helm.valuesObject.extra.password: is a secret in plain text (7 characters)',
  },
  {
    check: 'secret',
    of: web,
    to: set([...container, 'env'], [{ name: 'GREETING', value: token }]),
    says: 'shop-prod-web › Deployment shop-prod/web › spec.template.spec.containers[0].env[0].value: holds a GitHub token (40 characters, ghp_…)',
  },
  {
    check: 'secret',
    of: shop,
    to: set(['metadata', 'annotations', 'note'], 'postgres://shop:hunter2@db/shop'),
    says: 'shop-namespaces › Namespace shop-prod › metadata.annotations.note: holds a password in an address (7 characters)',
  },
  {
    check: 'secret',
    of: gangplank,
    to: () => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'gangplank', namespace: 'dex' },
      data: { key: 'aHVudGVyMg==' },
    }),
    says: 'gangplank › Secret dex/gangplank › data.key: holds a secret in plain text: base64 encrypts nothing',
  },
  {
    check: 'source',
    of: certManager,
    to: (object) => {
      const chart = put(object, ['spec', 'sources', 0, 'helm', 'valueFiles'], ['$values/values.yaml']);
      return put(chart, ['spec', 'sources', 1, 'ref'], 'value') as object;
    },
    says: 'root › Application argocd/cert-manager › spec.sources[0].helm.valueFiles[0]: names the source $values, which there is not; did you mean "value"?',
  },
  {
    check: 'hook',
    of: web,
    to: set(['metadata', 'annotations', 'argocd.argoproj.io/hook'], 'presync'),
    says: 'shop-prod-web › Deployment shop-prod/web › metadata.annotations["argocd.argoproj.io/hook"]: "presync" is no phase, and Argo CD would never apply this object; did you mean "PreSync"?',
  },
  {
    check: 'link',
    of: certManager,
    to: set(['metadata', 'annotations', 'link.argocd.argoproj.io/docs'], 'javascript:alert(1)'),
    says: 'root › Application argocd/cert-manager › metadata.annotations["link.argocd.argoproj.io/docs"]: is no address of a web page, and Argo CD would show it as a link',
  },
  {
    check: 'size',
    of: certManager,
    to: set(['spec', 'sources'], [{ chart: 'x', helm: { valuesObject: { text: 'x'.repeat(200 * 1024) } } }]),
    says: "root › Application argocd/cert-manager › spec.revisionHistoryLimit: keeps sources of 201 KiB 9 times in the Application's status, and etcd takes at most 1536 KiB",
  },
  {
    check: 'name',
    of: route,
    to: set(['spec', 'hostnames'], [`${'n'.repeat(64)}.example.org`]),
    says: 'shop-prod-web › HTTPRoute shop-prod/web › spec.hostnames[0]: has a part of 64 characters, and name servers know at most 63',
  },
  {
    check: 'name',
    of: certManager,
    to: set(['spec', 'sources', 0, 'helm', 'releaseName'], 'n'.repeat(54)),
    says: 'root › Application argocd/cert-manager › spec.sources[0].helm.releaseName: is the name of a Helm release and longer than 53 characters, which Helm refuses',
  },
  {
    check: 'name',
    of: is('Application', 'metrics-server'),
    to: (object) => {
      const there = put(object, ['spec', 'destination', 'namespace'], 'cert-manager');
      return put(there, ['spec', 'source', 'helm', 'valuesObject', 'fullnameOverride'], 'cert-manager') as object;
    },
    says: 'metrics-server: the chart metrics-server may call its objects cert-manager in the namespace cert-manager, as cert-manager does',
  },
];

describe('a change of the reference fleet is found by the check that is meant for it:', () => {
  const cluster = () => clusters.find(({ plan }) => plan.facts.id === 'production/eu-1') as Checked;
  test.each(mutations.map((each) => [each.check, each.says, each] as const))('%s: %s', (check, says, { of, to }) => {
    const mutated = changed(cluster(), (object) => (of(object) ? (to(object) as KubernetesObject) : object));
    const found = findingsOf(mutated).filter((finding) => finding.check === check);
    expect(found.map(({ where, message }) => `${where}: ${message}`)).toEqual([`production/eu-1 › ${says}`]);
    expect(found.every(({ hint, at }) => hint !== undefined && at?.file.startsWith('environments/'))).toBe(true);
  });
});
