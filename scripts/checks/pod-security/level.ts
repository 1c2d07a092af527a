import { type PodSecurity, podSecurityLevels } from '../../../constructs/model/capability.ts';
import { didYouMean } from '../../../constructs/model/suggest.ts';
import type { Fault } from '../object.ts';
import type { Fields } from '../read.ts';

export const enforceLabel = 'pod-security.kubernetes.io/enforce';
const enforceVersionLabel = 'pod-security.kubernetes.io/enforce-version';

/** The labels of each mode: its level and its version. */
const modes = [
  [enforceLabel, enforceVersionLabel],
  ['pod-security.kubernetes.io/audit', 'pod-security.kubernetes.io/audit-version'],
  ['pod-security.kubernetes.io/warn', 'pod-security.kubernetes.io/warn-version'],
] as const;

/** What a namespace lets the API server refuse. */
export interface Enforced {
  readonly level: PodSecurity;
  /** The minor of the policy's version, at most the server's. */
  readonly policy: number;
}

const isLevel = (text: unknown): text is PodSecurity => podSecurityLevels.some((level) => level === text);
const versionOf = (text: unknown): RegExpExecArray | null => /^v1\.(0|[1-9]\d*)$/.exec(String(text));

/**
 * The level that a namespace's labels enforce. Without a label nothing is refused; a level that nobody knows counts as
 * `restricted`, a version as the latest (k8s.io/pod-security-admission v0.36.1, api/helpers.go, PolicyToEvaluate).
 *
 * @param server the minor of the API server
 */
export function enforced(labels: Fields, server: number): Enforced {
  const level = labels[enforceLabel];
  const version = versionOf(labels[enforceVersionLabel]);
  return {
    level: level === undefined ? 'privileged' : isLevel(level) ? level : 'restricted',
    policy: Math.min(server, Number(version?.[1] ?? server)),
  };
}

/** Labels of a namespace that the API server would refuse. */
export function labelFaults(labels: Fields): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [levelLabel, versionLabel] of modes) {
    const level = labels[levelLabel];
    const version = labels[versionLabel];
    if (level !== undefined && !isLevel(level))
      faults.push({
        path: ['metadata', 'labels', levelLabel],
        message: `"${String(level)}" is no level of Pod Security${didYouMean(String(level), podSecurityLevels)}`,
        hint: `write one of ${podSecurityLevels.join(', ')}`,
      });
    if (version !== undefined && version !== 'latest' && !versionOf(version))
      faults.push({
        path: ['metadata', 'labels', versionLabel],
        message: `"${String(version)}" is no version of Pod Security`,
        hint: "write the cluster's minor, such as v1.36, or latest",
      });
  }
  return faults;
}
