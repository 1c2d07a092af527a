import type { KubernetesObject } from '../../model/manifest.ts';

/** What may reach a namespace and what it may reach, besides itself and the name service. */
export interface NetworkNeeds {
  /** Namespaces whose pods may call in, with the reason that names the policy. */
  readonly from: readonly { readonly reason: string; readonly namespace: string }[];
  /** Addresses outside of the cluster that pods may call. */
  readonly egress: readonly { readonly cidr: string; readonly ports: readonly number[] }[];
}

const namespaceNamed = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

const policy = (namespace: string, name: string, spec: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: {}, ...spec },
});

/** Nothing in and nothing out, then what is needed, one policy a reason. */
export function networkPolicies(namespace: string, needs: NetworkNeeds): readonly KubernetesObject[] {
  const dns = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  return [
    policy(namespace, 'default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    policy(namespace, 'allow-dns', {
      policyTypes: ['Egress'],
      egress: [{ to: [namespaceNamed('kube-system')], ports: dns }],
    }),
    policy(namespace, 'allow-within', {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
    ...needs.from.map(({ reason, namespace: other }) =>
      policy(namespace, `allow-${reason}`, { policyTypes: ['Ingress'], ingress: [{ from: [namespaceNamed(other)] }] }),
    ),
    ...(needs.egress.length === 0
      ? []
      : [
          policy(namespace, 'allow-egress', {
            policyTypes: ['Egress'],
            egress: needs.egress.map(({ cidr, ports }) => ({
              to: [{ ipBlock: { cidr } }],
              ports: ports.map((port) => ({ port, protocol: 'TCP' })),
            })),
          }),
        ]),
  ];
}
