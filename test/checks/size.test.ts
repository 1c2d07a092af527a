import { describe, expect, test } from 'vitest';
import { applied } from '../../scripts/checks/applied.ts';
import { characters, isLarger, jsonBytes } from '../../scripts/checks/bytes.ts';
import { children } from '../../scripts/checks/children.ts';
import { size } from '../../scripts/checks/size.ts';
import { checkedFiles, configMap, object, says } from './checked.ts';
import { broken, judged } from './judged.ts';

const KiB = 1024;
const text = (bytes: number): string => 'x'.repeat(bytes);
const application = (spec: object, name = 'web') =>
  object('argoproj.io/v1alpha1', 'Application', name, 'argocd', { spec });

describe('an object', () => {
  const rule = (bytes: number) =>
    object('monitoring.coreos.com/v1', 'PrometheusRule', 'x', 'a', { spec: { text: text(bytes) } });

  test('fits into etcd', () => {
    expect(judged(size, rule(1535 * KiB))).toEqual([]);
    expect(judged(size, rule(1536 * KiB))).toEqual([': is 1537 KiB, and etcd takes at most 1536 KiB']);
  });

  test('that is an Application leaves room for its status', () => {
    const spec = (bytes: number) => ({ revisionHistoryLimit: 0, info: [{ name: 'a', value: text(bytes) }] });
    expect(judged(size, application(spec(1023 * KiB)))).toEqual([]);
    expect(judged(size, application(spec(1024 * KiB)))).toEqual([
      ': is 1025 KiB, and with its status it must fit into etcd, so at most 1024 KiB',
    ]);
  });
});

describe('the history of an Application', () => {
  const source = (bytes: number) => ({ chart: 'web', helm: { valuesObject: { text: text(bytes) } } });

  test('keeps its values once a revision', () => {
    expect(judged(size, application({ revisionHistoryLimit: 5, source: source(160 * KiB) }))).toEqual([]);
    expect(judged(size, application({ revisionHistoryLimit: 5, source: source(180 * KiB) }))).toEqual([
      "spec.revisionHistoryLimit: keeps sources of 181 KiB 9 times in the Application's status, and etcd takes at most 1536 KiB",
    ]);
  });

  test('is ten long unless it is said', () => {
    expect(judged(size, application({ source: source(120 * KiB) }))).toHaveLength(1);
  });

  test('says how long it may be', () => {
    const [fault] = size.faults(application({ sources: [source(180 * KiB)] }), {} as never);
    expect(fault?.hint).toBe('write revisionHistoryLimit: 4');
  });
});

describe('a size', () => {
  test.each([
    'text',
    7,
    null,
    true,
    [],
    {},
    ['a', 'b'],
    { key: 'value', list: [1, 2, { deep: ['x'] }] },
    { 'with "quotes"\n': '\u0001€' },
  ])('of %j is estimated from below a sixth of what it is', (value) => {
    expect(characters(value) * 6).toBeGreaterThanOrEqual(jsonBytes(value));
  });

  test('that is near a limit is counted exactly', () => {
    const exact = jsonBytes({ text: text(1000) });
    expect(isLarger({ text: text(1000) }, exact)).toBe(false);
    expect(isLarger({ text: text(1000) }, exact - 1)).toBe(true);
  });
});

describe('the children of a root', () => {
  const root = (count: number) => ({
    'dist/root/a.yaml': Array.from({ length: count }, (_, index) => application({}, `web-${index}`)),
  });

  test.each([
    [300, []],
    [301, ['warning lab/one › root: applies 301 Applications, and one should apply no more than 300']],
    [501, ['error lab/one › root: applies 501 Applications, and one should apply no more than 500']],
  ])('may be %i', (count, expected) => {
    const found = children.run(checkedFiles(root(count)));
    expect(found.map(({ severity, where, message }) => `${severity} ${where}: ${message}`)).toEqual(expected);
  });
});

describe('what an Application applies', () => {
  const big = (name: string, options?: string) => ({
    ...configMap(name, 'a'),
    metadata: {
      name,
      namespace: 'a',
      ...(options && { annotations: { 'argocd.argoproj.io/sync-options': options } }),
    },
    data: { text: text(257 * KiB) },
  });
  const by = (options: readonly string[]) => ({
    'apps/web.yaml': [application({ syncPolicy: { syncOptions: options } })],
  });

  test('may be large where the server applies it', () => {
    expect(says(applied, { ...by(['ServerSideApply=true']), 'platform/web/manifests.yaml': [big('x')] })).toEqual([]);
  });

  const kept = 'is 258 KiB, and kubectl would keep it in an annotation, which has room for 256 KiB';
  test('may not be larger than an annotation where kubectl applies it', () => {
    expect(says(applied, { ...by([]), 'platform/web/manifests.yaml': [big('x')] })).toEqual([
      `lab/one › web › ConfigMap a/x: ${kept}`,
    ]);
  });

  test('may not be larger than an annotation where it does not let the server', () => {
    expect(judged(size, big('x', 'ServerSideApply=false'))).toEqual([`: ${kept}`]);
    expect(judged(size, big('x'))).toEqual([]);
  });

  test.each(['Replace=true', 'ServerSideApply=true'])('may be with %s', (own) => {
    expect(says(applied, { ...by([]), 'platform/web/manifests.yaml': [big('x', own)] })).toEqual([]);
  });

  test('is at most 10 MB together', () => {
    const files = (count: number) => ({
      ...by(['ServerSideApply=true']),
      'platform/web/manifests.yaml': Array.from({ length: count }, (_, index) => big(`x-${index}`)),
    });
    expect(says(applied, files(37))).toEqual([]);
    expect(says(applied, files(38))).toEqual([
      expect.stringMatching(/^lab\/one › web: applies manifests of \d+ KiB, and Argo CD reads at most 9766 KiB/),
    ]);
  });
});

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(size, each)).not.toThrow();
});
