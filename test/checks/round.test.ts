import { describe, expect, test } from 'vitest';
import type { Checked } from '../../scripts/checks/check.ts';
import { assumeFine } from '../../scripts/checks/round.ts';
import { runChecks } from '../../scripts/checks/run.ts';
import { checkedFiles, namespace, object } from './checked.ts';

const wrong = object('v1', 'ConfigMap', 'x', 'a', { dta: {} });
const files = (...objects: readonly (typeof wrong)[]) =>
  checkedFiles({ 'platform/a/manifests.yaml': [namespace('a'), ...objects] });
const ofSchema = (checked: Checked) =>
  runChecks(checked)
    .findings.filter(({ check }) => check === 'schema')
    .map(({ message }) => message);
const said = expect.stringContaining('unknown field');

describe('a file in which something is wrong', () => {
  test('is found however often the checks run', () => {
    const checked = files(wrong);
    expect(ofSchema(checked)).toEqual([said]);
    expect(ofSchema({ ...checked })).toEqual([said]);
  });

  test('is not flawless, and one without faults is', () => {
    expect(runChecks(files(wrong)).flawless).toBe(false);
    expect(runChecks(files()).flawless).toBe(true);
  });
});

describe('a file that is taken for fine', () => {
  test('is not looked at', () => {
    const checked = files(wrong);
    assumeFine(checked, checked.files);
    expect(ofSchema(checked)).toEqual([]);
  });

  test('leaves the others to be looked at', () => {
    const checked = checkedFiles({
      'platform/a/manifests.yaml': [namespace('a'), wrong],
      'platform/b/manifests.yaml': [namespace('b'), { ...wrong, metadata: { name: 'y', namespace: 'b' } }],
    });
    assumeFine(checked, checked.files.slice(0, 1));
    expect(ofSchema(checked)).toEqual([said]);
  });

  const changes: readonly (readonly [string, (checked: Checked) => Checked])[] = [
    ['Kubernetes', (checked) => ({ ...checked, around: { ...checked.around, kubernetes: '1.34' } })],
    ['Argo CD', ({ plan, ...rest }) => ({ ...rest, plan: { ...plan, facts: { ...plan.facts, argocd: '3.3' } } })],
    ['definitions', (checked) => ({ ...checked, around: { ...checked.around, definitions: [] } })],
    ['shapes of charts', (checked) => ({ ...checked, charts: new Map() })],
  ];
  test.each(changes)('is looked at where the cluster has other %s', (_, change) => {
    const checked = files(wrong);
    assumeFine(checked, checked.files);
    expect(ofSchema(change(checked))).toEqual([said]);
  });
});

describe('a file that is taken for permitted, too', () => {
  const pod = object('v1', 'Pod', 'x', 'a', {
    spec: { hostNetwork: true, containers: [{ name: 'x', image: 'registry.example.org/x:1' }] },
  });
  const strict = {
    ...namespace('a'),
    metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  };
  const apart = () =>
    checkedFiles({ 'platform/namespaces/manifests.yaml': [strict], 'platform/a/manifests.yaml': [pod] });
  const ofPods = (checked: Checked) =>
    runChecks(checked).findings.filter(({ check }) => check === 'pod-security').length > 0;

  test('is not looked at', () => {
    const checked = apart();
    assumeFine(checked, checked.files, true);
    expect(ofPods(checked)).toBe(false);
  });

  test('is looked at where nobody says so', () => {
    const checked = apart();
    assumeFine(checked, checked.files);
    expect(ofPods(checked)).toBe(true);
  });

  test('is looked at where the namespace is in a file that has changed', () => {
    const checked = apart();
    assumeFine(
      checked,
      checked.files.filter(({ path }) => path === 'platform/a/manifests.yaml'),
      true,
    );
    expect(ofPods(checked)).toBe(true);
  });

  test('was not permitted where something was found', () => {
    expect(runChecks(apart()).permitted).toBe(false);
    expect(runChecks(files()).permitted).toBe(false);
    expect(runChecks(checkedFiles({ 'platform/a/manifests.yaml': [strict] })).permitted).toBe(true);
  });
});
