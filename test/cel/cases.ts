/** A kind with an object that keeps all of its rules, and changes of it that break one. */
export interface Ruled {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: Fields;
  /** What an API server says, at the path it says it; and the fields of `spec` that are different then. */
  readonly broken: readonly (readonly [path: string, message: string, different: Fields])[];
}
export type Fields = Readonly<Record<string, unknown>>;

const route = (rule: Fields): Fields => ({ rules: [rule] });
const path = (value: string, type = 'PathPrefix'): Fields => route({ matches: [{ path: { type, value } }] });
const filters = (...list: readonly Fields[]): Fields => route({ filters: list });
const redirect = (to: Fields): Fields => filters({ type: 'RequestRedirect', requestRedirect: { path: to } });
const allowed = (cors: Fields): Fields => filters({ type: 'CORS', cors });
const headers = { type: 'RequestHeaderModifier', requestHeaderModifier: {} };
const at = 'spec.rules[0]';

const httpRoute: Ruled = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  spec: {
    parentRefs: [{ name: 'public' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/shop' } }],
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
        backendRefs: [{ name: 'shop', port: 80 }],
        timeouts: { request: '10s', backendRequest: '2s' },
      },
    ],
  },
  broken: [
    [
      `${at}.matches[0].path`,
      "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
      path('shop'),
    ],
    [`${at}.matches[0].path`, "must not contain '//' when type one of ['Exact', 'PathPrefix']", path('/a//b')],
    [`${at}.matches[0].path`, "must not contain '/./' when type one of ['Exact', 'PathPrefix']", path('/a/./b')],
    [`${at}.matches[0].path`, "must not contain '/../' when type one of ['Exact', 'PathPrefix']", path('/a/../b')],
    [`${at}.matches[0].path`, "must not contain '%2f' when type one of ['Exact', 'PathPrefix']", path('/a%2fb')],
    [
      `${at}.matches[0].path`,
      "must not contain '%2F' when type one of ['Exact', 'PathPrefix']",
      path('/a%2Fb', 'Exact'),
    ],
    [`${at}.matches[0].path`, "must not contain '#' when type one of ['Exact', 'PathPrefix']", path('/a#b')],
    [`${at}.matches[0].path`, "must not end with '/..' when type one of ['Exact', 'PathPrefix']", path('/a/..')],
    [`${at}.matches[0].path`, "must not end with '/.' when type one of ['Exact', 'PathPrefix']", path('/a/.')],
    [
      `${at}.matches[0].path`,
      "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']",
      path('/a b'),
    ],
    [
      at,
      'RequestRedirect filter must not be used together with backendRefs',
      route({ filters: [{ type: 'RequestRedirect', requestRedirect: {} }], backendRefs: [{ name: 'shop', port: 80 }] }),
    ],
    [
      at,
      'When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
      route({
        matches: [{ path: { type: 'Exact', value: '/a' } }],
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } },
          },
        ],
      }),
    ],
    [`${at}.backendRefs[0]`, 'Must have port for Service reference', route({ backendRefs: [{ name: 'shop' }] })],
    [`${at}.filters`, 'RequestHeaderModifier filter cannot be repeated', filters(headers, headers)],
    [`${at}.filters[0]`, 'filter.cors must be specified for CORS filter.type', filters({ type: 'CORS' })],
    [`${at}.filters[0]`, 'filter.cors must be nil if the filter.type is not CORS', filters({ ...headers, cors: {} })],
    [
      `${at}.filters[0]`,
      'filter.requestMirror must be specified for RequestMirror filter.type',
      filters({ type: 'RequestMirror' }),
    ],
    [
      `${at}.filters[0]`,
      'filter.extensionRef must be specified for ExtensionRef filter.type',
      filters({ type: 'ExtensionRef' }),
    ],
    [
      `${at}.filters[0].requestRedirect.path`,
      "replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
      redirect({ type: 'ReplaceFullPath' }),
    ],
    [
      `${at}.filters[0].cors.allowMethods`,
      "AllowMethods cannot contain '*' alongside other methods",
      allowed({ allowMethods: ['*', 'GET'] }),
    ],
    [
      `${at}.filters[0].cors.allowOrigins`,
      "AllowOrigins cannot contain '*' alongside other origins",
      allowed({ allowOrigins: ['*', 'https://example.org'] }),
    ],
    [
      `${at}.filters[0].requestMirror`,
      'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
      filters({
        type: 'RequestMirror',
        requestMirror: { backendRef: { name: 'shop', port: 80 }, percent: 5, fraction: { numerator: 1 } },
      }),
    ],
    [
      `${at}.filters[0].requestMirror.fraction`,
      'numerator must be less than or equal to denominator',
      filters({
        type: 'RequestMirror',
        requestMirror: { backendRef: { name: 'shop', port: 80 }, fraction: { numerator: 101 } },
      }),
    ],
    [
      `${at}.timeouts`,
      'backendRequest timeout cannot be longer than request timeout',
      route({ timeouts: { request: '1s', backendRequest: '1500ms' } }),
    ],
    [
      'spec.parentRefs',
      'sectionName must be unique when parentRefs includes 2 or more references to the same parent',
      { parentRefs: [{ name: 'public' }, { name: 'public' }] },
    ],
    [
      'spec.parentRefs',
      'sectionName must be specified when parentRefs includes 2 or more references to the same parent',
      { parentRefs: [{ name: 'public' }, { name: 'public', sectionName: 'https' }] },
    ],
  ],
};

