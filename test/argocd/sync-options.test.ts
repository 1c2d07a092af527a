import { describe, expect, test } from 'vitest';
import {
  applicationSyncOptions,
  isApplicationSyncOption,
  isResourceSyncOption,
  resourceSyncOptions,
  splitSyncOptions,
} from '../../constructs/argocd/sync-options.ts';
import { nearest } from '../../constructs/model/suggest.ts';

describe('sync options', () => {
  test('are known where Argo CD reads them', () => {
    expect(applicationSyncOptions.every(isApplicationSyncOption)).toBe(true);
    expect(resourceSyncOptions.every(isResourceSyncOption)).toBe(true);
  });

  test.each([
    ['CreateNamespace=true', true, false],
    ['ApplyOutOfSyncOnly=true', true, false],
    ['PrunePropagationPolicy=background', true, false],
    ['Prune=confirm', true, true],
    ['ServerSideApply=true', true, true],
    ['ServerSideApply=false', false, true],
    ['Force=true', false, true],
    ['Prune=true', false, true],
    ['Replace=false', false, false],
    ['serversideapply=true', false, false],
    [' Prune=false', false, false],
    ['Prune', false, false],
    ['', false, false],
  ])(
    'are strings that match as a whole: "%s" for an Application %s, for an object %s',
    (option, ofApplication, ofResource) => {
      expect(isApplicationSyncOption(option)).toBe(ofApplication);
      expect(isResourceSyncOption(option)).toBe(ofResource);
    },
  );

  test('are listed so that a mistyped one finds its neighbour', () => {
    expect(nearest('ServerSideAply=true', applicationSyncOptions)).toBe('ServerSideApply=true');
    expect(nearest('SkipDryRunOnMissingResources=true', resourceSyncOptions)).toBe('SkipDryRunOnMissingResource=true');
  });

  test('are split out of an annotation as Argo CD does', () => {
    expect(splitSyncOptions('Delete=confirm, Prune=confirm,,')).toEqual(['Delete=confirm', 'Prune=confirm']);
    expect(splitSyncOptions('')).toEqual([]);
  });
});
