import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { type Differences, pod as fitPod } from '../../cluster/pod.ts';

/** A pod, and the controls that it breaks at each level. */
export interface Case {
  readonly what: string;
  readonly pod: Differences & { readonly annotations?: Readonly<Record<string, string>> };
  /** Controls of `baseline`, which hold in `restricted` too unless `restricted` says otherwise. */
  readonly baseline?: readonly string[];
  readonly restricted?: readonly string[];
  /** The label `enforce-version` of the namespace; the latest unless given. */
  readonly version?: `v1.${number}`;
}

const container = { name: 'main', image: 'registry.example.org/main' };
const secure = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const volume = (source: object) => ({ pod: { volumes: [{ name: 'files', ...source }] } });
const sysctl = (name: string, value = '1') => ({ pod: { securityContext: { sysctls: [{ name, value }] } } });
const bare = ['allowPrivilegeEscalation', 'capabilities_restricted', 'runAsNonRoot', 'seccompProfile_restricted'];
const forWindows = {
  pod: { os: { name: 'windows' } },
  security: { allowPrivilegeEscalation: undefined, capabilities: undefined, seccompProfile: undefined },
};
const hostProcess = { windowsOptions: { hostProcess: true } };
const probe = (name: string, handler: object) => ({ container: { [name]: handler } });
const fromElsewhere = { httpGet: { port: 80, host: 'example.org' } };
const port = { name: 'web', containerPort: 80 };
const userless = { runAsNonRoot: undefined };
const unnamed = { seccompProfile: undefined };

