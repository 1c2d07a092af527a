import { describe, expect, test } from 'vitest';
import { hook } from '../../scripts/checks/hook.ts';
import { object } from './checked.ts';
import { broken, judged } from './judged.ts';

const annotated = (annotations: object, kind = 'ConfigMap', apiVersion = 'v1', more: object = {}) => ({
  ...object(apiVersion, kind, 'x', 'a', more),
  metadata: { name: 'x', namespace: 'a', annotations: { ...annotations } },
});
const job = (annotations: object, spec: object = {}) => annotated(annotations, 'Job', 'batch/v1', { spec });
const around = { root: process.cwd(), kubernetes: '1.36', namespace: () => undefined };
const key = 'argocd.argoproj.io/hook';
const policy = 'argocd.argoproj.io/hook-delete-policy';
const helm = 'helm.sh/hook';
const helmPolicy = 'helm.sh/hook-delete-policy';
const options = 'argocd.argoproj.io/sync-options';

describe('the phases of a hook', () => {
  test.each([
    { [key]: 'PreSync' },
    { [key]: 'Sync, PostSync' },
    { [key]: 'PreDelete' },
    { [key]: 'PostDelete' },
    { [key]: 'SyncFail' },
    { [key]: 'Skip' },
    { [helm]: 'pre-install,pre-upgrade' },
    { [helm]: 'post-delete' },
    { [helm]: 'test' },
    { [helm]: 'crd-install' },
    { [helm]: 'pre-install', [key]: 'Sync' },
  ])('may be %j', (annotations) => {
    expect(judged(hook, annotated(annotations))).toEqual([]);
  });

  const lost = 'is no phase, and Argo CD would never apply this object';
  test.each<[object, string, string]>([
    [{ [key]: 'Presync' }, key, `"Presync" ${lost}; did you mean "PreSync"?`],
    [{ [key]: 'before' }, key, `"before" ${lost}; known: PreSync`],
    [{ [key]: '' }, key, `"" ${lost}`],
    [{ [helm]: 'pre-instal' }, helm, `"pre-instal" ${lost}; did you mean "pre-install"?`],
    [{ [key]: 'PreSync,Pst' }, key, '"Pst" is no phase; '],
    [{ [key]: 'before', [helm]: 'pre-install' }, key, '"before" is no phase; known'],
    [{ [key]: 'PreSync,Skip' }, key, 'says Skip beside a phase, and the object would run all the same'],
  ])('may not be %j', (annotations, at, message) => {
    expect(judged(hook, annotated(annotations))).toEqual([
      expect.stringContaining(`metadata.annotations[${JSON.stringify(at)}]: ${message}`),
    ]);
  });
});

describe('when a hook is deleted', () => {
  test.each([
    { [key]: 'PreSync', [policy]: 'HookSucceeded' },
    { [key]: 'PreSync', [policy]: 'BeforeHookCreation,HookSucceeded' },
    { [helm]: 'pre-install', [helmPolicy]: 'before-hook-creation,hook-succeeded,hook-failed' },
  ])('may be %j', (annotations) => {
    expect(judged(hook, annotated(annotations))).toEqual([]);
  });

  test.each<[object, string]>([
    [
      { [key]: 'PreSync', [policy]: 'HookSuceeded' },
      `${policy}"]: "HookSuceeded" is no policy, and Argo CD would ignore it; did you mean "HookSucceeded"?`,
    ],
    [
      { [helm]: 'pre-install', [helmPolicy]: 'hook-success' },
      `${helmPolicy}"]: "hook-success" is no policy, and Argo CD would ignore it; did you mean "hook-succeeded"?`,
    ],
    [{ [policy]: 'HookSucceeded' }, `${policy}"]: has no effect on an object that is no hook`],
    [{ [key]: 'Skip', [policy]: 'HookSucceeded' }, `${policy}"]: has no effect on an object that is no hook`],
  ])('may not be %j', (annotations, said) => {
    expect(judged(hook, annotated(annotations))).toEqual([`metadata.annotations["${said}`]);
  });

  test.each<[object, string | undefined]>([
    [{ [key]: 'PreSync' }, undefined],
    [{ [key]: 'PreSync', [policy]: 'BeforeHookCreation' }, undefined],
    [{ [key]: 'PreSync', [policy]: 'HookSucceeded,HookFailed' }, undefined],
    [{ [key]: 'PreSync', [policy]: 'HookSucceeded' }, 'failed'],
    [{ [key]: 'PreSync', [policy]: 'HookFailed' }, 'succeeded'],
    [{ [helm]: 'pre-install', [helmPolicy]: 'hook-succeeded' }, 'failed'],
    [{ [helm]: 'test', [helmPolicy]: 'hook-succeeded' }, undefined],
  ])('decides what stays of a Job: %j', (annotations, left) => {
    const at = policy in annotations ? policy : helmPolicy;
    expect(judged(hook, job(annotations))).toEqual(
      left === undefined
        ? []
        : [
            `warning metadata.annotations["${at}"]: leaves the Job there when it has ${left}, and then it does not run again`,
          ],
    );
  });

  test('matters for a Job without a name, of which each sync makes another', () => {
    const nameless = (annotations: object) => ({
      ...job(annotations),
      metadata: { generateName: 'x-', annotations: { ...annotations } } as never,
    });
    expect(judged(hook, nameless({ [key]: 'Sync' }))).toEqual([
      'warning metadata.generateName: makes another Job in each sync, and nothing removes them',
    ]);
    expect(judged(hook, nameless({ [key]: 'Sync', [policy]: 'HookSucceeded' }))).toEqual([]);
  });
});

