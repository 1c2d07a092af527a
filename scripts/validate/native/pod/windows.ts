import { type Fields, given, listOf, mapOf, say, type Walk } from '../rule.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: validateWindows and validateLinux.

const ofPods = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'];

const ofSecurity = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];

const ofContainers = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** Fields that mean nothing to the system that a pod names. */
export function windows(spec: Fields, walk: Walk): void {
  const system = mapOf(spec['os'])['name'];
  if (system !== 'windows' && system !== 'linux') return;
  const no = (found: Fields, keys: readonly string[], ...path: readonly (string | number)[]) => {
    for (const key of given(found, keys).filter((name) => found[name] !== false || !ofPods.includes(name)))
      say(walk, `means nothing to ${system}`, 'remove it', ...path, key);
  };
  const isWindows = system === 'windows';
  if (isWindows) no(spec, ofPods);
  if (isWindows) no(spec, ['resources']);
  no(mapOf(spec['securityContext']), isWindows ? ofSecurity : ['windowsOptions'], 'securityContext');
  for (const list of ['containers', 'initContainers'])
    listOf(spec[list]).forEach((container, at) => {
      const security = mapOf(mapOf(container)['securityContext']);
      no(security, isWindows ? ofContainers : ['windowsOptions'], list, at, 'securityContext');
    });
}
