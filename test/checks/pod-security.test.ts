import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Fault } from '../../scripts/checks/object.ts';
import { controls } from '../../scripts/checks/pod-security/controls.ts';
import { podSecurity } from '../../scripts/checks/pod-security.ts';
import { object } from './checked.ts';
import { brokenBy, cases, podOf } from './pod-security/pods.ts';

const level = 'pod-security.kubernetes.io/enforce';
const namespaceWith = (labels: Readonly<Record<string, string>> | undefined): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'a', ...(labels && { labels }) },
});

const judged = (
  pod: KubernetesObject,
  labels: Readonly<Record<string, string>> | undefined,
  kubernetes = '1.36',
): readonly Fault[] => {
  const namespace = namespaceWith(labels);
  return podSecurity.faults(pod, {
    root: process.cwd(),
    kubernetes,
    namespace: (name) => (name === 'a' ? namespace : undefined),
  });
};
/** The controls that are broken, by the end of each message. */
const named = (faults: readonly Fault[]): readonly string[] =>
  [...new Set(faults.map(({ message }) => /\((\w+)\)$/.exec(message)?.[1] ?? message))].sort();

describe.each(['privileged', 'baseline', 'restricted'])('in a namespace that enforces %s', (enforce) => {
  test.each(cases.map((each) => [each.what, each] as const))('a pod that %s', (_, each) => {
    const labels = { [level]: enforce, ...(each.version && { [`${level}-version`]: each.version }) };
    expect(named(judged(podOf(each, 'pod', 'a'), labels))).toEqual(brokenBy(each, enforce));
  });
});

describe('every control', () => {
  test.each(controls.map(({ id, level: of }) => [id, of] as const))('%s is broken by a case', (id, of) => {
    expect(cases.some((each) => brokenBy(each, of).includes(id))).toBe(true);
  });
});

const containers = [{ name: 'web', image: 'registry.example.org/web' }];
const template = { template: { spec: { containers, hostPID: true } } };
const restricted = { [level]: 'restricted' };

describe('a pod is found in', () => {
  test.each([
    ['apps/v1', 'Deployment', 'spec.template.spec', template],
    ['apps/v1', 'StatefulSet', 'spec.template.spec', template],
    ['apps/v1', 'DaemonSet', 'spec.template.spec', template],
    ['apps/v1', 'ReplicaSet', 'spec.template.spec', template],
    ['batch/v1', 'Job', 'spec.template.spec', template],
    ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.spec', { jobTemplate: { spec: template } }],
    ['v1', 'Pod', 'spec', template.template.spec],
    ['v1', 'ReplicationController', 'spec.template.spec', template],
    ['argoproj.io/v1alpha1', 'Rollout', 'spec.template.spec', template],
  ])('%s %s', (apiVersion, kind, path, spec) => {
    const found = judged(object(apiVersion, kind, 'web', 'a', { spec }), { [level]: 'baseline' });
    expect(found.map((fault) => fault.path.join('.'))).toEqual([`${path}.hostPID`]);
  });

  test('a PodTemplate', () => {
    expect(named(judged(object('v1', 'PodTemplate', 'web', 'a', template), { [level]: 'baseline' }))).toEqual([
      'hostNamespaces',
    ]);
  });

  test('no kind of another API that has the same name', () => {
    expect(judged(object('apps.example.org/v1', 'Deployment', 'web', 'a', { spec: template }), restricted)).toEqual([]);
  });
});

