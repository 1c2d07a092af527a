import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  [
    'Pod shop',
    { 'spec.dnsPolicy': 'None', 'spec.dnsConfig': undefined },
    'spec.dnsConfig.nameservers: is required with dnsPolicy: None',
  ],
  [
    'Pod shop',
    { 'spec.dnsPolicy': 'Cluster' },
    'spec.dnsPolicy: "Cluster" is not one of ClusterFirst, ClusterFirstWithHostNet, Default, None',
  ],
  [
    'Pod shop',
    { 'spec.dnsConfig.nameservers': ['10.0.0'] },
    'spec.dnsConfig.nameservers[0]: "10.0.0" is not an IP address',
  ],
  [
    'Pod shop',
    { 'spec.dnsConfig.nameservers': ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] },
    'spec.dnsConfig.nameservers: may have at most 3 entries, and has 4',
  ],
  [
    'Pod shop',
    { 'spec.dnsConfig.searches': ['Example org'] },
    'spec.dnsConfig.searches[0]: "Example org" is not a DNS name',
  ],
  ['Pod shop', { 'spec.dnsConfig.options': [{ value: '2' }] }, 'spec.dnsConfig.options[0].name: is required'],
  ['Pod shop', { 'spec.hostAliases[0].ip': 'localhost' }, 'spec.hostAliases[0].ip: "localhost" is not an IP address'],
  [
    'Pod shop',
    { 'spec.hostAliases[0].hostnames': ['a_b'] },
    'spec.hostAliases[0].hostnames[0]: "a_b" is not a DNS name',
  ],
  [
    'Pod shop',
    { 'spec.nodeSelector': { 'kubernetes.io/os': 'li nux' } },
    'spec.nodeSelector["kubernetes.io/os"]: "li nux" is not a label value',
  ],
  ['Pod shop', { 'spec.serviceAccountName': 'Shop' }, 'spec.serviceAccountName: "Shop" is not a DNS name'],
  ['Pod shop', { 'spec.hostname': 'shop.example.org' }, 'spec.hostname: "shop.example.org" is not a DNS label'],
  [
    'Pod shop',
    { 'spec.preemptionPolicy': 'Always' },
    'spec.preemptionPolicy: "Always" is not one of PreemptLowerPriority, Never',
  ],
  ['Pod debug', { 'spec.hostNetwork': true }, 'spec.hostNetwork: cannot be true with hostUsers: false'],
  [
    'Pod shop',
    { 'spec.shareProcessNamespace': true, 'spec.hostPID': true },
    'spec.shareProcessNamespace: cannot be true with hostPID',
  ],
  [
    'Pod shop',
    { 'spec.hostnameOverride': 'shop', 'spec.setHostnameAsFQDN': true },
    'spec.hostnameOverride: excludes setHostnameAsFQDN',
  ],
  ['Pod shop', { 'spec.os': { name: 'plan9' } }, 'spec.os.name: "plan9" is not one of linux, windows'],
  [
    'Pod shop',
    { 'spec.os': { name: 'linux' }, 'spec.securityContext.windowsOptions': { hostProcess: false } },
    'spec.securityContext.windowsOptions: means nothing to linux',
  ],
  [
    'Pod debug',
    { 'spec.os': { name: 'windows' }, 'spec.securityContext': { runAsUser: 1 } },
    'spec.shareProcessNamespace: means nothing to windows',
    'spec.resources: means nothing to windows',
    'spec.securityContext.runAsUser: means nothing to windows',
  ],
  [
    'Pod shop',
    { 'spec.readinessGates': [{ conditionType: 'a/b/c' }] },
    'spec.readinessGates[0].conditionType: "a/b/c" is not a qualified name',
  ],
  ['Pod shop', { 'spec.schedulingGates': [{ name: '' }] }, 'spec.schedulingGates[0].name: must not be empty'],
  [
    'Pod shop',
    { 'spec.resourceClaims': [{ name: 'gpu' }] },
    'spec.resourceClaims[0]: needs one of resourceClaimName, resourceClaimTemplateName',
  ],
  [
    'Pod shop',
    { 'spec.tolerations[0].key': undefined },
    'spec.tolerations[0].operator: must be Exists where there is no key',
  ],
  [
    'Pod shop',
    { 'spec.tolerations[0].operator': 'Is' },
    'spec.tolerations[0].operator: "Is" is not one of Equal, Exists',
  ],
  [
    'Pod shop',
    { 'spec.tolerations[0].effect': 'Never' },
    'spec.tolerations[0].effect: "Never" is not one of NoSchedule, PreferNoSchedule, NoExecute',
  ],
  [
    'Pod shop',
    { 'spec.tolerations[0].tolerationSeconds': 60 },
    'spec.tolerations[0].effect: must be NoExecute with tolerationSeconds',
  ],
  [
    'Pod shop',
    { 'spec.tolerations[1].value': 'yes' },
    'spec.tolerations[1].value: must be empty with the operator Exists',
  ],
  [
    'Pod shop',
    { 'spec.topologySpreadConstraints[0].maxSkew': 0 },
    'spec.topologySpreadConstraints[0].maxSkew: must be at least 1, and is 0',
  ],
  [
    'Pod shop',
    { 'spec.topologySpreadConstraints[0].topologyKey': undefined },
    'spec.topologySpreadConstraints[0].topologyKey: is required',
  ],
  [
    'Pod shop',
    { 'spec.topologySpreadConstraints[0].whenUnsatisfiable': 'Wait' },
    'spec.topologySpreadConstraints[0].whenUnsatisfiable: "Wait" is not one of DoNotSchedule, ScheduleAnyway',
    'spec.topologySpreadConstraints[0].minDomains: needs whenUnsatisfiable: DoNotSchedule',
  ],
  [
    'Pod shop',
    { 'spec.topologySpreadConstraints[0].whenUnsatisfiable': 'ScheduleAnyway' },
    'spec.topologySpreadConstraints[0].minDomains: needs whenUnsatisfiable: DoNotSchedule',
  ],
  [
    'Pod shop',
    {
      'spec.topologySpreadConstraints[0].labelSelector.matchExpressions': [
        { key: 'app.kubernetes.io/name', operator: 'Exists' },
      ],
      'spec.topologySpreadConstraints[0].matchLabelKeys': ['app.kubernetes.io/name'],
    },
    'spec.topologySpreadConstraints[0].labelSelector: "app.kubernetes.io/name" is in the labelSelector and in matchLabelKeys',
  ],
  [
    'Pod shop',
    { 'spec.topologySpreadConstraints[0].labelSelector': undefined },
    'spec.topologySpreadConstraints[0].matchLabelKeys: needs a labelSelector',
  ],
  [
    'DaemonSet',
    {
      'spec.template.spec.topologySpreadConstraints': [1, 1].map((maxSkew) => ({
        maxSkew,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
      })),
    },
    'spec.template.spec.topologySpreadConstraints[1]: there is another one for zone DoNotSchedule',
  ],
  [
    'Pod shop',
    { 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms': [] },
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: is required',
  ],
  [
    'Pod shop',
    {
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions':
        [{ key: 'cores', operator: 'Gt', values: ['1', '2'] }],
    },
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: must be one number with the operator Gt',
  ],
  [
    'Pod shop',
    {
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key':
        'name',
    },
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: must be metadata.name, and is "name"',
  ],
  [
    'Pod shop',
    { 'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight': 0 },
    'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be from 1 to 100, and is 0',
  ],
  [
    'Pod shop',
    { 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey': '' },
    'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: must not be empty',
  ],
  [
    'Pod shop',
    { 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces': ['a.b'] },
    'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]: "a.b" is not a DNS label',
  ],
  [
    'Pod shop',
    {
      'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm': {
        topologyKey: 'zone',
        matchLabelKeys: ['a'],
      },
    },
    'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys: needs a labelSelector',
  ],
  [
    'Pod shop',
    {
      'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm': {
        topologyKey: 'zone',
        labelSelector: { matchLabels: { b: '' } },
        matchLabelKeys: ['a'],
        mismatchLabelKeys: ['a'],
      },
    },
    'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys[0]: is also among the mismatchLabelKeys',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.runAsUser': -1 },
    'spec.securityContext.runAsUser: must be from 0 to 2147483647, and is -1',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.supplementalGroups': [4_294_967_296] },
    'spec.securityContext.supplementalGroups[0]: must be from 0 to 2147483647, and is 4294967296',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.fsGroupChangePolicy': 'Never' },
    'spec.securityContext.fsGroupChangePolicy: "Never" is not one of OnRootMismatch, Always',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.seccompProfile': { type: 'Localhost' } },
    'spec.securityContext.seccompProfile.localhostProfile: is required with the type Localhost',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.seccompProfile': { type: 'RuntimeDefault', localhostProfile: 'x' } },
    'spec.securityContext.seccompProfile.localhostProfile: is for the type Localhost only',
  ],
  ['Pod shop', { 'spec.securityContext.seccompProfile': {} }, 'spec.securityContext.seccompProfile.type: is required'],
  [
    'Pod shop',
    { 'spec.securityContext.sysctls': [{ name: 'net core', value: '1' }] },
    'spec.securityContext.sysctls[0].name: "net core" is not a name of a kernel parameter',
  ],
  [
    'Pod shop',
    { 'spec.securityContext.sysctls': [{ value: '1' }] },
    'spec.securityContext.sysctls[0].name: is required',
  ],
  [
    'Pod shop',
    {
      'spec.securityContext.sysctls': [
        { name: 'net.core.somaxconn', value: '1' },
        { name: 'net.core.somaxconn', value: '2' },
      ],
    },
    'spec.securityContext.sysctls[1].name: "net.core.somaxconn" is there twice',
  ],
  [
    'Pod shop',
    { 'spec.hostNetwork': true },
    'spec.securityContext.sysctls[0].name: cannot be set with hostNetwork: it would change the node',
  ],
  ['Pod shop', { 'spec.ephemeralContainers': [] }, 'spec.ephemeralContainers: is for pods that run already'],
  [
    'DaemonSet',
    { 'spec.template.spec.containers[0].ports[0].hostPort': 9_101 },
    'spec.template.spec.containers[0].ports[0].hostPort: must be the containerPort with hostNetwork',
  ],
  [
    'Pod shop',
    { 'metadata.annotations': { 'controller.kubernetes.io/pod-deletion-cost': 'high' } },
    'metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]: must be a whole number',
  ],
  [
    'Pod shop',
    { 'metadata.annotations': { 'container.apparmor.security.beta.kubernetes.io/other': 'runtime/default' } },
    'metadata.annotations["container.apparmor.security.beta.kubernetes.io/other"]: names no container of the pod',
  ],
  [
    'Pod shop',
    { 'metadata.annotations': { 'container.apparmor.security.beta.kubernetes.io/shop': 'strict' } },
    'metadata.annotations["container.apparmor.security.beta.kubernetes.io/shop"]: "strict" is not a profile',
  ],
  [
    'Pod shop',
    { 'metadata.annotations': { 'seccomp.security.alpha.kubernetes.io/pod': 'strict' } },
    'metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]: "strict" is not a profile',
  ],
  ['Pod shop', { 'spec.overhead': { cpu: '-1' } }, 'spec.overhead.limits.cpu: must not be negative, and is -1'],
  [
    'Pod debug',
    { 'spec.resources.requests.memory': '100Mi' },
    'spec.resources.requests.memory: is less than the containers ask for together',
  ],
  [
    'Pod debug',
    { 'spec.containers[0].resources.limits.memory': '2Gi' },
    'spec.resources.requests.memory: is less than the containers ask for together',
    'spec.containers[0].resources.limits.memory: is more than the limit of the pod',
  ],
  [
    'Pod debug',
    { 'spec.resources.requests': { 'ephemeral-storage': '1Gi' } },
    'spec.resources.requests.ephemeral-storage: "ephemeral-storage" is nothing that a pod as a whole can ask for',
  ],
  [
    'Pod debug',
    { 'spec.resources.claims': [{ name: 'gpu' }] },
    `spec.resources.claims[0].name: "gpu" is not among the pod's resourceClaims`,
    'spec.resources.claims: is for containers only',
  ],
  ['Pod debug', { 'spec.containers[0].image': ' busybox' }, 'spec.containers[0].image: has blanks around it'],
  [
    'Pod debug',
    { 'spec.restartPolicy': 'Sometimes' },
    'spec.restartPolicy: "Sometimes" is not one of Always, OnFailure, Never',
  ],
  [
    'Pod shop',
    {
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values':
        ['a', 'b'],
    },
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values: must be one name',
  ],
  [
    'Pod shop',
    { 'spec.dnsConfig.searches': Array.from({ length: 9 }, () => 'x'.repeat(250)) },
    'spec.dnsConfig.searches: may have at most 2048 characters together',
  ],
  [
    'Pod shop',
    {
      'spec.hostnameOverride': 'shop',
      'spec.hostNetwork': true,
      'spec.securityContext.sysctls': [],
      'spec.containers[0].ports': [],
    },
    'spec.hostnameOverride: excludes hostNetwork',
  ],
];
