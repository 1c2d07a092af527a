import { beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Checked, checkedOf } from '../../scripts/checks/check.ts';
import { root } from '../../scripts/checks/root.ts';
import { changed, realClusters } from './real.ts';

let cluster: Checked;
beforeAll(async () => {
  const found = (await realClusters()).find(({ plan }) => plan.facts.id === 'production/eu-1');
  if (!found) throw new Error('the reference fleet has production/eu-1');
  cluster = found;
});

interface Source {
  readonly repoURL: string;
  readonly path?: string;
}
type Spec = { readonly source?: Source; readonly sources?: readonly Source[] };

/** The cluster with one Application's path in our repository changed, and more of its source. */
const leading = (name: string, path: (own: string) => string, more: object = {}): Checked =>
  changed(cluster, (object) => {
    if (object.kind !== 'Application' || object.metadata.name !== name) return object;
    const { source, sources, ...spec } = object['spec'] as Spec;
    const moved = (each: Source) => (each.path === undefined ? each : { ...each, path: path(each.path), ...more });
    return {
      ...object,
      spec: { ...spec, ...(source && { source: moved(source) }), ...(sources && { sources: sources.map(moved) }) },
    };
  });
const said = (checked: Checked) => root.run(checked).map(({ where, message }) => `${where}: ${message}`);
const instead = (path: string) => () => path;

test('every Application of the reference fleet reads its own folder', () => {
  expect(said(cluster)).toEqual([]);
});

describe('an Application that reads our repository', () => {
  test.each([
    ['root', 'apps'],
    ['root', 'dist/production/eu-10/apps'],
    ['root', 'dist/production/eu-1'],
    ['root', 'dist/production/eu-2/apps'],
    ['root', '/dist/production/eu-1/apps'],
    ['root', 'dist/production/eu-1/../eu-2/apps'],
    ['root', '.'],
    ['anchor', 'dist/production/eu-2/anchor'],
    ['cert-manager', 'dist/staging/eu-1/platform/cert-manager'],
  ])('stays below its own cluster: %s does not read %s', (name, path) => {
    expect(said(leading(name, instead(path)))).toEqual([
      `production/eu-1 › ${name}: reads ${path}, which is not below dist/production/eu-1`,
    ]);
  });

  test('in another form of its address is the same', () => {
    const elsewhere = leading('root', instead('apps'), { repoURL: 'git@github.com:acme/platform' });
    expect(said(elsewhere)).toHaveLength(1);
  });

  test('reads a folder that is there', () => {
    expect(said(leading('cert-manager', (own) => `${own}s`))).toEqual([
      'production/eu-1 › cert-manager: reads dist/production/eu-1/platform/cert-managers, where no manifest is',
    ]);
  });

  test('does not read its own manifest', () => {
    expect(said(leading('cert-manager', instead('dist/production/eu-1/apps')))).toContain(
      'production/eu-1 › cert-manager: reads dist/production/eu-1/apps, where its own manifest is',
    );
  });

  test('does not read its own manifest through others', () => {
    expect(said(leading('root', instead('dist/production/eu-1/anchor')))).toContain(
      'production/eu-1 › root: reads dist/production/eu-1/anchor, where its own manifest is',
    );
    expect(said(leading('cert-manager', instead('dist/production/eu-1/anchor')))).toContain(
      'production/eu-1 › cert-manager: reads dist/production/eu-1/anchor, where its own manifest is applied through root',
    );
  });

  test('does not read what is for another', () => {
    expect(said(leading('cert-manager', instead('dist/production/eu-1/platform/argo-cd')))).toContain(
      'production/eu-1 › cert-manager: reads dist/production/eu-1/platform/argo-cd, and platform/argo-cd/manifests.yaml in it belongs to argo-cd',
    );
  });

  test('does not read what is below it, and for others', () => {
    const recursive = leading('cert-manager', instead('dist/production/eu-1/platform'), {
      directory: { recurse: true },
    });
    expect(said(recursive).filter((line) => line.includes('belongs to argo-cd'))).toHaveLength(1);
  });

  test('leaves nothing unread', () => {
    expect(said(leading('cert-manager', instead('dist/production/eu-1/platform/argo-cd')))).toContain(
      'production/eu-1 › cert-manager: does not read platform/cert-manager/manifests.yaml, and nobody else does',
    );
  });
});

describe('an Application of a factory', () => {
  test('stays in its factory', () => {
    expect(said(leading('shop-prod', instead('dist/production/eu-1/apps')))).toEqual([
      'production/eu-1 › shop-prod: reads dist/production/eu-1/apps, which is not below dist/production/eu-1/factories/shop/prod as its manifest is',
    ]);
  });

  test('stays in its stage', () => {
    const spread = cluster.files.find(({ path }) => /^factories\/shop\/prod\/apps\//.test(path));
    const [own] = (spread?.documents ?? []) as readonly KubernetesObject[];
    expect(said(leading(own?.metadata.name ?? '', instead('dist/production/eu-1/factories/shop/apps')))).toEqual([
      expect.stringContaining('which is not below dist/production/eu-1/factories/shop/prod'),
    ]);
  });
});

describe('the Applications that everything hangs on', () => {
  test.each(['root', 'anchor'])('%s has no finalizer', (name) => {
    const finalized = changed(cluster, (object) =>
      object.kind === 'Application' && object.metadata.name === name
        ? { ...object, metadata: { ...object.metadata, finalizers: ['resources-finalizer.argocd.argoproj.io'] } }
        : object,
    );
    expect(said(finalized)).toEqual([
      `production/eu-1 › ${name}: has a finalizer, and whoever deletes it deletes the whole platform`,
    ]);
  });
});

test('an Application that is gone leaves its folder unread', () => {
  const files = cluster.files.filter(({ path }) => path !== 'apps/cert-manager.yaml');
  expect(said(checkedOf(cluster.plan, files, cluster.around.root))).toEqual([
    'production/eu-1 › cert-manager: does not read platform/cert-manager/manifests.yaml, and nobody else does',
  ]);
});
