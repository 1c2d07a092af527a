import type { Fault } from '../fault.ts';
import { container, gangplank, pod } from './common.ts';

const on = `production/eu-1 › ${gangplank} › spec.template.spec`;

/** Pods that their namespace refuses, and namespaces that say nothing or nonsense. */
export const podSecurity: readonly Fault[] = [
  {
    check: 'pod-security',
    name: 'a pod of the platform takes the network of its node',
    on: 'production/eu-1',
    inject: { change: gangplank, set: [[[...pod, 'hostNetwork'], true]] },
    where: `${on}.hostNetwork`,
    message:
      'gives the pod the network of its node; the namespace gangplank enforces Pod Security restricted (hostNamespaces)',
    hint: 'take it out',
  },
  {
    check: 'pod-security',
    name: 'a container of the platform may become another user',
    on: 'production/eu-1',
    inject: { change: gangplank, set: [[[...container, 'securityContext', 'allowPrivilegeEscalation'], undefined]] },
    where: `${on}.containers[0].securityContext.allowPrivilegeEscalation`,
    message: /^must be false in the container gangplank; the namespace gangplank enforces Pod Security restricted/,
    hint: 'write allowPrivilegeEscalation: false',
  },
  {
    check: 'pod-security',
    name: 'a pod of the platform mounts a folder of its node',
    on: 'production/eu-1',
    inject: { change: gangplank, set: [[[...pod, 'volumes', 1], { name: 'logs', hostPath: { path: '/var/log' } }]] },
    where: `${on}.volumes[1].hostPath`,
    message: /^is no kind of volume that the volume logs may be; the namespace gangplank enforces/,
    hint: /^take a PersistentVolumeClaim/,
  },
  {
    check: 'pod-security',
    name: 'the namespace of a component says nothing about its pods',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › Namespace gangplank',
      set: [
        [['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], undefined],
        [['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'], undefined],
      ],
    },
    where: 'production/eu-1 › gangplank › Namespace gangplank › metadata.labels["pod-security.kubernetes.io/enforce"]',
    message: 'is missing: pods of this namespace may do anything on their nodes',
    hint: "write the weakest level that its pods need, such as 'restricted'",
  },
  {
    check: 'pod-security',
    name: 'the level of a namespace is misspelt',
    on: 'production/eu-1',
    inject: {
      change: 'falco › Namespace falco',
      set: [[['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'priviliged']],
    },
    where: 'production/eu-1 › falco › Namespace falco › metadata.labels["pod-security.kubernetes.io/enforce"]',
    message: '"priviliged" is no level of Pod Security; did you mean "privileged"?',
    hint: 'write one of privileged, baseline, restricted',
    also: [
      {
        check: 'schema',
        where: 'production/eu-1 › falco › Namespace falco › metadata.labels["pod-security.kubernetes.io/enforce"]',
        message: '"priviliged" is not one of privileged, baseline, restricted',
        hint: 'write privileged',
      },
    ],
  },
];
