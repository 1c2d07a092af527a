import { describe, expect, test } from 'vitest';
import { type ApplicationSpec, application } from '../../constructs/argocd/application.ts';
import { canonical } from '../../constructs/argocd/canonical.ts';
import { project } from '../../constructs/argocd/project.ts';
import type { ArgoVersion } from '../../constructs/argocd/versions.ts';

const spec: ApplicationSpec = { name: 'press', project: 'platform', namespace: 'print' };
const directory = {
  repository: 'https://github.com/acme/platform.git',
  path: 'dist/lab/one/platform/press',
  revision: 'refs/heads/main',
};
const source = { kind: 'helm', repository: 'https://charts.example.org', chart: 'press', version: '1.2.3' } as const;
const made = (more: Partial<ApplicationSpec>, version: ArgoVersion = '3.4') =>
  application({ ...spec, ...more }, version) as unknown as {
    metadata: { labels: object; annotations?: Record<string, string>; finalizers?: readonly string[] };
    spec: Record<string, unknown> & { syncPolicy: Record<string, unknown> };
  };

describe('canonical(object)', () => {
  const object = (more: object) =>
    canonical({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'a' }, ...more });
  const spec = (more: object) => object({ spec: more })['spec'];

  test.each([
    ['empty maps', { a: {} }],
    ['empty lists', { a: [] }],
    ['empty strings', { a: '' }],
    ['false', { a: false }],
    ['what is undefined', { a: undefined }],
    ['what becomes empty', { a: { b: { c: [] } } }],
  ])('drops %s, as Argo CD does when it stores the object', (_name, more) => {
    expect(object(more)).not.toHaveProperty('a');
  });

  test.each([[{ a: 0 }], [{ a: true }], [{ a: null }], [{ a: ['', false] }], [{ a: [0] }]])('keeps %j', (more) => {
    expect(spec(more)).toEqual(more);
  });

  test('leaves the values of a chart as they are, where an empty map means something', () => {
    const valuesObject = { a: {}, b: [], c: '', d: false, e: { f: {} } };
    expect(spec({ source: { helm: { valuesObject } } })).toEqual({ source: { helm: { valuesObject } } });
    expect(spec({ a: 1, source: { helm: { valuesObject: {} } } })).toEqual({ a: 1 });
  });

  test('changes nothing when it is done again', () => {
    const once = made({ chart: { source, values: { a: {} } }, directory, wave: 3 });
    expect(canonical(once as never)).toEqual(once);
  });
});

describe('the sources of an Application', () => {
  test('are two for a chart with objects of ours, never a reference to values', () => {
    const { sources, source: single } = made({ chart: { source, values: { a: 1 } }, directory }).spec;
    expect(single).toBeUndefined();
    expect(sources).toEqual([
      {
        repoURL: 'https://charts.example.org',
        chart: 'press',
        targetRevision: '1.2.3',
        helm: expect.objectContaining({ releaseName: 'press', valuesObject: { a: 1 } }),
      },
      { repoURL: directory.repository, path: directory.path, targetRevision: 'refs/heads/main' },
    ]);
    expect(JSON.stringify(sources)).not.toMatch(/valueFiles|"ref"/);
  });

  test('are one where there is only one', () => {
    expect(made({ chart: { source } }).spec).not.toHaveProperty('sources');
    expect(made({ directory }).spec).toHaveProperty('source', {
      repoURL: directory.repository,
      path: directory.path,
      targetRevision: 'refs/heads/main',
    });
  });

  test('of a Kustomize directory name its images, if there are any', () => {
    const at = { repository: 'https://github.com/acme/mail.git', path: 'deploy', revision: 'refs/tags/v1' };
    const directoryOf = (kind: 'kustomize' | 'manifests') => ({ ...at, kind });
    const plain = { repoURL: 'https://github.com/acme/mail.git', path: 'deploy', targetRevision: 'refs/tags/v1' };
    expect(made({ chart: { source: directoryOf('kustomize') } }).spec['source']).toEqual(plain);
    expect(made({ chart: { source: directoryOf('kustomize'), images: ['a@sha256:0'] } }).spec['source']).toEqual({
      ...plain,
      kustomize: { images: ['a@sha256:0'] },
    });
    expect(made({ chart: { source: directoryOf('manifests') } }).spec['source']).toEqual(plain);
  });
});