const http = { name: 'http', port: 80, protocol: 'HTTP' };
const listeners = (...list: readonly Fields[]): Fields => ({ listeners: list });

const gateway: Ruled = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  spec: {
    gatewayClassName: 'public',
    listeners: [http, { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'public' }] } }],
    addresses: [
      { type: 'Hostname', value: 'a.example.org' },
      { type: 'IPAddress', value: '10.0.0.1' },
    ],
    infrastructure: { labels: { 'example.org/team': 'shop' } },
  },
  broken: [
    ['spec.listeners', 'tls mode must be set for protocol TLS', listeners({ name: 'a', port: 443, protocol: 'TLS' })],
    [
      'spec.listeners',
      'Combination of port, protocol and hostname must be unique for each listener',
      listeners(http, { ...http, name: 'b' }),
    ],
    [
      'spec.listeners',
      "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
      listeners({ ...http, tls: { certificateRefs: [{ name: 'a' }] } }),
    ],
    [
      'spec.listeners',
      "hostname must not be specified for protocols ['TCP', 'UDP']",
      listeners({ name: 'a', port: 5432, protocol: 'TCP', hostname: 'a.example.org' }),
    ],
    [
      'spec.listeners[0].tls',
      'no such key: options evaluating rule: certificateRefs or options must be specified when mode is Terminate',
      listeners({ name: 'a', port: 443, protocol: 'HTTPS', tls: { mode: 'Terminate', certificateRefs: [] } }),
    ],
    [
      'spec.addresses',
      'Hostname values must be unique',
      {
        addresses: [
          { type: 'Hostname', value: 'a' },
          { type: 'Hostname', value: 'a' },
        ],
      },
    ],
    [
      'spec.addresses',
      'IPAddress values must be unique',
      { addresses: [{ value: '10.0.0.1' }, { value: '10.0.0.1' }] },
    ],
    [
      'spec.addresses[0]',
      'Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)',
      { addresses: [{ type: 'Hostname', value: 'A_b' }] },
    ],
    [
      'spec.infrastructure.labels',
      "If specified, the label key's prefix must be a DNS subdomain not longer than 253 characters in total.",
      { infrastructure: { labels: { [`${'a'.repeat(253)}/b`]: 'c' } } },
    ],
  ],
};

const grpcRoute: Ruled = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GRPCRoute',
  spec: {
    rules: [
      { matches: [{ method: { service: 'Shop.v1', method: 'Buy' } }], backendRefs: [{ name: 'shop', port: 80 }] },
    ],
  },
  broken: [
    [
      `${at}.matches[0].method`,
      "One or both of 'service' or 'method' must be specified",
      route({ matches: [{ method: { type: 'Exact' } }] }),
    ],
    [
      `${at}.matches[0].method`,
      'service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)',
      route({ matches: [{ method: { service: 'Shop v1' } }] }),
    ],
    [
      `${at}.matches[0].method`,
      'method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)',
      route({ matches: [{ method: { method: 'Buy-it' } }] }),
    ],
    [
      `${at}.filters[0]`,
      'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
      filters({ type: 'RequestHeaderModifier' }),
    ],
  ],
};

const target = { group: '', kind: 'Service', name: 'shop' };
const validation = (of: Fields): Fields => ({
  validation: { hostname: 'shop', wellKnownCACertificates: 'System', ...of },
});