describe('a Job that is removed when it is done', () => {
  const ttl = (seconds: number, annotations: object = {}) =>
    judged(hook, job(annotations, { ttlSecondsAfterFinished: seconds }));

  test.each([0, 5, 59])('after %i seconds may be gone before its sync has seen it', (seconds) => {
    expect(ttl(seconds, { [key]: 'PreSync' })).toEqual([
      `warning spec.ttlSecondsAfterFinished: is ${seconds}: the Job may be gone before Argo CD has seen it succeed, and the sync waits for it`,
    ]);
  });

  test.each([60, 3600])('after %i seconds is seen', (seconds) => {
    expect(ttl(seconds, { [helm]: 'post-install' })).toEqual([]);
  });

  test('and is no hook runs for ever', () => {
    expect(ttl(3600, { [options]: 'Force=true,Replace=true' })).toEqual([
      'spec.ttlSecondsAfterFinished: removes the Job when it is done, and Argo CD would make and run it again, for ever',
    ]);
  });
});

describe('a Job that is no hook', () => {
  test.each([{}, { [options]: 'Replace=true' }, { [options]: 'Force=true' }])(
    'cannot be changed with %j',
    (annotations) => {
      expect(judged(hook, job(annotations))).toEqual([
        'warning spec.template: cannot be changed once the Job is there: its next version would not sync',
      ]);
    },
  );

  test.each([
    ['hubble-generate-certs-b6f8c2e4a1', []],
    ['migrate-20260801', []],
    ['migrate-database', ['spec.template']],
    ['migrate-v2', ['spec.template']],
    ['migrate1234567890', ['spec.template']],
  ])('is another one where its name ends with a hash: %s', (name, places) => {
    const named = { ...job({}), metadata: { name, namespace: 'a' } };
    expect(hook.faults(named, around).map(({ path }) => path.join('.'))).toEqual(places);
  });

  test('can be replaced, and one that is skipped is none', () => {
    expect(judged(hook, job({ [options]: 'Replace=true, Force=true' }))).toEqual([]);
    expect(judged(hook, job({ [key]: 'Skip' }, { ttlSecondsAfterFinished: 0 }))).toEqual([]);
  });
});

test.each(['argocd.argoproj.io/sync-wave', 'helm.sh/hook-weight'])('%s is a whole number', (wave) => {
  for (const right of ['0', '-5', '+3', '100']) expect(judged(hook, annotated({ [wave]: right }))).toEqual([]);
  for (const wrong of ['first', '1.5', '', '1 ', '--1'])
    expect(judged(hook, annotated({ [wave]: wrong }))).toEqual([
      `metadata.annotations["${wave}"]: "${wrong}" is no whole number, and would count as 0`,
    ]);
});

test.each(['pre-delete-finalizer.argocd.argoproj.io', 'post-delete-finalizer.argocd.argoproj.io/cleanup'])(
  'the finalizer %s is not ours to write',
  (finalizer) => {
    const application = {
      ...object('argoproj.io/v1alpha1', 'Application', 'web', 'argocd'),
      metadata: { name: 'web', finalizers: ['resources-finalizer.argocd.argoproj.io', finalizer] },
    };
    expect(judged(hook, application)).toEqual([
      'metadata.finalizers[1]: belongs to Argo CD, which adds it where a chart has such a hook',
    ]);
  },
);

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(hook, each)).not.toThrow();
});
