import { listAt, mapAt, type Path, textAt } from '../read.ts';
import { type Control, contexts, isSet, type JudgedPod, type Violation } from './control.ts';

const profiles: ReadonlySet<unknown> = new Set(['RuntimeDefault', 'Localhost']);

/** Profiles of a security context that are none of the runtime's or the node's. */
const badProfiles = (pod: JudgedPod, field: string): readonly Violation[] =>
  contexts(pod).flatMap(({ path, fields, title }) =>
    isSet(fields[field]) && !profiles.has(mapAt(fields, field)['type'])
      ? [
          {
            path: [...path, field, 'type'],
            says: `leaves ${title} ${String(mapAt(fields, field)['type'])}`,
            hint: 'write type: RuntimeDefault, or Localhost with a profile of the node',
          },
        ]
      : [],
  );

/** Containers that neither name a seccomp profile nor get their pod's. */
function withoutSeccomp({ security, containers }: JudgedPod): readonly Violation[] {
  if (profiles.has(mapAt(security, 'seccompProfile')['type'])) return [];
  return containers
    .filter((container) => !isSet(container.security['seccompProfile']))
    .map(({ path, title }) => ({
      path: [...path, 'securityContext', 'seccompProfile'],
      says: `is missing in ${title}, and in its pod`,
      hint: "write seccompProfile: { type: RuntimeDefault } into the pod's securityContext",
    }));
}

/** The older ways to name profiles, by annotations. Servers still turn those of AppArmor into the field. */
const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';
const seccompAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompAnnotationOf = 'container.seccomp.security.alpha.kubernetes.io/';

const annotationFault = ({ metadataPath }: JudgedPod, key: string, what: string): Violation => ({
  path: [...metadataPath, 'annotations', key],
  says: `takes a container out of ${what}`,
  hint: 'take the annotation out',
});

const appArmorByAnnotation = (pod: JudgedPod): readonly Violation[] =>
  Object.entries(pod.annotations).flatMap(([key, value]) =>
    key.startsWith(appArmorAnnotation) && !/^(runtime\/default$|localhost\/|$)/.test(String(value))
      ? [annotationFault(pod, key, 'AppArmor')]
      : [],
  );

/** How seccomp was named before policy version 1.19. */
const seccompByAnnotation = (pod: JudgedPod): readonly Violation[] =>
  [seccompAnnotation, ...pod.containers.map(({ fields }) => `${seccompAnnotationOf}${String(fields['name'])}`)].flatMap(
    (key) => {
      const value = pod.annotations[key];
      return value === undefined || /^((runtime|docker)\/default$|localhost\/)/.test(String(value))
        ? []
        : [annotationFault(pod, key, 'seccomp')];
    },
  );

/** Types of SELinux that are as confined as a container; by the policy version that first has them. */
const seLinuxTypes: readonly (readonly [since: number, type: string])[] = [
  [0, ''],
  [0, 'container_t'],
  [0, 'container_init_t'],
  [0, 'container_kvm_t'],
  [31, 'container_engine_t'],
];

/** Settings of the kernel that a pod has for itself; by the policy version that first has them. */
const safeSysctls: readonly (readonly [since: number, name: string])[] = [
  [0, 'kernel.shm_rmid_forced'],
  [0, 'net.ipv4.ip_local_port_range'],
  [0, 'net.ipv4.tcp_syncookies'],
  [0, 'net.ipv4.ping_group_range'],
  [0, 'net.ipv4.ip_unprivileged_port_start'],
  [27, 'net.ipv4.ip_local_reserved_ports'],
  [29, 'net.ipv4.tcp_keepalive_time'],
  [29, 'net.ipv4.tcp_fin_timeout'],
  [29, 'net.ipv4.tcp_keepalive_intvl'],
  [29, 'net.ipv4.tcp_keepalive_probes'],
  [32, 'net.ipv4.tcp_rmem'],
  [32, 'net.ipv4.tcp_wmem'],
  [37, 'net.ipv4.tcp_slow_start_after_idle'],
  [37, 'net.ipv4.tcp_notsent_lowat'],
];
const knows = (table: readonly (readonly [number, string])[], policy: number, name: unknown): boolean =>
  table.some(([since, each]) => each === name && since <= policy);

function badSeLinux(path: Path, title: string, options: unknown, policy: number): readonly Violation[] {
  const out = { hint: 'take it out' };
  const type = textAt(options, 'type') ?? '';
  return [
    ...(knows(seLinuxTypes, policy, type)
      ? []
      : [{ path: [...path, 'type'], says: `runs ${title} as the SELinux type ${type}`, ...out }]),
    ...['user', 'role'].flatMap((field) =>
      textAt(options, field)
        ? [{ path: [...path, field], says: `chooses the SELinux ${field} of ${title}`, ...out }]
        : [],
    ),
  ];
}

const unmaskedProc: Control['violations'] = ({ containers }) =>
  containers.flatMap(({ path, title, security }) =>
    isSet(security['procMount']) && security['procMount'] !== 'Default'
      ? [
          {
            path: [...path, 'securityContext', 'procMount'],
            says: `shows ${title} what its runtime hides of /proc`,
            hint: 'take it out',
          },
        ]
      : [],
  );

/** What keeps a process away from the kernel that it shares. */
export const confinement: readonly Control[] = [
  {
    id: 'appArmorProfile',
    level: 'baseline',
    since: 0,
    violations: (pod) => [...badProfiles(pod, 'appArmorProfile'), ...appArmorByAnnotation(pod)],
  },
  {
    id: 'seccompProfile_baseline',
    level: 'baseline',
    since: 0,
    violations: (pod, { policy }) => (policy < 19 ? seccompByAnnotation(pod) : badProfiles(pod, 'seccompProfile')),
  },
  {
    id: 'seccompProfile_restricted',
    level: 'restricted',
    since: 19,
    replaces: 'seccompProfile_baseline',
    violations: (pod, { policy }) =>
      pod.windows && policy >= 25 ? [] : [...badProfiles(pod, 'seccompProfile'), ...withoutSeccomp(pod)],
  },
  {
    id: 'seLinuxOptions',
    level: 'baseline',
    since: 0,
    violations: (pod, { policy }) =>
      contexts(pod).flatMap(({ path, fields, title }) =>
        badSeLinux([...path, 'seLinuxOptions'], title, fields['seLinuxOptions'], policy),
      ),
  },
  {
    id: 'procMount',
    level: 'baseline',
    since: 0,
    violations: (pod, versions) => (pod.ownUsers && versions.policy >= 35 ? [] : unmaskedProc(pod, versions)),
  },
  { id: 'procMount_restricted', level: 'restricted', since: 35, replaces: 'procMount', violations: unmaskedProc },
  {
    id: 'sysctls',
    level: 'baseline',
    since: 0,
    violations: ({ specPath, security }, { policy }) =>
      listAt(security, 'sysctls').flatMap((sysctl, index) =>
        knows(safeSysctls, policy, textAt(sysctl, 'name'))
          ? []
          : [
              {
                path: [...specPath, 'securityContext', 'sysctls', index, 'name'],
                says: 'changes a setting of the kernel that belongs to more than its pod',
                hint: 'take it out, or set it on the nodes',
              },
            ],
      ),
  },
];