const backendTlsPolicy: Ruled = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'BackendTLSPolicy',
  spec: { targetRefs: [target], ...validation({ subjectAltNames: [{ type: 'Hostname', hostname: 'shop' }] }) },
  broken: [
    [
      'spec.validation',
      'must specify either CACertificateRefs or WellKnownCACertificates',
      { validation: { hostname: 'shop' } },
    ],
    [
      'spec.validation',
      'must not contain both CACertificateRefs and WellKnownCACertificates',
      validation({ caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] }),
    ],
    [
      'spec.validation.subjectAltNames[0]',
      'SubjectAltName element must contain Hostname, if Type is set to Hostname',
      validation({ subjectAltNames: [{ type: 'Hostname' }] }),
    ],
    [
      'spec.validation.subjectAltNames[0]',
      'SubjectAltName element must contain URI, if Type is set to URI',
      validation({ subjectAltNames: [{ type: 'URI' }] }),
    ],
    [
      'spec.targetRefs',
      'sectionName must be unique when targetRefs includes 2 or more references to the same target',
      { targetRefs: [target, target] },
    ],
  ],
};

const tagged = { tags: { team: 'shop' } };
const ami = (...terms: readonly Fields[]): Fields => ({ amiSelectorTerms: terms });

const nodeClass: Ruled = {
  apiVersion: 'karpenter.k8s.aws/v1',
  kind: 'EC2NodeClass',
  spec: {
    role: 'node',
    ...ami({ alias: 'al2023@latest' }),
    subnetSelectorTerms: [tagged],
    securityGroupSelectorTerms: [tagged],
    tags: { team: 'shop' },
    kubelet: {
      kubeReserved: { cpu: '100m' },
      evictionSoft: { 'memory.available': '5%' },
      evictionSoftGracePeriod: { 'memory.available': '1m' },
    },
  },
  broken: [
    ['spec', "must specify exactly one of ['role', 'instanceProfile']", { instanceProfile: 'node' }],
    [
      'spec',
      "if set, amiFamily must be 'AL2023' or 'Custom' when using an AL2023 alias",
      { amiFamily: 'Bottlerocket' },
    ],
    ['spec', 'must specify amiFamily if amiSelectorTerms does not contain an alias', ami({ id: 'ami-123' })],
    ['spec.role', 'role cannot be empty', { role: '' }],
    [
      'spec.amiSelectorTerms',
      "'alias' is mutually exclusive, cannot be set with a combination of other amiSelectorTerms",
      ami({ alias: 'al2023@latest' }, { id: 'ami-123' }),
    ],
    [
      'spec.amiSelectorTerms[0].alias',
      "windows families may only specify version 'latest'",
      ami({ alias: 'windows2022@v1' }),
    ],
    ['spec.subnetSelectorTerms', 'subnetSelectorTerms cannot be empty', { subnetSelectorTerms: [] }],
    ['spec.subnetSelectorTerms', "expected at least one, got none, ['tags', 'id']", { subnetSelectorTerms: [{}] }],
    [
      'spec.subnetSelectorTerms[0].tags',
      "empty tag keys or values aren't supported",
      { subnetSelectorTerms: [{ tags: { team: '' } }] },
    ],
    [
      'spec.tags',
      'tag contains a restricted tag matching kubernetes.io/cluster/',
      { tags: { 'kubernetes.io/cluster/a': 'owned' } },
    ],
    [
      'spec.tags',
      'tag contains a restricted tag matching karpenter.sh/nodepool',
      { tags: { 'karpenter.sh/nodepool': 'a' } },
    ],
    [
      'spec.kubelet',
      'imageGCHighThresholdPercent must be greater than imageGCLowThresholdPercent',
      { kubelet: { imageGCHighThresholdPercent: 50, imageGCLowThresholdPercent: 60 } },
    ],
    [
      'spec.kubelet',
      'evictionSoft OwnerKey does not have a matching evictionSoftGracePeriod',
      { kubelet: { evictionSoft: { 'memory.available': '5%' }, evictionSoftGracePeriod: {} } },
    ],
    [
      'spec.kubelet.kubeReserved',
      'kubeReserved value cannot be a negative resource quantity',
      { kubelet: { kubeReserved: { cpu: '-1' } } },
    ],
    [
      'spec.kubelet.systemReserved',
      "valid keys for systemReserved are ['cpu','memory','ephemeral-storage','pid']",
      { kubelet: { systemReserved: { disk: '1' } } },
    ],
    [
      'spec.blockDeviceMappings',
      'must have only one blockDeviceMappings with rootVolume',
      { blockDeviceMappings: [{ rootVolume: true }, { rootVolume: true }] },
    ],
    [
      'spec.blockDeviceMappings[0].ebs',
      'snapshotID or volumeSize must be defined',
      { blockDeviceMappings: [{ ebs: { encrypted: true } }] },
    ],
  ],
};

