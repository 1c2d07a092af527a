import type { Tree } from './shape.ts';
import { isFilled } from './tree.ts';

/** Maps that are free-form in every chart, or have Kubernetes' own fields, by the name of their key. */

/** Their keys are the user's: labels, variables, arguments, files, headers. */
const free =
  /(labels|annotations|selectors?|headers|env|envs|environment|(?:extra|additional|server|cli|command)_?args|^args|parameters|^data|^binaryData|^stringData|^limits|^requests|^sysctls|^matchLabels)$/i;

export const isFreeName = (name: string): boolean => free.test(name);

/** Charts write their own keys in camel case. */
const isForeign = (key: string): boolean => /[_./-]|^[A-Z]/.test(key);

/**
 * Whether a filled map is the configuration of the program that a chart runs, which the chart passes on as it is: most of its keys
 * are not written as charts write theirs, or it is called so and such a map stands somewhere below.
 */
export function isConfiguration(name: string, map: Tree): boolean {
  const keys = Object.keys(map);
  if (keys.filter(isForeign).length * 2 > keys.length) return true;
  return /config$/i.test(name) && Object.values(map).some((value) => isFilled(value) && isConfiguration(name, value));
}

const probe = [
  'exec',
  'failureThreshold',
  'grpc',
  'httpGet',
  'initialDelaySeconds',
  'periodSeconds',
  'successThreshold',
  'tcpSocket',
  'terminationGracePeriodSeconds',
  'timeoutSeconds',
];

/** PodSecurityContext and SecurityContext: charts seldom say by its name which of the two a key means. */
const securityContext = [
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'capabilities',
  'fsGroup',
  'fsGroupChangePolicy',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxChangePolicy',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
  'windowsOptions',
];

const budget = ['maxUnavailable', 'minAvailable', 'unhealthyPodEvictionPolicy'];

/** Fields of Kubernetes 1.36 (core/v1, apps/v1, policy/v1), by the end of the name that charts give to the map. */
const fields: readonly (readonly [name: RegExp, fields: readonly string[]])[] = [
  [/resources$/i, ['claims', 'limits', 'requests']],
  [/securityContext$/i, securityContext],
  [/(^|[a-z])probe$/i, probe],
  [/affinity$/i, ['nodeAffinity', 'podAffinity', 'podAntiAffinity']],
  [/strategy$/i, ['rollingUpdate', 'type']],
  [/^rollingUpdate$/, ['maxSurge', 'maxUnavailable', 'partition']],
  [/(^|[a-z])(pdb|podDisruptionBudget)$/i, budget],
  [/^capabilities$/, ['add', 'drop']],
  [/^seccompProfile$/, ['localhostProfile', 'type']],
];

/** The fields that Kubernetes gives to what stands under a name; none where it is the chart's to say. */
export const fieldsOf = (name: string): readonly string[] => fields.find(([of]) => of.test(name))?.[1] ?? [];
