import { type Control, contexts, isSet } from './control.ts';

/** Since policy version 1.35, root of a user namespace of the pod's own is nobody outside (KEP-127). */
const relaxed = 35;

/** As whom processes run. */
export const users: readonly Control[] = [
  {
    id: 'runAsNonRoot',
    level: 'restricted',
    since: 0,
    violations: (pod, { policy }) => {
      if (pod.ownUsers && policy >= relaxed) return [];
      const hint = "write runAsNonRoot: true into the pod's securityContext";
      const denied = contexts(pod).flatMap(({ path, fields, title }) =>
        fields['runAsNonRoot'] === false
          ? [{ path: [...path, 'runAsNonRoot'], says: `lets ${title} run as root`, hint }]
          : [],
      );
      if (pod.security['runAsNonRoot'] === true) return denied;
      const silent = pod.containers.filter(({ security }) => !isSet(security['runAsNonRoot']));
      return [
        ...denied,
        ...silent.map(({ path, title }) => ({
          path: [...path, 'securityContext', 'runAsNonRoot'],
          says: `must be true in ${title}, or in its pod`,
          hint,
        })),
      ];
    },
  },
  {
    id: 'runAsUser',
    level: 'restricted',
    since: 23,
    violations: (pod, { policy }) =>
      pod.ownUsers && policy >= relaxed
        ? []
        : contexts(pod).flatMap(({ path, fields, title }) =>
            fields['runAsUser'] === 0
              ? [
                  {
                    path: [...path, 'runAsUser'],
                    says: `runs ${title} as root`,
                    hint: 'name another user, or leave it to the image',
                  },
                ]
              : [],
          ),
  },
];