describe('an Application', () => {
  test('has a wave if it is not the first', () => {
    const wave = 'argocd.argoproj.io/sync-wave';
    expect(made({ wave: 301 }).metadata.annotations).toEqual({ [wave]: '301' });
    expect(made({ wave: 0 }).metadata).not.toHaveProperty('annotations');
  });

  test('says when nothing waits for it, so that its parent does not either', () => {
    expect(made({ gates: false }).metadata.annotations).toEqual({ 'millwright.dev/gates': 'false' });
    expect(made({ gates: true }).metadata).not.toHaveProperty('annotations');
  });

  test('is deleted with what it rolled out, unless it protects something or is told not to', () => {
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    expect(made({}).metadata.finalizers).toEqual(finalizers);
    expect(made({ keeps: 'data' }).metadata.finalizers).toEqual(finalizers);
    for (const protects of ['itself', 'everything'] as const)
      expect(made({ protects }).metadata.finalizers).toBeUndefined();
    expect(made({ finalizer: false }).metadata.finalizers).toBeUndefined();
  });

  test('that protects everything and keeps data is protected, and remembered as a keeper', () => {
    const { metadata, spec: vital } = made({ protects: 'everything', keeps: 'data' });
    expect(metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      'millwright.dev/keeps': 'data',
    });
    expect(vital.syncPolicy).toMatchObject({
      automated: { selfHeal: true },
      syncOptions: ['Delete=false', 'Prune=false', 'ServerSideApply=true'],
    });
  });

  test('retries for about 20 minutes and takes newer commits', () => {
    const { retry } = made({}).spec.syncPolicy as { retry: { limit: number; refresh: boolean; backoff: object } };
    expect(retry).toEqual({ limit: 8, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } });
    const waits = Array.from({ length: retry.limit }, (_, index) => Math.min(15 * 2 ** index, 300));
    const minutes = waits.reduce((sum, seconds) => sum + seconds, 0) / 60;
    expect(minutes).toBeGreaterThan(18);
    expect(minutes).toBeLessThan(25);
  });

  test('has its sync options sorted, each once', () => {
    const { syncOptions } = made({ syncOptions: ['Validate=false', 'ServerSideApply=true', 'ApplyOutOfSyncOnly=true'] })
      .spec.syncPolicy;
    expect(syncOptions).toEqual(['ApplyOutOfSyncOnly=true', 'ServerSideApply=true', 'Validate=false']);
  });
});

describe('an AppProject', () => {
  const of = (more: object) =>
    project({ name: 'p', description: 'd', sourceRepos: [], namespaces: [], ...more })['spec'];

  test('permits nothing that it does not name', () => {
    expect(of({})).toEqual({ description: 'd' });
  });

  test('keeps the core group where it names one, though it is an empty string', () => {
    const kinds = [{ group: '', kind: 'Namespace' }];
    expect(of({ deniedKinds: kinds })).toMatchObject({ namespaceResourceBlacklist: kinds });
    expect(of({ clusterKinds: kinds })).toMatchObject({ clusterResourceWhitelist: kinds });
    expect(of({ kinds })).toMatchObject({ namespaceResourceWhitelist: kinds });
  });
});

describe('an Application after another one of its name', () => {
  const variants: readonly Partial<ApplicationSpec>[] = [
    {},
    { directory },
    { directory: { ...directory, path: 'dist/lab/two/platform/press' } },
    { directory: { ...directory, path: '' } },
    { directory: { ...directory, revision: 'refs/tags/v1' } },
    { chart: { source } },
    { chart: { source, values: {} } },
    { chart: { source, values: { a: 1 } } },
    { chart: { source, values: { a: 2 } }, directory },
    { chart: { source, values: { a: 3 } }, directory: { ...directory, path: 'dist/lab/two/platform/press' } },
    { chart: { source: { ...source, version: '1.2.4' }, values: { a: 1 } } },
    { chart: { source: { kind: 'kustomize', repository: 'https://example.org', path: 'a', revision: 'v1' } } },
    {
      chart: {
        source: { kind: 'kustomize', repository: 'https://example.org', path: 'a', revision: 'v1' },
        values: { a: 1 },
        images: ['a'],
      },
    },
    { wave: 100, gates: false, directory },
    { keeps: 'data', directory },
    { protects: 'everything', directory },
    { finalizer: false, labels: { a: 'b' }, annotations: { c: 'd' }, directory },
    { ignoreDifferences: [{ kind: 'Deployment' }], syncOptions: ['Replace=true'], directory },
  ];
  let names = 0;
  const pairs = variants.flatMap((one) => variants.map((other) => [one, other] as const));

  test.each(pairs)('after %j, %j is what it would be alone', (one, other) => {
    const [name, alone] = [`one-${names++}`, `two-${names++}`];
    made({ ...one, name });
    const found = JSON.stringify(made({ ...other, name })).replaceAll(name, 'x');
    expect(found).toBe(JSON.stringify(made({ ...other, name: alone })).replaceAll(alone, 'x'));
  });

  test('is the same in memory where nothing differs, and in what does not where something does', () => {
    const chart = { source, values: { a: 1 } };
    const first = made({ chart, directory });
    expect(made({ chart: { ...chart }, directory: { ...directory } })).toBe(first);
    const moved = made({ chart, directory: { ...directory, path: 'elsewhere' } });
    expect(moved.spec.syncPolicy).toBe(first.spec.syncPolicy);
    expect((moved.spec['sources'] as readonly object[])[0]).toBe((first.spec['sources'] as readonly object[])[0]);
  });

  test('has the fields of its own Argo CD', () => {
    const name = 'ages';
    const [old, current] = [made({ name, keeps: 'data' }, '3.3'), made({ name, keeps: 'data' }, '3.5')];
    expect(current.spec.syncPolicy).not.toEqual(old.spec.syncPolicy);
  });
});
