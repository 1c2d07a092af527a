import { describe, expect, test } from 'vitest';
import { application } from '../../constructs/argocd/application.ts';
import type { ArgoVersion } from '../../constructs/argocd/versions.ts';
import type { KubernetesVersion } from '../../constructs/model/capability.ts';
import { version } from '../../scripts/checks/version.ts';
import { checkedFiles, configMap, object, says } from './checked.ts';

const vital = (argocd: ArgoVersion) =>
  application({ name: 'cni', project: 'platform', namespace: 'kube-system', protects: 'everything' }, argocd);

describe('an object of Argo CD', () => {
  test('has only fields that its Argo CD knows', () => {
    expect(says(version, { 'apps/cni.yaml': [vital('3.4')] }, { argocd: '3.4' })).toEqual([]);
    expect(says(version, { 'apps/cni.yaml': [vital('3.3')] }, { argocd: '3.3' })).toEqual([]);
  });

  test('says what an older one would do without a word', () => {
    expect(says(version, { 'apps/cni.yaml': [vital('3.4')] }, { argocd: '3.3' })).toEqual([
      'lab/one › apps: Application argocd/cni has spec.syncPolicy.syncOptions[0], which Argo CD knows since 3.4; before, its objects are deleted with it',
      'lab/one › apps: Application argocd/cni has spec.syncPolicy.syncOptions[1], which Argo CD knows since 3.4; before, what leaves the source is pruned',
    ]);
  });

  test('is looked at for its annotations, whatever object it is', () => {
    const kept = {
      ...configMap('c', 'a'),
      metadata: { name: 'c', namespace: 'a', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=true' } },
    };
    expect(says(version, { 'platform/a/manifests.yaml': [kept] }, { argocd: '3.4' })).toEqual([]);
    expect(says(version, { 'platform/a/manifests.yaml': [kept] }, { argocd: '3.3' })).toHaveLength(1);
  });

  test('of another API of the same name is not', () => {
    const other = object('example.org/v1', 'Application', 'x', 'a', { spec: { sourceHydrator: {} } });
    expect(says(version, { 'platform/a/manifests.yaml': [other] }, { argocd: '3.3' })).toEqual([]);
  });
});

describe('a cluster', () => {
  test.each<[ArgoVersion, KubernetesVersion, readonly string[]]>([
    ['3.4', '1.35', []],
    ['3.5', '1.36', []],
    ['3.4', '1.36', ['Argo CD 3.4 has not been tested on Kubernetes 1.36 (tested: 1.32, 1.33, 1.34, 1.35)']],
    ['3.5', '1.32', ['Argo CD 3.5 has not been tested on Kubernetes 1.32 (tested: 1.33, 1.34, 1.35, 1.36)']],
    ['3.6', '1.35', ['Argo CD 3.6 has not been tested on Kubernetes 1.35']],
  ])('is warned of versions that nobody tried together: %s on %s', (argocd, kubernetes, messages) => {
    const findings = version.run(checkedFiles({}, { argocd, kubernetes }));
    expect(findings.map(({ message }) => message)).toEqual(messages);
    for (const { severity, at } of findings) {
      expect(severity).toBe('warning');
      expect(at).toEqual({ file: 'environments/lab.ts', path: ['clusters', 'one', 'runs'] });
    }
  });
});