describe('a finding', () => {
  const deployment = object('apps/v1', 'Deployment', 'web', 'a', { spec: { template: { spec: { containers } } } });

  test('stands at the field, names the container, the level and the control, and says how to mend it', () => {
    expect(judged(deployment, restricted)[0]).toEqual({
      path: ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'capabilities', 'drop'],
      message:
        'must take ALL capabilities from the container web; the namespace a enforces Pod Security restricted (capabilities_restricted)',
      hint: "write capabilities: { drop: ['ALL'] }",
    });
  });

  test('is made by the rules of the cluster, not of later ones', () => {
    const pod = object('v1', 'Pod', 'web', 'a', {
      spec: { containers: [{ ...containers[0], livenessProbe: { httpGet: { host: 'example.org', port: 80 } } }] },
    });
    const baseline = { [level]: 'baseline', [`${level}-version`]: 'v1.36' };
    expect(judged(pod, baseline, '1.36')).toHaveLength(1);
    expect(judged(pod, baseline, '1.33')).toEqual([]);
  });

  test('of an image as a volume is made for 1.32 only', () => {
    const pod = podOf({ what: '', pod: { pod: { volumes: [{ name: 'v', image: { reference: 'x' } }] } } }, 'pod', 'a');
    expect(named(judged(pod, restricted, '1.32'))).toEqual(['restrictedVolumes']);
    expect(judged(pod, restricted, '1.33')).toEqual([]);
  });

  test('is not made of a pod in a namespace that nobody showed us', () => {
    expect(judged({ ...deployment, metadata: { name: 'web', namespace: 'b' } }, restricted)).toEqual([]);
  });

  test('is not made where the namespace enforces nothing', () => {
    expect(judged(deployment, undefined)).toEqual([]);
  });

  test('takes a level that nobody knows for the strictest', () => {
    expect(judged(deployment, { [level]: 'strict' })).toEqual(judged(deployment, restricted));
  });
});

describe('a namespace', () => {
  const says = (labels: Readonly<Record<string, string>> | undefined) =>
    judged(namespaceWith(labels), undefined).map(({ path, message, severity = 'error' }) => [
      severity,
      path.at(-1),
      message,
    ]);

  test.each(['privileged', 'baseline', 'restricted'])('may enforce %s', (each) => {
    expect(
      says({ [level]: each, [`${level}-version`]: 'latest', 'pod-security.kubernetes.io/warn': 'restricted' }),
    ).toEqual([]);
  });

  test('of ours that enforces nothing is an error', () => {
    expect(says({ 'app.kubernetes.io/managed-by': 'millwright' })).toEqual([
      ['error', level, 'is missing: pods of this namespace may do anything on their nodes'],
    ]);
  });

  test.each([[undefined], [{}], [{ 'app.kubernetes.io/managed-by': 'Helm' }]])(
    'of somebody else that enforces nothing is a warning: %j',
    (labels) => {
      expect(says(labels)).toEqual([['warning', level, expect.stringContaining('is missing')]]);
    },
  );

  test.each([
    ['enforce', 'restricted ', 'did you mean "restricted"?'],
    ['enforce', 'Baseline', 'did you mean "baseline"?'],
    ['audit', 'none', 'known: privileged, baseline, restricted'],
    ['warn', 'all', 'known: privileged, baseline, restricted'],
  ])('that wants to %s "%s" is refused', (mode, wanted, suggestion) => {
    const labels = { [level]: 'restricted', [`pod-security.kubernetes.io/${mode}`]: wanted };
    expect(says(labels)).toEqual([
      ['error', `pod-security.kubernetes.io/${mode}`, `"${wanted}" is no level of Pod Security; ${suggestion}`],
    ]);
  });

  test.each(['1.36', 'v1.036', 'v2.0', 'newest'])('that names the version %s is refused', (version) => {
    expect(says({ [level]: 'baseline', [`${level}-version`]: version })).toEqual([
      ['error', `${level}-version`, `"${version}" is no version of Pod Security`],
    ]);
  });
});

test.each([
  [{ kind: 'Pod', apiVersion: 'v1', metadata: { namespace: 'a' } }],
  [{ kind: 'Pod', apiVersion: 'v1', metadata: { namespace: 'a' }, spec: null }],
  [{ kind: 'Pod', apiVersion: 'v1', metadata: { namespace: 'a' }, spec: { containers: 'web', volumes: {} } }],
  [
    {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { namespace: 'a', annotations: [] },
      spec: { containers: [null, 1, []] },
    },
  ],
  [{ kind: 'Deployment', apiVersion: 'apps/v1', metadata: {}, spec: [] }],
  [{ kind: 'Deployment', apiVersion: 'apps/v1', metadata: { namespace: 7 }, spec: { template: { spec: 'x' } } }],
  [{ kind: 'CronJob', apiVersion: 'batch/v1', metadata: { namespace: 'a' }, spec: { jobTemplate: 1 } }],
  [{ kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'a', labels: 'none' } }],
])('an object that is wrong in another way throws nothing: %j', (wrong) => {
  expect(() => judged(wrong as unknown as KubernetesObject, restricted)).not.toThrow();
});