const template = (of: Fields, metadata?: Fields): Fields => ({
  template: {
    ...(metadata && { metadata }),
    spec: {
      nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
      requirements: [],
      ...of,
    },
  },
});
const requires = (...requirements: readonly Fields[]): Fields => template({ requirements });

const nodePool: Ruled = {
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  spec: {
    ...requires({ key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] }),
    limits: { cpu: '100' },
  },
  broken: [
    ['spec', "'weight' is not supported on static NodePools", { replicas: 1, weight: 5, limits: { nodes: '1' } }],
    ['spec', "only 'limits.nodes' is supported on static NodePools", { replicas: 1 }],
    [
      'spec.disruption.budgets',
      "'schedule' must be set with 'duration'",
      { disruption: { consolidateAfter: '1m', budgets: [{ nodes: '1', schedule: '@daily' }] } },
    ],
    [
      'spec.template.spec.requirements',
      "requirements with operator 'In' must have a value defined",
      requires({ key: 'a', operator: 'In', values: [] }),
    ],
    [
      'spec.template.spec.requirements',
      "requirements operator 'Gt', 'Lt', 'Gte', or 'Lte' must have a single positive integer value",
      requires({ key: 'a', operator: 'Gt', values: ['-1'] }),
    ],
    [
      'spec.template.spec.requirements',
      "requirements with 'minValues' must have at least that many values specified in the 'values' field",
      requires({ key: 'a', operator: 'In', values: ['b'], minValues: 2 }),
    ],
    [
      'spec.template.spec.requirements[0].key',
      'label "kubernetes.io/hostname" is restricted',
      requires({ key: 'kubernetes.io/hostname', operator: 'Exists' }),
    ],
    [
      'spec.template.metadata.labels',
      'label domain "karpenter.sh" is restricted',
      template({}, { labels: { 'karpenter.sh/own': 'a' } }),
    ],
    [
      'spec.template.spec.nodeClassRef.name',
      'name may not be empty',
      template({ nodeClassRef: { group: 'a', kind: 'B', name: '' } }),
    ],
  ],
};

const bgpPeer: Ruled = {
  apiVersion: 'metallb.io/v1beta2',
  kind: 'BGPPeer',
  spec: { myASN: 64500, peerASN: 64501, peerAddress: '10.0.0.1', connectTime: '10s' },
  broken: [
    ['spec.connectTime', 'connect time should be between 1 seconds to 65535', { connectTime: '0s' }],
    ['spec.connectTime', 'connect time should contain a whole number of seconds', { connectTime: '1500ms' }],
  ],
};

const agent: Ruled = {
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'PrometheusAgent',
  spec: { mode: 'DaemonSet', shards: 1 },
  broken: [
    ['spec', 'replicas cannot be set when mode is DaemonSet', { replicas: 2 }],
    ['spec', 'storage cannot be set when mode is DaemonSet', { storage: {} }],
    ['spec', 'shards cannot be greater than 1 when mode is DaemonSet', { shards: 2 }],
  ],
};

const calico: Ruled = {
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'GlobalNetworkPolicy',
  spec: {
    applyOnForward: true,
    preDNAT: true,
    ingress: [{ action: 'Allow', protocol: 'TCP', http: {} }],
    types: ['Ingress'],
  },
  broken: [
    ['spec', 'preDNAT and doNotTrack cannot both be true', { doNotTrack: true }],
    ['spec', 'applyOnForward must be true if either preDNAT or doNotTrack is true', { applyOnForward: false }],
    ['spec', "preDNAT policy cannot have 'Egress' type", { types: ['Egress'] }],
    ['spec', 'preDNAT policy cannot have any egress rules', { egress: [{ action: 'Deny' }] }],
    ['spec.ingress[0]', 'HTTP match is only valid on Allow rules', { ingress: [{ action: 'Deny', http: {} }] }],
    [
      'spec.ingress[0]',
      'rules with HTTP match must have protocol TCP or unset',
      { ingress: [{ action: 'Allow', protocol: 'UDP', http: {} }] },
    ],
    [
      'spec.ingress[0].icmp',
      'ICMP code specified without an ICMP type',
      { ingress: [{ action: 'Allow', icmp: { code: 1 } }] },
    ],
  ],
};

/** Rules of the catalogue's custom resources, of many kinds of expressions. */
export const cases: readonly Ruled[] = [
  httpRoute,
  gateway,
  grpcRoute,
  backendTlsPolicy,
  nodeClass,
  nodePool,
  bgpPeer,
  agent,
  calico,
];
