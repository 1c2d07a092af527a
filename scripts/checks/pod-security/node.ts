import { asMap, listAt, mapAt, textAt } from '../read.ts';
import { type Control, contexts, type JudgedPod, type Violation } from './control.ts';

const shared = { hostNetwork: 'network', hostPID: 'processes', hostIPC: 'shared memory' } as const;

/** Probes and handlers, which the kubelet runs from the node: another host there reaches what the pod could not. */
const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

const otherHosts = ({ containers }: JudgedPod): readonly Violation[] =>
  containers.flatMap(({ path, title, fields }) =>
    handlers.flatMap((keys) => {
      const handler = keys.reduce((value, key) => mapAt(value, key), fields);
      return ['httpGet', 'tcpSocket'].flatMap((way) =>
        textAt(mapAt(handler, way), 'host')
          ? [
              {
                path: [...path, ...keys, way, 'host'],
                says: `lets the node ask another host for ${title}`,
                hint: "take it out: the pod's own address is asked",
              },
            ]
          : [],
      );
    }),
  );

/** What belongs to the node that a pod runs on. */
export const node: readonly Control[] = [
  {
    id: 'hostNamespaces',
    level: 'baseline',
    since: 0,
    violations: ({ specPath, spec }) =>
      Object.entries(shared).flatMap(([field, what]) =>
        spec[field] === true
          ? [{ path: [...specPath, field], says: `gives the pod the ${what} of its node`, hint: 'take it out' }]
          : [],
      ),
  },
  {
    id: 'hostPorts',
    level: 'baseline',
    since: 0,
    violations: ({ containers }) =>
      containers.flatMap(({ path, title, fields }) =>
        listAt(fields, 'ports').flatMap((port, index) => {
          const { hostPort } = asMap(port);
          return typeof hostPort === 'number' && hostPort !== 0
            ? [
                {
                  path: [...path, 'ports', index, 'hostPort'],
                  says: `gives ${title} port ${hostPort} of its node`,
                  hint: 'take it out, and reach the pod through a Service',
                },
              ]
            : [];
        }),
      ),
  },
  { id: 'hostProbesAndHostLifecycle', level: 'baseline', since: 34, violations: otherHosts },
  {
    id: 'windowsHostProcess',
    level: 'baseline',
    since: 0,
    violations: (pod) =>
      contexts(pod).flatMap(({ path, fields, title }) =>
        mapAt(fields, 'windowsOptions')['hostProcess'] === true
          ? [
              {
                path: [...path, 'windowsOptions', 'hostProcess'],
                says: `runs ${title} as a process of its node`,
                hint: 'take it out',
              },
            ]
          : [],
      ),
  },
];
