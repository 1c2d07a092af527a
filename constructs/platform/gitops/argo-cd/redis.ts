import type { Construct } from 'constructs';
import { Manifest } from '../../../model/manifest.ts';

const anyNamespace = [{ namespaceSelector: {} }];
const tcp = (port: number) => ({ port, protocol: 'TCP' });

/** Who reads and writes the cache; the chart's own policy for a single Redis names the same. */
const clients = [
  {
    podSelector: {
      matchExpressions: [
        {
          key: 'app.kubernetes.io/name',
          operator: 'In',
          values: ['argocd-application-controller', 'argocd-repo-server', 'argocd-server'],
        },
      ],
    },
  },
];
const proxy = { matchLabels: { app: 'redis-ha-haproxy', release: 'argo-cd' } };
const server = { matchLabels: { app: 'redis-ha', release: 'argo-cd' } };

/**
 * Keeps others from the replicated Redis. Whoever writes to the cache decides what is rolled out (CVE-2024-31989); the
 * sub-chart's own policies, off by default, would also cut HAProxy off from a DNS cache on the node. Labels and ports:
 * chart redis-ha 4.38.0.
 */
export function redisPolicies(chart: Construct): void {
  policy(chart, 'argocd-redis-ha-haproxy', proxy, [
    { from: clients, ports: [tcp(6379)] },
    { from: anyNamespace, ports: [tcp(9101)] },
  ]);
  policy(chart, 'argocd-redis-ha-server', server, [
    { from: [{ podSelector: proxy }, { podSelector: server }], ports: [tcp(6379), tcp(26379)] },
    { from: anyNamespace, ports: [tcp(9121)] },
  ]);
}

const policy = (chart: Construct, name: string, podSelector: object, ingress: readonly object[]) =>
  new Manifest(chart, name, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector, policyTypes: ['Ingress'], ingress },
  });
