import { describe, expect, test } from 'vitest';
import { owner } from '../../scripts/checks/owner.ts';
import { checkedFiles, configMap, namespace, object, says } from './checked.ts';

describe('an object has one owner', () => {
  test('is silent where each is written once', () => {
    const files = {
      'platform/a/manifests.yaml': [namespace('a'), configMap('x', 'a'), object('v1', 'Service', 'x', 'a')],
      'platform/b/manifests.yaml': [namespace('b'), configMap('x', 'b')],
    };
    expect(says(owner, files)).toEqual([]);
  });

  test.each([
    [
      'of two Applications',
      { 'platform/a/manifests.yaml': [configMap('x', 'n')], 'platform/b/manifests.yaml': [configMap('x', 'n')] },
      'b',
      'a',
    ],
    [
      'of one Application twice',
      { 'platform/a/manifests.yaml': [configMap('x', 'n'), configMap('x', 'n')] },
      'a',
      'platform/a/manifests.yaml',
    ],
  ])('finds an object %s', (_name, files, second, first) => {
    expect(says(owner, files)).toEqual([`lab/one › ${second}: writes ConfigMap n/x, which ${first} writes too`]);
  });

  test('finds the same object in another version of its API', () => {
    const files = {
      'platform/a/manifests.yaml': [object('autoscaling/v1', 'HorizontalPodAutoscaler', 'x', 'n')],
      'platform/b/manifests.yaml': [object('autoscaling/v2', 'HorizontalPodAutoscaler', 'x', 'n')],
    };
    expect(says(owner, files)).toHaveLength(1);
  });

  test('tells kinds of the same name by their groups, in any order', () => {
    const ours = object('cluster.example.org/v1', 'Cluster', 'x', 'n');
    const theirs = object('database.example.org/v1', 'Cluster', 'x', 'n');
    expect(says(owner, { 'platform/a/manifests.yaml': [ours, theirs] })).toEqual([]);
    expect(says(owner, { 'platform/a/manifests.yaml': [ours, theirs, ours] })).toHaveLength(1);
  });

  test('does not count what is applied by hand, such as a project that the tree has too', () => {
    const project = object('argoproj.io/v1alpha1', 'AppProject', 'millwright', 'argocd');
    expect(says(owner, { 'bootstrap/anchor.yaml': [project], 'apps/projects.yaml': [project] })).toEqual([]);
  });

  test('names the file and the way out', () => {
    const files = { 'platform/a/manifests.yaml': [configMap('x', 'n'), configMap('x', 'n')] };
    expect(owner.run(checkedFiles(files))[0]).toMatchObject({
      check: 'owner',
      severity: 'error',
      at: { file: 'environments/lab.ts' },
      hint: expect.stringContaining('one owner'),
    });
  });
});
