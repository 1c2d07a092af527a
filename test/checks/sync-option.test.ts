import { describe, expect, test } from 'vitest';
import { applicationSyncOptions, resourceSyncOptions } from '../../constructs/argocd/sync-options.ts';
import { syncOption } from '../../scripts/checks/sync-option.ts';
import { object } from './checked.ts';
import { broken, judged } from './judged.ts';

const spec = (...syncOptions: readonly unknown[]) => ({ syncPolicy: { syncOptions } });
const application = (...options: readonly unknown[]) =>
  object('argoproj.io/v1alpha1', 'Application', 'x', 'argocd', { spec: spec(...options) });
const annotated = (value: unknown) => ({
  ...object('v1', 'ConfigMap', 'x', 'a'),
  metadata: { name: 'x', namespace: 'a', annotations: { 'argocd.argoproj.io/sync-options': value as string } },
});
const at = 'metadata.annotations["argocd.argoproj.io/sync-options"]';

describe('sync options', () => {
  test('that Argo CD has are fine, and so is saying what holds anyway', () => {
    expect(judged(syncOption, application(...applicationSyncOptions))).toEqual([]);
    expect(judged(syncOption, annotated(resourceSyncOptions.join(', ')))).toEqual([]);
    expect(judged(syncOption, application('CreateNamespace=false', 'Validate=true', 'Replace=false'))).toEqual([]);
    expect(judged(syncOption, annotated('Force=false,PruneLast=false'))).toEqual([]);
  });

  test.each([
    ['ServerSideAply=true', '; did you mean "ServerSideApply=true"?'],
    [' Prune=false', '; did you mean "Prune=false"?'],
    ['PrunePropagationPolicy=Foreground', '; did you mean "PrunePropagationPolicy=foreground"?'],
    ['Replace', ''],
    ['Whatever=1', ''],
  ])('that it does not have are errors: "%s"', (option, suggestion) => {
    expect(judged(syncOption, application('CreateNamespace=true', option))).toEqual([
      `spec.syncPolicy.syncOptions[1]: Argo CD has no sync option "${option}", and would ignore it${suggestion}`,
    ]);
  });

  test('that it reads in another place are errors', () => {
    expect(judged(syncOption, application('Force=true'))).toEqual([
      'spec.syncPolicy.syncOptions[0]: "Force=true" is an option of single objects, and Argo CD would ignore it here',
    ]);
    expect(judged(syncOption, annotated('Prune=false,ApplyOutOfSyncOnly=true'))).toEqual([
      `${at}: "ApplyOutOfSyncOnly=true" is an option of Applications, and Argo CD would ignore it here`,
    ]);
  });

  test('are looked at in what an ApplicationSet makes, and in the annotations of any object', () => {
    const set = object('argoproj.io/v1alpha1', 'ApplicationSet', 'x', 'argocd', {
      spec: { template: { spec: spec('Prune=fales') } },
    });
    expect(judged(syncOption, set)[0]).toMatch(/^spec\.template\.spec\.syncPolicy\.syncOptions\[0\]: .*"Prune=fales"/);
    expect(judged(syncOption, annotated('Prune=fales'))[0]).toMatch(/^metadata\.annotations\[.*"Prune=false"\?$/);
  });

  test('of another API of the same name are its own affair', () => {
    const other = object('example.org/v1', 'Application', 'x', 'a', { spec: spec('Prune=fales') });
    expect(judged(syncOption, other)).toEqual([]);
  });

  test('that are no texts are left to the schema', () => {
    expect(judged(syncOption, application(7, null, {}))).toEqual([]);
    for (const each of broken) expect(() => judged(syncOption, each)).not.toThrow();
  });
});
