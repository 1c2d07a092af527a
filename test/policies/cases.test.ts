import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { policyNames } from '../../constructs/model/policy.ts';
import { expressionsOf } from '../../constructs/policies/forms/expressions.ts';
import { policies } from '../../constructs/policies/index.ts';
import { judged, judgeOf } from '../../scripts/checks/policy/judge.ts';
import type { Case } from './cases/case.ts';
import { pod, podSpec, workloads } from './cases/workloads.ts';
import { cases, parameters } from './cases.ts';

const judges = new Map(policyNames.map((name) => [name, judgeOf(policies[name], parameters)]));

/** What a policy says to an object, as it comes out of a file. */
function verdict(name: (typeof policyNames)[number], object: unknown, annotations?: Case['annotations']) {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'main', ...(annotations && { annotations }) },
  };
  const judge = judges.get(name);
  return judge?.(judged(JSON.parse(JSON.stringify(object)), namespace)) ?? { error: 'no judge' };
}

describe.each(policyNames)('%s', (name) => {
  test.each(cases[name].map((each) => [`${each.allowed ? 'allows' : 'refuses'} ${each.name}`, each] as const))(
    '%s',
    (_, { object, annotations, allowed }) => {
      const { places, error } = verdict(name, object, annotations);
      expect(error).toBeUndefined();
      expect(places?.length === 0, JSON.stringify(places)).toBe(allowed);
    },
  );

  test('is tried with three objects that it allows and three that it refuses, at least', () => {
    for (const allowed of [true, false])
      expect(cases[name].filter((each) => each.allowed === allowed).length).toBeGreaterThanOrEqual(3);
  });

  test('does not fall over an object that is wrong in any way', () => {
    const { kinds } = policies[name];
    const apiVersion = (group: string) => (group === '' ? 'v1' : `${group}/v1`);
    for (const { group, kind } of kinds)
      for (const rest of [
        {},
        { spec: null },
        { spec: 'main' },
        { spec: { template: [], containers: 7 } },
        { roleRef: 1 },
      ])
        expect(() => verdict(name, { apiVersion: apiVersion(group), kind, metadata: {}, ...rest })).not.toThrow();
  });

  test('says what is asked and what to do, each in one sentence without a full stop', () => {
    const { reason, mend } = policies[name];
    for (const text of [reason, mend]) {
      expect(text).toMatch(/^[a-z`][^\n]*[^.\s]$/);
      expect(text).not.toMatch(/[.!?] [A-Z]/);
    }
  });
});

const ofPods = policyNames.filter((name) => policies[name].kinds.some(({ kind }) => kind === 'Pod'));

describe.each(ofPods)('%s, on what makes pods,', (name) => {
  const bare = { containers: [{ name: 'main', image: 'ghcr.io/a/b:latest' }] };
  const open = { privileged: true };
  const worst = {
    ...bare,
    hostNetwork: true,
    volumes: [{ name: 'etc', hostPath: { path: '/etc' } }],
    containers: [{ ...bare.containers[0], securityContext: open }],
  };

  test.each(Object.entries(workloads))('says of a %s what it says of the Pod', (_, workload) => {
    const places = (object: KubernetesObject) => verdict(name, object).places?.length;
    expect(places(pod(podSpec()))).toBe(0);
    expect(places(workload(podSpec()))).toBe(0);
    expect(places(pod(worst, {}))).toBeGreaterThan(0);
    expect(places(workload(worst, {}))).toBe(places(pod(worst, {})));
  });

  test('looks at every kind that makes them', () => {
    expect(policies[name].kinds.map(({ kind }) => kind).sort()).toEqual(['Pod', ...Object.keys(workloads)].sort());
  });
});

test('a variable is the same in every policy that has it: an object is asked for its values once', () => {
  const known = new Map<string, string>();
  for (const name of policyNames)
    for (const variable of expressionsOf(policies[name], parameters).variables) {
      expect(known.get(variable.name) ?? variable.expression).toBe(variable.expression);
      known.set(variable.name, variable.expression);
    }
  expect([...known.keys()]).toEqual(expect.arrayContaining(['pod', 'containers', 'hosts', 'registries']));
});

test('a refusal names the container, volume or field', () => {
  const places = (name: (typeof policyNames)[number], object: KubernetesObject) => verdict(name, object).places;
  const of = {
    initContainers: [{ name: 'first', image: 'a' }],
    containers: [
      { name: 'one', image: 'a:1' },
      { name: 'two', image: 'a' },
    ],
  };
  expect(places('no-latest-tag', pod(of))).toEqual([
    ['spec', 'containers', 1, 'image'],
    ['spec', 'initContainers', 0, 'image'],
  ]);
  expect(places('no-latest-tag', workloads.CronJob(of))).toContainEqual([
    'spec',
    'jobTemplate',
    'spec',
    'template',
    'spec',
    'initContainers',
    0,
    'image',
  ]);
  expect(places('no-host-namespaces', workloads.Deployment({ ...of, hostPID: true }))).toEqual([
    ['spec', 'template', 'spec', 'hostPID'],
  ]);
  expect(places('named-pods', workloads.Deployment(of, {}))).toEqual([['spec', 'template', 'metadata', 'labels']]);
});
