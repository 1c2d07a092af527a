import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type ArgoVersion, fieldsTooNew, supports } from '../../constructs/argocd/versions.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { directoryOf } from '../../scripts/pipeline/catalogue.ts';
import { buildCluster, printCluster } from '../../scripts/pipeline/cluster.ts';
import { onlyCluster, repository, type Sample } from '../plan/sample.ts';
import { smallFleet } from './small.ts';

const golden = (name: string) => `../golden/${name}`;
const main = 'refs/heads/main';

async function built(argocd: ArgoVersion, sample: Sample = {}) {
  const fleet = smallFleet(argocd, sample);
  const cluster = await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf(fleet.components));
  const { texts: bytes } = await printCluster(cluster);
  const texts = new Map([...bytes].map(([path, each]) => [path, each.toString()]));
  return { cluster, texts, files: cluster.files };
}
const { cluster, texts, files } = await built('3.4');
const text = (path: string) => texts.get(path) ?? '';

/** What Argo CD reads of one of its objects. */
interface Application extends KubernetesObject {
  readonly [key: string]: unknown;
  readonly spec: {
    readonly project: string;
    readonly destination: { readonly namespace: string };
    readonly source?: Source;
    readonly sources?: readonly Source[];
    readonly syncPolicy: {
      readonly automated: { prune?: boolean };
      readonly syncOptions: readonly string[];
      retry: object;
    };
  };
}
interface Source {
  readonly repoURL: string;
  readonly path?: string;
  readonly chart?: string;
  readonly targetRevision: string;
}
const applicationsOf = (all: readonly Pick<TreeFile, 'documents'>[]) =>
  all.flatMap(({ documents }) => documents.filter((object): object is Application => object['kind'] === 'Application'));
const applications = applicationsOf(files);
const sourcesOf = ({ spec }: Application) => spec.sources ?? (spec.source ? [spec.source] : []);
const named = (name: string) => {
  const found = applications.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`there is no Application ${name}`);
  return found;
};

