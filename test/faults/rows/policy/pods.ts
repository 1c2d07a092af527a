import type { Fault, Saying } from '../../fault.ts';
import { container, pod, shop, web } from '../common.ts';

const on = `production/eu-1 › ${web} › spec.template.spec`;

/** What the namespace of a team refuses by its Pod Security, too. */
const also = (where: string, message: RegExp, hint: string | RegExp): readonly Saying[] => [
  { check: 'pod-security', where, message, hint, at: shop },
];

/** What the policies of a cluster ask of the pods of tenants. */
export const pods: readonly Fault[] = [
  {
    check: 'policy',
    name: 'a team runs an image of a registry that nobody trusts',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [[[...container, 'image'], `docker.io/shop/web@sha256:${'5093be8b'.repeat(8)}`]],
    },
    where: `${on}.containers[0].image`,
    message: 'an image must come from a registry that the platform trusts (policy trusted-registries)',
    hint: 'push the image to one of the `registries` of the fleet, or ask the platform team to add its registry there',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a team runs the latest image, whatever that is',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...container, 'image'], 'registry.example.org/shop/web:latest']] },
    where: `${on}.containers[0].image`,
    message: 'an image must be named by its digest, or by a tag other than latest (policy no-latest-tag)',
    hint: 'write `registry/path:1.2.3`, or better `registry/path@sha256:<digest>`',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a team gives a container all rights',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [
        [[...container, 'securityContext', 'privileged'], true],
        [[...container, 'securityContext', 'allowPrivilegeEscalation'], true],
      ],
    },
    where: `${on}.containers[0].securityContext.privileged`,
    message: 'a container may not have all rights on its node (policy no-privileged-containers)',
    hint: 'take `securityContext.privileged` away',
    at: shop,
    also: [
      ...also(
        `${on}.containers[0].securityContext.privileged`,
        /^gives the container web all rights on its node/,
        /^write privileged: false/,
      ),
      ...also(
        `${on}.containers[0].securityContext.allowPrivilegeEscalation`,
        /^must be false in the container web/,
        'write allowPrivilegeEscalation: false',
      ),
    ],
  },
  {
    check: 'policy',
    name: 'a team reads the processes of a node',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...pod, 'hostPID'], true]] },
    where: `${on}.hostPID`,
    message: 'a pod may not share the network, the processes or the memory of its node (policy no-host-namespaces)',
    hint: 'take `hostNetwork`, `hostPID` and `hostIPC` away',
    at: shop,
    also: also(`${on}.hostPID`, /^gives the pod the processes of its node/, 'take it out'),
  },
  {
    check: 'policy',
    name: 'a team mounts a folder of a node',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...pod, 'volumes', 0], { name: 'tmp', hostPath: { path: '/tmp' } }]] },
    where: `${on}.volumes[0].hostPath`,
    message: 'a pod may not use folders of its node (policy no-host-paths)',
    hint: 'use an `emptyDir` or a claim',
    at: shop,
    also: also(
      `${on}.volumes[0].hostPath`,
      /^is no kind of volume that the volume tmp may be/,
      /^take a PersistentVolumeClaim/,
    ),
  },
  {
    check: 'policy',
    name: 'a team runs a container as root',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...container, 'securityContext', 'runAsNonRoot'], false]] },
    where: `${on}.containers[0].securityContext.runAsNonRoot`,
    message: 'a container may not run as root (policy non-root-containers)',
    hint: 'write `securityContext: { runAsNonRoot: true }`, and no `runAsUser: 0`',
    at: shop,
    also: also(
      `${on}.containers[0].securityContext.runAsNonRoot`,
      /^lets the container web run as root/,
      "write runAsNonRoot: true into the pod's securityContext",
    ),
  },
  {
    check: 'policy',
    severity: 'warning',
    name: 'a container of a team writes to its own image',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...container, 'securityContext', 'readOnlyRootFilesystem'], false]] },
    where: `${on}.containers[0].securityContext.readOnlyRootFilesystem`,
    message: 'a container may not write to its root file system (policy read-only-root-file-system)',
    hint: 'write `securityContext: { readOnlyRootFilesystem: true }`, and mount an `emptyDir` where it must write',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a container of a team asks for nothing',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...container, 'resources'], undefined]] },
    where: `${on}.containers[0].resources.requests`,
    message: 'a container must ask for the CPU and the memory that it needs (policy resource-requests)',
    hint: 'write `resources: { requests: { cpu, memory } }`',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a pod of a team gets a token of the API server that it does not use',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...pod, 'automountServiceAccountToken'], undefined]] },
    where: `${on}.automountServiceAccountToken`,
    message: 'a pod of the default ServiceAccount may not have a token of the API server (policy no-default-tokens)',
    hint: 'write `automountServiceAccountToken: false`, or name a ServiceAccount of its own',
    at: shop,
  },
  {
    check: 'policy',
    severity: 'warning',
    name: 'a pod of a team does not say what it is',
    on: 'production/eu-1',
    inject: {
      change: web,
      set: [
        [['spec', 'template', 'metadata', 'labels'], { app: 'web' }],
        [['spec', 'selector', 'matchLabels'], { app: 'web' }],
      ],
    },
    where: `production/eu-1 › ${web} › spec.template.metadata.labels`,
    message: 'a pod must say by the label app.kubernetes.io/name what it is (policy named-pods)',
    hint: 'give the pod, or the template that makes it, the label app.kubernetes.io/name',
    at: shop,
  },
  {
    check: 'policy',
    severity: 'warning',
    name: 'a container of a team keeps what root may do',
    on: 'production/eu-1',
    inject: { change: web, set: [[[...container, 'securityContext', 'capabilities'], undefined]] },
    where: `${on}.containers[0].securityContext.capabilities`,
    message: 'a container must give up all capabilities but NET_BIND_SERVICE (policy dropped-capabilities)',
    hint: "write `securityContext: { capabilities: { drop: ['ALL'] } }`",
    at: shop,
    also: also(
      `${on}.containers[0].securityContext.capabilities.drop`,
      /^must take ALL capabilities from/,
      "write capabilities: { drop: ['ALL'] }",
    ),
  },
];
