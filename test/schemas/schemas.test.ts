import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { clusterScoped } from '../../constructs/model/cluster-scoped.ts';
import {
  customResources,
  type Definition,
  definition,
  kubernetesKinds,
  type Schema,
} from '../../scripts/schemas/read.ts';
import { customResourceDefinition, expand } from './expand.ts';
import { fixtures, folder, make, project, tree } from './maker.ts';

const list = join(fixtures, 'definitions/press.json');
const entries: { group: string; kind: string; version: string; schema: Schema }[] = JSON.parse(
  readFileSync(list, 'utf8'),
);

const found = (root: string, group: string, kind: string): Definition => {
  const read = definition(root, group, kind);
  if (!read) throw new Error(`no definition of ${group}/${kind}`);
  return read;
};

describe('what the maker writes', () => {
  let made = '';
  beforeAll(() => {
    made = folder();
    make(made, '--definitions', list, '--kubernetes', join(fixtures, 'kubernetes'));
  });

  test.each(entries)('$kind $version comes back as it was', ({ group, kind, version, schema }) => {
    expect(expand(found(made, group, kind), version)).toEqual(schema);
  });

  test('stores a schema once, shared ones beside the kinds of their group', () => {
    const { nodes } = found(made, 'mill.example.org', 'Press');
    expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(nodes.length);
    const shared: unknown = JSON.parse(
      readFileSync(join(made, 'scripts/schemas/crds/mill.example.org/_shared.json'), 'utf8'),
    );
    expect(shared).toEqual([{ type: 'string' }, { additionalProperties: 0, type: 'object' }]);
  });

  test('is the same when it is made again, from scratch or over itself', () => {
    const again = folder();
    make(again, '--definitions', list, '--kubernetes', join(fixtures, 'kubernetes'));
    expect(tree(again)).toEqual(tree(made));
    make(again, '--definitions', list);
    expect(tree(again)).toEqual(tree(made));
  });

  test('is the same from a release in YAML', () => {
    const released = folder();
    make(released, '--definitions', join(fixtures, 'release'), '--kubernetes', join(fixtures, 'kubernetes'));
    expect(tree(released)).toEqual(tree(made));
  });

  test('is the same from an upstream swagger.json', () => {
    const upstream = folder();
    make(
      upstream,
      '--definitions',
      list,
      '--kubernetes',
      join(fixtures, 'kubernetes/1.91.json'),
      join(fixtures, 'swagger'),
    );
    expect(tree(upstream)).toEqual(tree(made));
  });

  test('says since and until when Kubernetes has a kind', () => {
    expect(kubernetesKinds(made)).toEqual({
      minors: ['1.91', '1.92'],
      kinds: [
        { apiVersion: 'apps/v1', kind: 'Loom', namespaced: true, since: '1.92' },
        { apiVersion: 'apps/v1beta9', kind: 'Loom', namespaced: true, until: '1.91' },
        { apiVersion: 'v1', kind: 'Namespace', namespaced: false },
        { apiVersion: 'v1', kind: 'Pod', namespaced: true },
      ],
    });
  });

  test('names the kinds outside namespaces', () => {
    const text = readFileSync(join(made, 'constructs/model/cluster-scoped.ts'), 'utf8');
    expect(text).toContain("new Set([\n  'Namespace',\n  'mill.example.org/Hall',\n]);");
  });
});

describe('another run of the maker', () => {
  /** A file of a component that holds the given entries. */
  const file = (component: string, held: object[]) => {
    const path = join(folder(), `${component}.json`);
    writeFileSync(path, JSON.stringify(held));
    return path;
  };
  const hall = entries.filter(({ kind }) => kind === 'Hall');

  test('replaces what the same component had and leaves the others alone', () => {
    const root = folder();
    const lathe = hall.map((entry) => ({ ...entry, group: 'lathe.example.org' }));
    make(root, '--definitions', list, file('lathe', lathe));
    make(
      root,
      '--definitions',
      file(
        'press',
        hall.map((entry) => ({ ...entry, version: 'v2' })),
      ),
    );
    expect(
      customResources(root).map(({ component, group, kind, versions }) => [component, group, kind, versions]),
    ).toEqual([
      ['lathe', 'lathe.example.org', 'Hall', ['v1']],
      ['press', 'mill.example.org', 'Hall', ['v2']],
    ]);
  });

  test('takes one of two components that define a kind alike, and refuses where they differ', () => {
    expect(make(folder(), '--definitions', list, file('lathe', hall))).toContain(
      "mill.example.org/Hall: lathe's counts, of lathe, press",
    );
    const other = hall.map((entry) => ({ ...entry, schema: { type: 'object' } }));
    expect(() => make(folder(), '--definitions', list, file('lathe', other))).toThrow(
      /Hall differs between lathe, press/,
    );
  });

  test('refuses a kind without a storage version, and files without definitions', () => {
    const unstored = hall.map((entry) => ({ ...entry, storage: false }));
    expect(() => make(folder(), '--definitions', file('lathe', unstored))).toThrow(/Hall has 0 storage versions/);
    expect(() => make(folder(), '--definitions', join(fixtures, 'swagger'))).toThrow(
      /no custom resource definition in/,
    );
  });

  test('keeps that a version is no longer served', () => {
    const root = folder();
    const gone = hall.map((entry) => ({ ...entry, version: 'v0', storage: false, served: false }));
    make(root, '--definitions', file('lathe', [...hall, ...gone]));
    const { spec } = customResourceDefinition(found(root, 'mill.example.org', 'Hall'));
    expect(spec.versions.map(({ name, served }) => [name, served])).toEqual([
      ['v0', false],
      ['v1', true],
    ]);
  });
});

