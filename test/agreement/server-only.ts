import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { namespace } from './fleet.ts';

/** A rule that no check of one object can know, because it is about what else a cluster has, or how it was set up. */
export interface ServerOnly {
  readonly name: string;
  readonly because: string;
  /** The server's sentence. */
  readonly says: RegExp;
  /** An object that the server refuses for it, and we do not. */
  readonly example: KubernetesObject;
}

const metadata = { name: 'agreement-server-only', namespace };
const containers = [{ name: 'main', image: 'registry.example.org/main:1' }];
const service = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: { ports: [{ port: 80 }], ...spec },
});

/** Two loops in one another over lists without an end. */
const rule = { rule: 'self.all(one, self.all(other, one == other))' };
const list = { type: 'array', items: { type: 'string' }, 'x-kubernetes-validations': [rule] };
const looms = {
  group: 'agreement.example.org',
  scope: 'Cluster',
  names: { plural: 'looms', kind: 'Loom' },
  versions: [
    {
      ...{ name: 'v1', served: true, storage: true },
      schema: { openAPIV3Schema: { type: 'object', properties: { threads: { type: 'array', items: list } } } },
    },
  ],
};

export const serverOnly: readonly ServerOnly[] = [
  {
    name: 'namespace',
    because: 'whether a namespace is there is known to its cluster; it may come with the objects',
    says: /^namespaces "[^"]*" not found$/,
    example: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'wrong', namespace: 'agreement-nowhere' } },
  },
  {
    name: 'custom resource',
    because: 'a kind of a group that nobody has told us of may be installed; we say that we have not checked it',
    says: /^no matches for kind /,
    example: { apiVersion: 'agreement.example.org/v1', kind: 'Loom', metadata },
  },
  {
    name: 'address family',
    because: 'which families of addresses services can have is set where a cluster is installed',
    says: /not configured on this cluster|this cluster is not configured for dual-stack services/,
    example: service({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] }),
  },
  {
    name: 'address range',
    because: 'which addresses services can have is set where a cluster is installed',
    says: /failed to allocate IP .* is not in the valid range/,
    example: service({ clusterIP: '192.0.2.1' }),
  },
  {
    name: 'what a pod names',
    because: 'priorities, runtimes and accounts that a pod names are other objects',
    says: /no PriorityClass with name .* was found|RuntimeClass .* not found|serviceaccount .* not found/,
    example: { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, priorityClassName: 'agreement-nobody' } },
  },
  {
    name: 'cost of rules',
    because:
      'the API server estimates what the rules of a definition cost at most; the estimate is its own and no part of the language',
    says: /estimated rule cost/,
    example: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'looms.agreement.example.org' },
      spec: looms,
    },
  },
];