describe('the tree of a small fleet', () => {
  test('is planned without a finding', () => {
    expect(cluster.findings).toEqual([]);
  });

  test('has these files and no others', async () => {
    await expect(`${[...texts.keys()].sort().join('\n')}\n`).toMatchFileSnapshot(golden('files.txt'));
  });

  test.each([
    'anchor/root.yaml',
    'bootstrap/anchor.yaml',
    'bootstrap/wires.values.yaml',
    'apps/projects.yaml',
    'apps/press.yaml',
    'apps/wires.yaml',
    'apps/shelf.yaml',
    'apps/factory-shop.yaml',
    'platform/press/manifests.yaml',
    'platform/shelf/manifests.yaml',
    'factories/shop/apps/prod.yaml',
    'factories/shop/prod/apps/cache.yaml',
  ])('is as it was reviewed: %s', async (path) => {
    expect(text(path).split('\n').length).toBeLessThan(100);
    await expect(text(path)).toMatchFileSnapshot(golden(path.replaceAll('/', '.')));
  });

  test('locks a reviewed stage into the project that was reviewed', async () => {
    const [prod] = text('factories/shop/apps/projects.yaml').split('---\n');
    await expect(prod).toMatchFileSnapshot(golden('factories.shop.apps.projects.prod.yaml'));
  });

  test('has the namespace pack that was reviewed, for a stage that may call one address', async () => {
    const objects = loadAll(text('factories/shop/namespaces/manifests.yaml')) as readonly KubernetesObject[];
    const names = objects
      .filter(({ metadata }) => [metadata.namespace, metadata.name].includes('shop-test'))
      .map(
        ({ kind, metadata }) =>
          `${metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0'} ${kind} ${metadata.name}`,
      );
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(golden('namespace-pack.txt'));
  });

  test('has no path twice, in any case', () => {
    const paths = files.map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('says in the first line of each file where it comes from', () => {
    for (const [path, content] of texts)
      expect(content.split('\n')[0], path).toMatch(
        /Written by Millwright from environments\/\S+\. Change that file and run `npm run synth`\./,
      );
    expect(text('apps/press.yaml')).toContain('from environments/lab.ts.');
    expect(text('factories/shop/apps/prod.yaml')).toContain('from environments/factories/shop.ts.');
  });

  test('is the same when it is made again', async () => {
    expect((await built('3.4')).texts).toEqual(texts);
  });
});

describe('revisions', () => {
  test('are in full, wherever git is read', () => {
    for (const application of applications)
      for (const { chart, targetRevision } of sourcesOf(application))
        if (!chart) expect(targetRevision, application.metadata.name).toMatch(/^refs\/(heads|tags)\/\S+$/);
  });

  test('are those that are followed, but for anchor and factory roots, which read the main branch', () => {
    const revisions = Object.fromEntries(
      applications
        .filter((each) => sourcesOf(each).some(({ repoURL }) => repoURL === repository))
        .map((each) => [
          each.metadata.name,
          sourcesOf(each).find(({ repoURL }) => repoURL === repository)?.targetRevision,
        ]),
    );
    expect(revisions).toEqual({
      anchor: main,
      policies: 'refs/tags/platform-7',
      root: 'refs/tags/platform-7',
      press: 'refs/tags/platform-7',
      shelf: 'refs/tags/platform-7',
      'shop-namespaces': 'refs/tags/platform-7',
      shop: main,
      'shop-test': main,
      'shop-prod': 'refs/tags/shop.prod-3',
    });
  });

  test('of what is always read from main are the only thing that a promotion changes there', async () => {
    const after = await built('3.4', { follows: { follows: 'refs/tags/platform-8' } });
    const changed = [...texts].filter(([path, content]) => after.texts.get(path) !== content).map(([path]) => path);
    const fromMain = changed.filter((path) => /^(anchor|factories\/[^/]+\/apps)\//.test(path));
    expect(fromMain).toEqual(['anchor/root.yaml']);
    expect(changed).toContain('apps/press.yaml');
  });
});

describe('what is synced', () => {
  const git = (application: Application) => sourcesOf(application).filter(({ repoURL }) => repoURL === repository);

  test('is told in absolute paths, so that other commits do not wake Argo CD', () => {
    for (const application of applications.filter((each) => git(each).length > 0)) {
      const paths = git(application).map(({ path }) => `/${path}`);
      expect(application.metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths']).toBe(paths.join(';'));
    }
  });

  test('is there: every path is a folder of the tree, and holds what its Application applies', () => {
    for (const application of applications)
      for (const { path = '' } of git(application)) {
        const below = path.replace(/^dist\/lab\/one\//, '');
        const inside = files.filter(
          (file) => file.path.startsWith(`${below}/`) && !file.path.slice(below.length + 1).includes('/'),
        );
        expect(inside.length, path).toBeGreaterThan(0);
        for (const { by } of inside) expect(by).toEqual({ application: application.metadata.name });
      }
  });

  test('never holds its own root', () => {
    const placeOf = (name: string) =>
      files.find((file) => applicationsOf([file]).some(({ metadata }) => metadata.name === name))?.path;
    for (const application of applications)
      for (const { path } of git(application))
        expect(`dist/lab/one/${placeOf(application.metadata.name)}`).not.toMatch(new RegExp(`^${path}/[^/]+$`));
  });

  test('has one Application a file, but for a factory’s two', () => {
    for (const file of files.filter(({ path }) => path.startsWith('apps/') && path !== 'apps/projects.yaml'))
      expect(file.documents).toHaveLength(file.path.startsWith('apps/factory-') ? 2 : 1);
  });
});

describe('what must not go', () => {
  test.each(['anchor', 'root', 'wires'])('has no finalizer: %s', (name) => {
    expect(named(name).metadata.finalizers).toBeUndefined();
  });

  test.each(['anchor', 'root', 'wires'])('is not pruned by its parent: %s', (name) => {
    expect(named(name).metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
    });
  });

  test.each(['press', 'shelf', 'shop', 'shop-test', 'shop-test-cache'])('is not confused with what may: %s', (name) => {
    expect(named(name).metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
  });
});

describe('an Argo CD version', () => {
  const versions: readonly ArgoVersion[] = ['3.3', '3.4', '3.5', '3.6'];
  test.each(versions)('finds nothing in the tree that it does not know: %s', async (version) => {
    for (const { documents } of (await built(version)).files)
      for (const object of documents) expect(fieldsTooNew(object, version)).toEqual([]);
  });

  // How each Application is synced: whether it prunes by itself, and what protects it.
  test.each<[ArgoVersion, string, boolean | undefined, readonly string[]]>([
    ['3.3', 'press', true, ['ServerSideApply=true']],
    ['3.3', 'wires', undefined, ['ServerSideApply=true']],
    ['3.3', 'shelf', undefined, ['ServerSideApply=true']],
    ['3.4', 'press', true, ['ServerSideApply=true']],
    ['3.4', 'wires', undefined, ['Delete=false', 'Prune=false', 'ServerSideApply=true']],
    ['3.4', 'shelf', true, ['Delete=confirm', 'Prune=confirm', 'ServerSideApply=true']],
    ['3.5', 'shelf', true, ['Delete=confirm', 'Prune=confirm', 'ServerSideApply=true']],
  ])('%s never prunes unasked what it cannot protect: %s prunes %s with %j', async (version, name, prune, options) => {
    const application = applicationsOf((await built(version)).files).find(({ metadata }) => metadata.name === name);
    expect(application?.spec.syncPolicy.syncOptions).toEqual(options);
    expect(application?.spec.syncPolicy.automated.prune).toBe(prune);
    expect(options.length > 1).toBe(supports(version, 'syncOptions.Prune') && name !== 'press');
  });
});

test('values of a chart stay as they are, with their empty lists', () => {
  const { spec } = load(text('apps/press.yaml')) as {
    spec: { sources: readonly { helm?: { valuesObject: object } }[] };
  };
  expect(spec.sources[0]?.helm?.valuesObject).toEqual({ copies: 1, tolerations: [], monitored: false });
});