describe('the data that we ship', () => {
  const index = customResources(project);

  test('has an index that names exactly the files, and says what is in them', () => {
    const files = Object.keys(tree(join(project, 'scripts/schemas/crds'))).filter(
      (path) => !/(^|\/)(index|_shared)\.json$/.test(path),
    );
    expect(files.sort()).toEqual(index.map(({ group, kind }) => join(group, `${kind}.json`)).sort());
    const inFiles = index.map(({ group, kind }) => found(project, group, kind));
    expect(inFiles.map(({ plural, scope, versions }) => ({ plural, scope, versions: Object.keys(versions) }))).toEqual(
      index.map(({ plural, scope, versions }) => ({ plural, scope, versions })),
    );
  });

  test('expands in every version, from nodes that come after their children', () => {
    for (const { group, kind, versions } of index) {
      const read = found(project, group, kind);
      for (const version of versions) expect(expand(read, version).type, `${group}/${kind} ${version}`).toBe('object');
      const children = read.nodes.map(({ items = -1, properties = {} }) =>
        Math.max(items, ...Object.values(properties)),
      );
      expect(
        children.every((child, at) => child < at),
        `${group}/${kind}`,
      ).toBe(true);
    }
  });

  test('is small', () => {
    const bytes = Object.values(tree(join(project, 'scripts/schemas'))).reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    expect(bytes).toBeLessThan(5_000_000);
  });

  test('is what the maker writes over it', { timeout: 30_000 }, () => {
    const again = folder();
    cpSync(join(project, 'scripts/schemas/crds'), join(again, 'scripts/schemas/crds'), { recursive: true });
    cpSync(join(project, 'scripts/schemas/kubernetes'), join(again, 'scripts/schemas/kubernetes'), { recursive: true });
    make(again);
    for (const part of ['scripts/schemas/crds', 'scripts/schemas/kubernetes']) {
      const [ours, theirs] = [tree(join(project, part)), tree(join(again, part))];
      expect(Object.keys(theirs)).toEqual(Object.keys(ours));
      // Not toEqual on the whole: a difference would print megabytes.
      expect(Object.keys(ours).filter((path) => ours[path] !== theirs[path])).toEqual([]);
    }
    for (const file of ['constructs/model/cluster-scoped.ts', 'scripts/schemas/sum.txt'])
      expect(readFileSync(join(again, file), 'utf8')).toBe(readFileSync(join(project, file), 'utf8'));
  });

  test('knows the kinds of Kubernetes 1.32 to 1.36', () => {
    const { kinds, minors } = kubernetesKinds(project);
    expect(minors).toEqual(['1.32', '1.33', '1.34', '1.35', '1.36']);
    expect(kinds).toContainEqual({ apiVersion: 'apps/v1', kind: 'Deployment', namespaced: true });
    expect(kinds).toContainEqual({ apiVersion: 'v1', kind: 'Namespace', namespaced: false });
  });

  test('knows what lives outside namespaces', () => {
    expect(clusterScoped).toContain('Namespace');
    expect(clusterScoped).toContain('rbac.authorization.k8s.io/ClusterRole');
    expect(clusterScoped).toContain('cert-manager.io/ClusterIssuer');
    expect(clusterScoped).not.toContain('apps/Deployment');
    expect(clusterScoped).not.toContain('Deployment');
    const cluster = index.filter(({ scope }) => scope === 'Cluster').map(({ group, kind }) => `${group}/${kind}`);
    expect([...clusterScoped]).toEqual(expect.arrayContaining(cluster));
  });
});

describe('reading', () => {
  test('a kind that we do not have is undefined, and no name leaves the folder', () => {
    expect(definition(project, 'example.org', 'Nothing')).toBeUndefined();
    expect(definition(project, '..', 'package')).toBeUndefined();
    expect(definition(project, 'cert-manager.io', '../index')).toBeUndefined();
    expect(definition(project, 'cert-manager.io', 'clusterissuer')).toBeUndefined();
  });

  test('a version that a kind does not have names those that it has', () => {
    expect(() => expand(found(project, 'cert-manager.io', 'Issuer'), 'v2')).toThrow(
      'cert-manager.io/Issuer has no version v2; it has v1',
    );
  });

  test('a definition to install has its names, one storage version and, for a group of Kubernetes, the approval', () => {
    const issuer = customResourceDefinition(found(project, 'cert-manager.io', 'ClusterIssuer'));
    expect(issuer.metadata).toEqual({ name: 'clusterissuers.cert-manager.io' });
    expect(issuer.spec).toMatchObject({
      scope: 'Cluster',
      names: {
        kind: 'ClusterIssuer',
        listKind: 'ClusterIssuerList',
        plural: 'clusterissuers',
        singular: 'clusterissuer',
      },
      versions: [{ name: 'v1', served: true, storage: true, deprecated: false, subresources: { status: {} } }],
    });
    const gateway = customResourceDefinition(found(project, 'gateway.networking.k8s.io', 'Gateway'));
    expect(gateway.metadata.annotations).toHaveProperty(['api-approved.kubernetes.io']);
    expect(gateway.spec.versions.filter(({ storage }) => storage)).toHaveLength(1);
  });
});
