import type { Row } from './objects.ts';

export const rows: readonly Row[] = [
  ['Pod shop', { 'spec.containers': [] }, 'spec.containers: is required'],
  ['Pod shop', { 'spec.containers[0].name': 'The shop' }, 'spec.containers[0].name: "The shop" is not a DNS label'],
  [
    'Pod shop',
    { 'spec.containers[0].name': 'wait', 'spec.volumes[4]': undefined },
    'spec.initContainers[0].name: "wait" is there twice',
  ],
  ['Pod shop', { 'spec.initContainers[0].name': 'proxy' }, 'spec.initContainers[1].name: "proxy" is there twice'],
  ['Pod shop', { 'spec.containers[0].image': undefined }, 'spec.containers[0].image: is required'],
  [
    'Pod shop',
    { 'spec.containers[0].imagePullPolicy': 'Allways' },
    'spec.containers[0].imagePullPolicy: "Allways" is not one of Always, IfNotPresent, Never',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].terminationMessagePolicy': 'Log' },
    'spec.containers[0].terminationMessagePolicy: "Log" is not one of File, FallbackToLogsOnError',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[0].name': 'http-port-of-shop' },
    'spec.containers[0].ports[0].name: "http-port-of-shop" is not a port name',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[0].name': '8080' },
    'spec.containers[0].ports[0].name: "8080" is not a port name',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[1].name': 'http' },
    'spec.containers[0].ports[1].name: "http" is there twice',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[0].containerPort': 0 },
    'spec.containers[0].ports[0].containerPort: must be from 1 to 65535, and is 0',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[0].protocol': 'http' },
    'spec.containers[0].ports[0].protocol: "http" is not one of TCP, UDP, SCTP',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[1].hostPort': 70_000 },
    'spec.containers[0].ports[1].hostPort: must be from 1 to 65535, and is 70000',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].ports[0]': { containerPort: 54, protocol: 'UDP', hostPort: 5_353 } },
    'spec.containers[0].ports[2].hostPort: is taken already',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[0].name': 'A=B' },
    'spec.containers[0].env[0].name: "A=B" is not a name of an environment variable',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].value': 'x' },
    'spec.containers[0].env[1].valueFrom: cannot stand beside value',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom': {} },
    'spec.containers[0].env[1].valueFrom: needs one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom.configMapKeyRef': { name: 'shop', key: 'mode' } },
    'spec.containers[0].env[1].valueFrom: has fieldRef and configMapKeyRef, of which only one may be given',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath': 'status.podIp' },
    'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: "status.podIp" is not one of metadata.name, metadata.namespace, metadata.uid, spec.host, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath': "metadata.labels['a b']" },
    'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: "a b" is not a label key',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath': "spec.nodeName['a']" },
    `spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: "spec.nodeName['a']" takes no key in brackets`,
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath': undefined },
    'spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[2].valueFrom.resourceFieldRef.resource': 'limits.gpu' },
    'spec.containers[0].env[2].valueFrom.resourceFieldRef.resource: "limits.gpu" is not one of limits.cpu, requests.cpu, limits.memory, requests.memory, limits.ephemeral-storage, requests.ephemeral-storage',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[2].valueFrom.resourceFieldRef.divisor': '3' },
    'spec.containers[0].env[2].valueFrom.resourceFieldRef.divisor: 3 does not divide limits.cpu',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[3].valueFrom.secretKeyRef.key': 'a key' },
    'spec.containers[0].env[3].valueFrom.secretKeyRef.key: "a key" is not a key of a ConfigMap or Secret',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[3].valueFrom.secretKeyRef.key': undefined },
    'spec.containers[0].env[3].valueFrom.secretKeyRef.key: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[3].valueFrom.secretKeyRef.name': 'Shop' },
    'spec.containers[0].env[3].valueFrom.secretKeyRef.name: "Shop" is not a DNS name',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].env[3].valueFrom': { fileKeyRef: { key: 'A', volumeName: 'config', path: 'x' } } },
    'spec.containers[0].env[3].valueFrom.fileKeyRef.volumeName: must be an emptyDir',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].envFrom[0]': { prefix: 'A' } },
    'spec.containers[0].envFrom[0]: needs either configMapRef or secretRef',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].envFrom[0].configMapRef.name': 'Shop' },
    'spec.containers[0].envFrom[0].configMapRef.name: "Shop" is not a DNS name',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.requests.cpu': '3' },
    'spec.containers[0].resources.requests.cpu: is more than the limit of 2',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.requests.memory': '-1' },
    'spec.containers[0].resources.requests.memory: must not be negative, and is -1',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.requests': { 'example.org/gpu': 2 } },
    'spec.containers[0].resources.requests["example.org/gpu"]: must be equal to the limit of 1, and is 2',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.limits': undefined },
    'spec.containers[0].resources.limits["example.org/gpu"]: needs a limit as large as the request',
  ],
  [
    'Pod shop',
    {
      'spec.containers[0].resources.limits': { 'example.org/gpu': '1.5' },
      'spec.containers[0].resources.requests': undefined,
    },
    'spec.containers[0].resources.limits["example.org/gpu"]: must be a whole number, and is 1.5',
    'spec.containers[0].resources.requests["example.org/gpu"]: must be a whole number, and is 1.5',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.limits': { gpu: 1 } },
    'spec.containers[0].resources.limits.gpu: "gpu" is no resource that Kubernetes knows',
    'spec.containers[0].resources.requests.gpu: "gpu" is no resource that Kubernetes knows',
    'spec.containers[0].resources.limits["example.org/gpu"]: needs a limit as large as the request',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.limits': { pods: 1 } },
    'spec.containers[0].resources.limits.pods: "pods" is nothing that a container can ask for',
    'spec.containers[0].resources.requests.pods: "pods" is nothing that a container can ask for',
    'spec.containers[0].resources.limits["example.org/gpu"]: needs a limit as large as the request',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.limits': { 'hugepages-2Mi': '3Mi', memory: '1Gi' } },
    "spec.containers[0].resources.limits.hugepages-2Mi: must be a multiple of the pages' size in hugepages-2Mi",
    "spec.containers[0].resources.requests.hugepages-2Mi: must be a multiple of the pages' size in hugepages-2Mi",
    'spec.containers[0].resources.limits["example.org/gpu"]: needs a limit as large as the request',
  ],
  [
    'DaemonSet',
    { 'spec.template.spec.containers[0].resources.limits': { 'hugepages-2Mi': '4Mi' } },
    'spec.template.spec.containers[0].resources: asks for huge pages without cpu or memory',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.claims': [{ name: 'gpu' }] },
    `spec.containers[0].resources.claims[0].name: "gpu" is not among the pod's resourceClaims`,
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[0].name': 'missing' },
    'spec.containers[0].volumeMounts[0].name: there is no volume "missing" in the pod',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[0].mountPath': undefined },
    'spec.containers[0].volumeMounts[0].mountPath: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[1].mountPath': '/etc/shop' },
    'spec.containers[0].volumeMounts[1].mountPath: "/etc/shop" is there twice',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[1].subPath': '../up' },
    'spec.containers[0].volumeMounts[1].subPath: "../up" must not contain ".."',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[1].subPath': '/tls.key' },
    'spec.containers[0].volumeMounts[1].subPath: "/tls.key" must be a relative path',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[1].subPathExpr': 'x' },
    'spec.containers[0].volumeMounts[1].subPathExpr: excludes subPath',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[2].mountPropagation': 'Both' },
    'spec.containers[0].volumeMounts[2].mountPropagation: "Both" is not one of Bidirectional, HostToContainer, None',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[2].mountPropagation': 'Bidirectional' },
    'spec.containers[0].volumeMounts[2].mountPropagation: Bidirectional is for privileged containers only',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[2].recursiveReadOnly': 'Enabled' },
    'spec.containers[0].volumeMounts[2].recursiveReadOnly: needs readOnly: true',
  ],
  [
    'DaemonSet',
    { 'spec.template.spec.containers[0].volumeMounts[0].recursiveReadOnly': 'Enabled' },
    'spec.template.spec.containers[0].volumeMounts[0].recursiveReadOnly: excludes mountPropagation',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeDevices': [{ name: 'data', devicePath: '/dev/x' }] },
    'spec.containers[0].volumeMounts[3]: is also among the volumeDevices',
    'spec.containers[0].volumeDevices[0]: is also among the volumeMounts',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeDevices': [{ name: 'pod', devicePath: '/dev/x' }] },
    'spec.containers[0].volumeDevices[0].name: only a claim can be a device',
  ],
  [
    'Pod shop',
    {
      'spec.containers[0].volumeDevices': [
        { name: 'own', devicePath: '/dev/../x' },
        { name: 'own', devicePath: '/dev/y' },
      ],
    },
    'spec.containers[0].volumeDevices[0].devicePath: "/dev/../x" must not contain ".."',
    'spec.containers[0].volumeDevices[1].name: "own" is there twice',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeDevices': [{ name: 'own' }] },
    'spec.containers[0].volumeDevices[0].devicePath: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.exec': { command: ['x'] } },
    'spec.containers[0].livenessProbe: has exec and httpGet, of which only one may be given',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe': { periodSeconds: 5 } },
    'spec.containers[0].livenessProbe: needs one of exec, httpGet, tcpSocket, grpc',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.httpGet.port': 'HTTP' },
    'spec.containers[0].livenessProbe.httpGet.port: "HTTP" is not a port name',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.httpGet.scheme': 'http' },
    'spec.containers[0].livenessProbe.httpGet.scheme: "http" is not one of HTTP, HTTPS',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name': 'X Probe' },
    'spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name: "X Probe" is not a name of an HTTP header',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.successThreshold': 2 },
    'spec.containers[0].livenessProbe.successThreshold: must be 1: only readiness can ask for more',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.timeoutSeconds': -1 },
    'spec.containers[0].livenessProbe.timeoutSeconds: must be at least 0, and is -1',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].livenessProbe.terminationGracePeriodSeconds': 0 },
    'spec.containers[0].livenessProbe.terminationGracePeriodSeconds: must be at least 1, and is 0',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].readinessProbe.terminationGracePeriodSeconds': 5 },
    'spec.containers[0].readinessProbe.terminationGracePeriodSeconds: has no meaning here: a pod that is not ready is not ended',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].readinessProbe.grpc.port': 0 },
    'spec.containers[0].readinessProbe.grpc.port: must be from 1 to 65535, and is 0',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].startupProbe.exec.command': [] },
    'spec.containers[0].startupProbe.exec.command: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].lifecycle.preStop.sleep.seconds': 60 },
    'spec.containers[0].lifecycle.preStop.sleep.seconds: must be from 0 to the 45 seconds that the pod has to end, and is 60',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].lifecycle.preStop': {} },
    'spec.containers[0].lifecycle.preStop: needs one of exec, httpGet, tcpSocket, sleep',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].securityContext.privileged': true },
    'spec.containers[0].securityContext.allowPrivilegeEscalation: cannot be false in a privileged container',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].securityContext.procMount': 'Unmasked' },
    'spec.containers[0].securityContext.procMount: Unmasked needs hostUsers: false',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].securityContext.capabilities.add': ['CAP_SYS_ADMIN'] },
    'spec.containers[0].securityContext.allowPrivilegeEscalation: cannot be false with the capability CAP_SYS_ADMIN',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].securityContext.appArmorProfile': { type: 'Localhost', localhostProfile: ' x' } },
    'spec.containers[0].securityContext.appArmorProfile.localhostProfile: " x" is not a name of a profile',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].securityContext.seccompProfile.type': 'Default' },
    'spec.containers[0].securityContext.seccompProfile.type: "Default" is not one of Localhost, RuntimeDefault, Unconfined',
    'spec.containers[0].securityContext.seccompProfile.localhostProfile: is for the type Localhost only',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resizePolicy[0].resourceName': 'disk' },
    'spec.containers[0].resizePolicy[0].resourceName: "disk" is not one of cpu, memory',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resizePolicy[0].restartPolicy': undefined },
    'spec.containers[0].resizePolicy[0].restartPolicy: is required',
  ],
  [
    'Pod debug',
    { 'spec.containers[0].resizePolicy': [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
    'spec.containers[0].resizePolicy[0].restartPolicy: must be NotRequired in a pod that is never restarted',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].restartPolicy': 'Sometimes' },
    'spec.containers[0].restartPolicy: "Sometimes" is not one of Always, Never, OnFailure',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].restartPolicyRules': [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
    'spec.containers[0].restartPolicy: is required with restartPolicyRules',
  ],
  [
    'Pod shop',
    {
      'spec.containers[0].restartPolicy': 'Never',
      'spec.containers[0].restartPolicyRules': [{ action: 'Stop', exitCodes: { operator: 'Is' } }],
    },
    'spec.containers[0].restartPolicyRules[0].action: "Stop" is not one of Restart, RestartAllContainers',
    'spec.containers[0].restartPolicyRules[0].exitCodes.operator: "Is" is not one of In, NotIn',
  ],
  [
    'Pod shop',
    { 'spec.initContainers[0].lifecycle': { preStop: { sleep: { seconds: 1 } } } },
    'spec.initContainers[0].lifecycle: is for init containers with restartPolicy: Always',
  ],
  [
    'Pod shop',
    { 'spec.initContainers[0].resizePolicy': [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
    'spec.initContainers[0].resizePolicy[0].restartPolicy: an init container cannot be restarted for that',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].volumeMounts[0].name': '' },
    'spec.containers[0].volumeMounts[0].name: is required',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.limits': { 'Example.org/gpu': 1 }, 'spec.containers[0].resources.requests': {} },
    'spec.containers[0].resources.limits["Example.org/gpu"]: "Example.org/gpu" is not a qualified name',
    'spec.containers[0].resources.limits["Example.org/gpu"]: "Example.org/gpu" is not a name for a resource of a device',
    'spec.containers[0].resources.requests["Example.org/gpu"]: "Example.org/gpu" is not a qualified name',
    'spec.containers[0].resources.requests["Example.org/gpu"]: "Example.org/gpu" is not a name for a resource of a device',
  ],
  [
    'Pod shop',
    {
      'spec.containers[0].resources.limits': { [`example.org/${'x'.repeat(63)}`]: 1, [`${'x'.repeat(250)}/gpu`]: 1 },
      'spec.containers[0].resources.requests': {},
    },
    'spec.containers[0].resources.limits["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/gpu"]: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not a name for a resource of a device',
    'spec.containers[0].resources.requests["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/gpu"]: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not a name for a resource of a device',
  ],
  [
    'Pod shop',
    { 'spec.containers[0].resources.claims': [{}] },
    'spec.containers[0].resources.claims[0].name: is required',
  ],
  [
    'Pod shop',
    {
      'spec.resourceClaims': [{ name: 'gpu', resourceClaimName: 'gpu' }],
      'spec.containers[0].resources.claims': [{ name: 'gpu' }, { name: 'gpu' }],
    },
    'spec.containers[0].resources.claims[1]: "gpu" is there twice',
  ],
];
