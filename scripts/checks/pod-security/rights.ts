import { listAt, mapAt } from '../read.ts';
import type { Control } from './control.ts';

/** What Kubernetes gives a container anyway; the rest is more. */
const usual: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const ports: ReadonlySet<unknown> = new Set(['NET_BIND_SERVICE']);

/** Every capability that a container adds beyond those, at its place. */
const added =
  (allowed: ReadonlySet<unknown>): Control['violations'] =>
  ({ containers }) =>
    containers.flatMap(({ path, title, security }) =>
      listAt(mapAt(security, 'capabilities'), 'add').flatMap((name, index) =>
        allowed.has(name)
          ? []
          : [
              {
                path: [...path, 'securityContext', 'capabilities', 'add', index],
                says: `gives ${title} the capability ${String(name)}`,
                hint: 'take the capability out',
              },
            ],
      ),
    );

/** What a process may do beyond an ordinary one, and whether it may come to more. */
export const rights: readonly Control[] = [
  {
    id: 'privileged',
    level: 'baseline',
    since: 0,
    violations: ({ containers }) =>
      containers.flatMap(({ path, title, security }) =>
        security['privileged'] === true
          ? [
              {
                path: [...path, 'securityContext', 'privileged'],
                says: `gives ${title} all rights on its node`,
                hint: 'write privileged: false, and add the one capability that it needs',
              },
            ]
          : [],
      ),
  },
  { id: 'capabilities_baseline', level: 'baseline', since: 0, violations: added(usual) },
  {
    id: 'capabilities_restricted',
    level: 'restricted',
    since: 22,
    replaces: 'capabilities_baseline',
    violations: (pod, versions) => {
      if (pod.windows && versions.policy >= 25) return [];
      const keeping = pod.containers.filter(
        ({ security }) => !listAt(mapAt(security, 'capabilities'), 'drop').includes('ALL'),
      );
      return [
        ...keeping.map(({ path, title }) => ({
          path: [...path, 'securityContext', 'capabilities', 'drop'],
          says: `must take ALL capabilities from ${title}`,
          hint: "write capabilities: { drop: ['ALL'] }",
        })),
        ...added(ports)(pod, versions),
      ];
    },
  },
  {
    id: 'allowPrivilegeEscalation',
    level: 'restricted',
    since: 8,
    violations: ({ containers, windows }, { policy }) =>
      windows && policy >= 25
        ? []
        : containers.flatMap(({ path, title, security }) =>
            security['allowPrivilegeEscalation'] === false
              ? []
              : [
                  {
                    path: [...path, 'securityContext', 'allowPrivilegeEscalation'],
                    says: `must be false in ${title}`,
                    hint: 'write allowPrivilegeEscalation: false',
                  },
                ],
          ),
  },
];
