import { beforeAll, describe, expect, test, vi } from 'vitest';
import { podSecurity } from '../../scripts/checks/pod-security.ts';
import { type Case, cases, podOf } from '../checks/pod-security/pods.ts';
import { waiting } from './furnished.ts';
import { ask, lines, must } from './kubectl.ts';
import { make } from './made.ts';
import { project } from './tree.ts';

const levels = ['privileged', 'baseline', 'restricted'] as const;
const versions = [...new Set(cases.map(({ version }) => version))];
const namespaceOf = (level: string, version: string | undefined): string =>
  `pod-security-${level}${version ? `-${version.replace('.', '-')}` : ''}`;
const label = 'pod-security.kubernetes.io/enforce';
const namespaces = levels.flatMap((level) =>
  versions.map((version) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespaceOf(level, version),
      labels: { [label]: level, ...(version && { [`${label}-version`]: version }) },
    },
  })),
);

/** How the server calls what our controls find (k8s.io/pod-security-admission v0.36.1, ForbiddenReason). */
const reasons: Readonly<Record<string, string>> = {
  allowPrivilegeEscalation: 'allowPrivilegeEscalation != false',
  appArmorProfile: 'forbidden AppArmor profile',
  capabilities_baseline: 'non-default capabilities',
  capabilities_restricted: 'unrestricted capabilities',
  hostNamespaces: 'host namespaces',
  hostPathVolumes: 'hostPath volumes',
  hostPorts: 'hostPort',
  hostProbesAndHostLifecycle: 'probe or lifecycle host',
  privileged: 'privileged',
  procMount: 'procMount',
  procMount_restricted: 'procMount',
  restrictedVolumes: 'restricted volume types',
  runAsNonRoot: 'runAsNonRoot != true',
  runAsUser: 'runAsUser=0',
  seLinuxOptions: 'seLinuxOptions',
  seccompProfile_baseline: 'seccompProfile',
  seccompProfile_restricted: 'seccompProfile',
  sysctls: 'forbidden sysctls',
  windowsHostProcess: 'hostProcess',
};

/** What the server says of every case at a level: the reasons of its refusal, by the case's number. */
async function verdicts(level: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const objects = cases.map((each, index) => podOf(each, `case-${index}`, namespaceOf(level, each.version)));
  const { out, err } = await ask(['create', '--dry-run=server', '-o', 'name', '-f', '-'], { objects });
  const found = new Map<number, readonly string[]>();
  for (const line of lines(out)) found.set(Number(line.split('case-')[1]), []);
  for (const line of lines(err)) {
    const [, index, said] = /"case-(\d+)" is forbidden: violates PodSecurity "[^"]+": (.*)$/.exec(line) ?? [];
    if (index === undefined || said === undefined) throw new Error(line);
    found.set(
      Number(index),
      said
        .replaceAll(/"[^"]*"/g, '')
        .replaceAll(/\([^()]*\)/g, '')
        .split(',')
        .map(toReason)
        .sort(),
    );
  }
  return found;
}

/** Several profiles have a plural of their own. */
const toReason = (text: string): string => text.trim().replace(/profiles$/, 'profile');

/** The same by our check, for a server of that minor. */
function ours(each: Case, level: string, minor: string): readonly string[] {
  const wanted = namespaceOf(level, each.version);
  const found = podSecurity.faults(podOf(each, 'case', wanted), {
    root: project,
    kubernetes: `1.${minor}`,
    namespace: (name) => namespaces.find(({ metadata }) => metadata.name === name),
  });
  const ids = found.map(({ message }) => /\((\w+)\)$/.exec(message)?.[1] ?? message);
  return [...new Set(ids.map((id) => reasons[id] ?? id))].sort();
}

describe.each(levels)('at the level %s', (level) => {
  let said: ReadonlyMap<number, readonly string[]> = new Map();
  let minor = '';
  beforeAll(async () => {
    minor = JSON.parse(await must(['get', '--raw', '/version'])).minor;
    await make(namespaces);
    // A namespace is ready for pods once it has got its ServiceAccount.
    await vi.waitFor(async () => {
      said = await verdicts(level);
    }, waiting);
  });

  test(`the API server judges ${cases.length} pods as our check does, and for the same reasons`, () => {
    expect(cases.map(({ what }, index) => [what, said.get(index)])).toEqual(
      cases.map((each) => [each.what, ours(each, level, minor)]),
    );
  });
});