/** One line for each way to keep or break a control, and for each version in which a control changed. */
export const cases: readonly Case[] = [
  { what: 'asks for nothing', pod: {} },
  { what: 'says nothing about its security', pod: { container: { securityContext: undefined } }, restricted: bare },
  {
    what: 'says everything for the whole pod that can be said there',
    pod: {
      pod: { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
      security: { ...userless, ...unnamed },
    },
  },
  {
    what: 'has an init container that says nothing',
    pod: { pod: { initContainers: [{ ...container, name: 'first' }] } },
    restricted: bare,
  },
  {
    what: 'has an init container as fit as itself',
    pod: { pod: { initContainers: [{ ...container, name: 'first', securityContext: secure }] } },
  },

  // Privileged, and rights.
  {
    what: 'is privileged',
    pod: { security: { privileged: true, allowPrivilegeEscalation: undefined } },
    baseline: ['privileged'],
    restricted: ['privileged', 'allowPrivilegeEscalation'],
  },
  { what: 'says that it is not privileged', pod: { security: { privileged: false } } },
  {
    what: 'may get more rights',
    pod: { security: { allowPrivilegeEscalation: true } },
    restricted: ['allowPrivilegeEscalation'],
  },
  {
    what: 'does not say whether it may get more rights',
    pod: { security: { allowPrivilegeEscalation: undefined } },
    restricted: ['allowPrivilegeEscalation'],
  },
  {
    what: 'adds a capability that containers have anyway',
    pod: { security: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'adds the right to low ports',
    pod: { security: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
  },
  {
    what: 'adds NET_ADMIN',
    pod: { security: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
    baseline: ['capabilities_baseline'],
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'adds NET_RAW in an init container',
    pod: {
      pod: {
        initContainers: [
          {
            ...container,
            name: 'first',
            securityContext: { ...secure, capabilities: { drop: ['ALL'], add: ['NET_RAW'] } },
          },
        ],
      },
    },
    baseline: ['capabilities_baseline'],
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'adds a capability by its longer name',
    pod: { security: { capabilities: { drop: ['ALL'], add: ['CAP_CHOWN'] } } },
    baseline: ['capabilities_baseline'],
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'drops some capabilities only',
    pod: { security: { capabilities: { drop: ['NET_RAW', 'SYS_CHROOT'] } } },
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'drops all in small letters',
    pod: { security: { capabilities: { drop: ['all'] } } },
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'says nothing of capabilities',
    pod: { security: { capabilities: undefined } },
    restricted: ['capabilities_restricted'],
  },
  {
    what: 'says nothing of capabilities, before they were asked for',
    pod: { security: { capabilities: undefined } },
    version: 'v1.21',
  },

  // The node.
  { what: 'has the network of its node', pod: { pod: { hostNetwork: true } }, baseline: ['hostNamespaces'] },
  { what: 'sees the processes of its node', pod: { pod: { hostPID: true } }, baseline: ['hostNamespaces'] },
  { what: 'has the shared memory of its node', pod: { pod: { hostIPC: true } }, baseline: ['hostNamespaces'] },
  {
    what: 'says that it has nothing of its node',
    pod: { pod: { hostNetwork: false, hostPID: false, hostIPC: false } },
  },
  {
    what: 'has a port of its node',
    pod: { container: { ports: [{ ...port, hostPort: 8080 }] } },
    baseline: ['hostPorts'],
  },
  { what: 'has port 0 of its node, which is none', pod: { container: { ports: [{ ...port, hostPort: 0 }] } } },
  {
    what: 'has a port of its node, beside one of its own',
    pod: { container: { ports: [port, { name: 'other', containerPort: 81, hostPort: 81 }] } },
    baseline: ['hostPorts'],
  },
  {
    what: 'is alive when another host is',
    pod: probe('livenessProbe', fromElsewhere),
    baseline: ['hostProbesAndHostLifecycle'],
  },
  {
    what: 'is ready when another host takes connections',
    pod: probe('readinessProbe', { tcpSocket: { port: 80, host: '10.0.0.1' } }),
    baseline: ['hostProbesAndHostLifecycle'],
  },
  {
    what: 'has started when another host has',
    pod: probe('startupProbe', fromElsewhere),
    baseline: ['hostProbesAndHostLifecycle'],
  },
  {
    what: 'asks another host when it starts',
    pod: probe('lifecycle', { postStart: fromElsewhere }),
    baseline: ['hostProbesAndHostLifecycle'],
  },
  {
    what: 'asks another host when it ends',
    pod: probe('lifecycle', { preStop: fromElsewhere }),
    baseline: ['hostProbesAndHostLifecycle'],
  },
  { what: 'is asked itself', pod: probe('livenessProbe', { httpGet: { port: 80 } }) },
  { what: 'is asked by its address in words', pod: probe('livenessProbe', { httpGet: { port: 80, host: '' } }) },
  {
    what: 'is alive when another host is, before anybody minded',
    pod: probe('livenessProbe', fromElsewhere),
    version: 'v1.33',
  },
  {
    what: 'is alive when another host is, since somebody minds',
    pod: probe('livenessProbe', fromElsewhere),
    baseline: ['hostProbesAndHostLifecycle'],
    version: 'v1.34',
  },

  // Volumes.
  {
    what: 'has a folder of its node',
    pod: volume({ hostPath: { path: '/etc' } }),
    baseline: ['hostPathVolumes'],
    restricted: ['restrictedVolumes'],
  },
  {
    what: 'has a volume of NFS',
    pod: volume({ nfs: { server: 'files.example.org', path: '/' } }),
    restricted: ['restrictedVolumes'],
  },
  {
    what: 'has a volume of iSCSI',
    pod: volume({ iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:storage', lun: 0 } }),
    restricted: ['restrictedVolumes'],
  },
  { what: 'has a ConfigMap', pod: volume({ configMap: { name: 'texts' } }) },
  { what: 'has a Secret', pod: volume({ secret: { secretName: 'login' } }) },
  { what: 'has an empty folder', pod: volume({ emptyDir: {} }) },
  { what: 'has a claim', pod: volume({ persistentVolumeClaim: { claimName: 'data' } }) },
  { what: 'has a volume of a driver', pod: volume({ csi: { driver: 'files.example.org' } }) },
  {
    what: 'has what it is told of itself',
    pod: volume({ downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } }),
  },
  {
    what: 'has a token',
    pod: volume({ projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 600 } }] } }),
  },
  {
    what: 'has a claim of its own',
    pod: volume({
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    }),
  },
  { what: 'has a volume of no kind, which becomes an empty folder', pod: volume({}) },
  { what: 'has an image', pod: volume({ image: { reference: 'registry.example.org/files:1' } }) },

  // Users.
  { what: 'does not say that it is not root', pod: { security: userless }, restricted: ['runAsNonRoot'] },
  { what: 'may be root', pod: { security: { runAsNonRoot: false } }, restricted: ['runAsNonRoot'] },
  {
    what: 'may be root as a pod, and not in its container',
    pod: { pod: { securityContext: { runAsNonRoot: false } } },
    restricted: ['runAsNonRoot'],
  },
  {
    what: 'may not be root as a pod, and may in its container',
    pod: { pod: { securityContext: { runAsNonRoot: true } }, security: { runAsNonRoot: false } },
    restricted: ['runAsNonRoot'],
  },
  { what: 'runs as user 1000', pod: { security: { runAsUser: 1000 } } },
  {
    what: 'runs as root in its container',
    pod: { security: { runAsNonRoot: undefined, runAsUser: 0 } },
    restricted: ['runAsNonRoot', 'runAsUser'],
  },
  {
    what: 'runs as root as a pod',
    pod: { pod: { securityContext: { runAsUser: 0 } }, security: { runAsUser: 1000 } },
    restricted: ['runAsUser'],
  },
  {
    what: 'runs as root, before users were asked for',
    pod: { pod: { securityContext: { runAsUser: 0 } } },
    version: 'v1.22',
  },
  {
    what: 'runs as root among users of its own',
    pod: { pod: { hostUsers: false, securityContext: { runAsUser: 0 } }, security: userless },
  },
  {
    what: 'runs as root among users of its own, before that was known',
    pod: { pod: { hostUsers: false, securityContext: { runAsUser: 0 } }, security: userless },
    restricted: ['runAsNonRoot', 'runAsUser'],
    version: 'v1.34',
  },

  // Confinement.
  { what: 'names no seccomp profile', pod: { security: unnamed }, restricted: ['seccompProfile_restricted'] },
  {
    what: 'has no seccomp profile',
    pod: { security: { seccompProfile: { type: 'Unconfined' } } },
    baseline: ['seccompProfile_baseline'],
    restricted: ['seccompProfile_restricted'],
  },
  {
    what: 'has no seccomp profile as a pod',
    pod: { pod: { securityContext: { seccompProfile: { type: 'Unconfined' } } } },
    baseline: ['seccompProfile_baseline'],
    restricted: ['seccompProfile_restricted'],
  },
  {
    what: 'has a seccomp profile of its node',
    pod: { security: { seccompProfile: { type: 'Localhost', localhostProfile: 'strict.json' } } },
  },
  {
    what: 'has no seccomp profile, said in the old way and to old rules',
    pod: {
      annotations: { 'container.seccomp.security.alpha.kubernetes.io/main': 'unconfined' },
      security: { seccompProfile: { type: 'Unconfined' } },
    },
    baseline: ['seccompProfile_baseline'],
    version: 'v1.18',
  },
  {
    what: 'has no seccomp profile, said to old rules that do not know the field',
    pod: { security: { seccompProfile: { type: 'Unconfined' } } },
    version: 'v1.18',
  },
  {
    what: 'has no AppArmor profile',
    pod: { security: { appArmorProfile: { type: 'Unconfined' } } },
    baseline: ['appArmorProfile'],
  },
  {
    what: 'has no AppArmor profile as a pod',
    pod: { pod: { securityContext: { appArmorProfile: { type: 'Unconfined' } } } },
    baseline: ['appArmorProfile'],
  },
  { what: "has the runtime's AppArmor profile", pod: { security: { appArmorProfile: { type: 'RuntimeDefault' } } } },
  {
    what: 'has no AppArmor profile, said in the old way',
    pod: { annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' } },
    baseline: ['appArmorProfile'],
  },
  {
    what: 'has an AppArmor profile of its node, said in the old way',
    pod: { annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'localhost/strict' } },
  },
  {
    what: 'is confined as a container by SELinux',
    pod: { security: { seLinuxOptions: { type: 'container_t' } } },
  },
  {
    what: 'has a type of SELinux of its own',
    pod: { security: { seLinuxOptions: { type: 'spc_t' } } },
    baseline: ['seLinuxOptions'],
  },
  {
    what: 'has a user of SELinux',
    pod: { pod: { securityContext: { seLinuxOptions: { user: 'system_u' } } } },
    baseline: ['seLinuxOptions'],
  },
  {
    what: 'has a role of SELinux',
    pod: { security: { seLinuxOptions: { role: 'system_r' } } },
    baseline: ['seLinuxOptions'],
  },
  { what: 'has a level of SELinux', pod: { security: { seLinuxOptions: { level: 's0:c123,c456' } } } },
  {
    what: 'makes containers, for SELinux',
    pod: { security: { seLinuxOptions: { type: 'container_engine_t' } } },
  },
  {
    what: 'makes containers, for SELinux before it knew of that',
    pod: { security: { seLinuxOptions: { type: 'container_engine_t' } } },
    baseline: ['seLinuxOptions'],
    version: 'v1.30',
  },
  {
    what: 'sees all of /proc among users of its own',
    pod: { pod: { hostUsers: false }, security: { procMount: 'Unmasked' } },
    restricted: ['procMount_restricted'],
  },
  {
    what: 'sees all of /proc among users of its own, before that was known',
    pod: { pod: { hostUsers: false }, security: { procMount: 'Unmasked' } },
    baseline: ['procMount'],
    version: 'v1.34',
  },
  { what: 'sees the usual of /proc', pod: { security: { procMount: 'Default' } } },
  { what: 'sets a safe setting of the kernel', pod: sysctl('kernel.shm_rmid_forced') },
  { what: 'sets a setting of the kernel', pod: sysctl('kernel.msgmax', '65536'), baseline: ['sysctls'] },
  { what: 'sets a setting that became safe', pod: sysctl('net.ipv4.tcp_rmem', '4096 87380 6291456') },
  {
    what: 'sets a setting before it became safe',
    pod: sysctl('net.ipv4.tcp_rmem', '4096 87380 6291456'),
    baseline: ['sysctls'],
    version: 'v1.31',
  },
  {
    what: 'sets a setting that becomes safe later',
    pod: sysctl('net.ipv4.tcp_slow_start_after_idle', '0'),
    baseline: ['sysctls'],
    version: 'v1.36',
  },
  {
    what: 'sets ports aside, before that was safe',
    pod: sysctl('net.ipv4.ip_local_reserved_ports', '8080'),
    baseline: ['sysctls'],
    version: 'v1.26',
  },
  {
    what: 'keeps connections alive, since that is safe',
    pod: sysctl('net.ipv4.tcp_keepalive_time', '600'),
    version: 'v1.29',
  },

  // Windows.
  { what: 'is for Windows', pod: forWindows },
  {
    what: 'is for Windows, before that counted',
    pod: forWindows,
    restricted: ['allowPrivilegeEscalation', 'capabilities_restricted', 'seccompProfile_restricted'],
    version: 'v1.24',
  },
  {
    what: 'is a process of its node, for Windows',
    pod: {
      pod: { os: { name: 'windows' }, hostNetwork: true, securityContext: hostProcess },
      security: { ...forWindows.security, ...hostProcess },
    },
    baseline: ['hostNamespaces', 'windowsHostProcess'],
  },
];

/** The whole pod of a case. */
export function podOf(
  { pod: { annotations, ...differences } }: Case,
  name: string,
  namespace: string,
): KubernetesObject {
  const { metadata, ...pod } = fitPod({ ...differences, name });
  return { ...pod, metadata: { ...metadata, name, namespace, ...(annotations && { annotations }) } };
}

/** The controls that a case breaks at a level, sorted. */
export function brokenBy({ baseline = [], restricted = baseline }: Case, level: string): readonly string[] {
  if (level === 'privileged') return [];
  return [...(level === 'baseline' ? baseline : restricted)].sort();
}
