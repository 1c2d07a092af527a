import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type KubernetesDefinition,
  kubernetesDefinition,
  kubernetesKinds,
  objectMeta,
  type SchemaNode,
} from '../../scripts/schemas/read.ts';
import { fixtures, folder, make, project, tree } from './maker.ts';

const minors = join(fixtures, 'kubernetes');
const data = 'scripts/schemas/kubernetes';

const found = (root: string, group: string, kind: string): KubernetesDefinition => {
  const read = kubernetesDefinition(root, group, kind);
  if (!read) throw new Error(`no definition of ${group}/${kind}`);
  return read;
};

const childrenOf = ({ properties = {}, items, additionalProperties }: SchemaNode): number[] =>
  [...Object.values(properties), items, additionalProperties].filter((child) => typeof child === 'number');

/** The node at the end of a path of properties. */
function nodeAt({ nodes }: { nodes: SchemaNode[] }, start: number | undefined, ...path: string[]): SchemaNode {
  const node = nodes[path.reduce((at, name) => nodes[at]?.properties?.[name] ?? -1, start ?? -1)];
  if (!node) throw new Error(`nothing at ${path.join('.')}`);
  return node;
}

describe("what the maker writes of Kubernetes' own kinds", () => {
  let made = '';
  beforeAll(() => {
    made = folder();
    make(made, '--kubernetes', minors);
  });

  test('has a kind in one file, all its versions over all minors', () => {
    const loom = found(made, 'apps', 'Loom');
    expect(loom.namespaced).toBe(true);
    expect(Object.keys(loom.versions)).toEqual(['v1', 'v1beta9']);
    expect(Object.keys(loom.versions.v1 ?? {})).toEqual(['1.92']);
    expect(Object.keys(loom.versions.v1beta9 ?? {})).toEqual(['1.91']);
    expect(found(made, '', 'Namespace').namespaced).toBe(false);
  });

  test('stores a schema once over versions and minors, children first', () => {
    const loom = found(made, 'apps', 'Loom');
    expect(loom.versions.v1?.['1.92']).toBe(loom.versions.v1beta9?.['1.91']);
    const { versions, nodes } = found(made, '', 'Pod');
    expect(versions.v1?.['1.91']).not.toBe(versions.v1?.['1.92']);
    expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(nodes.length);
    expect(nodes.filter((node, at) => childrenOf(node).some((child) => child >= at))).toEqual([]);
  });

  test('lets a schema contain itself: directly, in a list and in a map', () => {
    const { versions, nodes } = found(made, 'apps', 'Loom');
    const weave = nodes[versions.v1?.['1.92'] ?? -1]?.properties?.spec ?? -1;
    const { over, layers = -1, named = -1, pattern = -1 } = nodes[weave]?.properties ?? {};
    expect(over).toBe(weave);
    expect(nodes[layers]).toEqual({ items: weave, type: 'array', 'x-kubernetes-list-type': 'atomic' });
    expect(nodes[named]).toEqual({ additionalProperties: weave, type: 'object' });
    expect(nodes[pattern]).toEqual({ type: 'string' });
    expect(nodes[weave]?.required).toEqual(['pattern']);
  });

  test('keeps minors apart that differ only deep inside', () => {
    const pod = found(made, '', 'Pod');
    const [old, new_] = ['1.91', '1.92'].map((minor) => nodeAt(pod, pod.versions.v1?.[minor], 'spec'));
    expect(old?.properties).not.toHaveProperty('priority');
    expect(nodeAt(pod, pod.versions.v1?.['1.92'], 'spec', 'priority')).toEqual({ format: 'int32', type: 'integer' });
    expect(Object.keys(new_?.properties ?? {})).toEqual([...Object.keys(old?.properties ?? {}), 'priority'].sort());
  });

  test.each([
    ['port', { 'x-kubernetes-int-or-string': true }],
    ['limit', { type: 'string', format: 'quantity' }],
    ['raw', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }],
    ['any', { 'x-kubernetes-preserve-unknown-fields': true }],
    ['none', { type: 'object' }],
    ['renewed', { type: 'string', format: 'date-time-micro' }],
    ['protocol', { type: 'string' }],
    ['key', { type: 'string', format: 'byte' }],
  ])('says what a validator has to know: %s', (field, node) => {
    const pod = found(made, '', 'Pod');
    expect(nodeAt(pod, pod.versions.v1?.['1.92'], 'spec', field)).toEqual(node);
  });

  test("has the schema of every object's metadata alone", () => {
    const meta = objectMeta(made);
    expect(Object.keys(meta.minors)).toEqual(['1.91', '1.92']);
    expect(Object.keys(nodeAt(meta, meta.minors['1.92']).properties ?? {})).toEqual([
      'creationTimestamp',
      'labels',
      'name',
    ]);
    expect(nodeAt(meta, meta.minors['1.92'], 'creationTimestamp')).toEqual({ format: 'date-time', type: 'string' });
  });

  test('is the same from a swagger.json, of which custom resources are left out', () => {
    const upstream = folder();
    make(upstream, '--kubernetes', join(minors, '1.91.json'), join(fixtures, 'swagger'));
    expect(tree(upstream)).toEqual(tree(made));
    expect(readFileSync(join(fixtures, 'swagger/1.92.json'), 'utf8')).toContain('"kind": "Press"');
    expect(kubernetesKinds(upstream).kinds.map(({ kind }) => kind)).not.toContain('Press');
  });

  test('keeps the other minors when one is replaced', () => {
    const root = folder();
    const stale = join(folder(), '1.92.json');
    writeFileSync(stale, readFileSync(join(minors, '1.92.json'), 'utf8').replace('"int32"', '"int64"'));
    make(root, '--kubernetes', join(minors, '1.91.json'), stale);
    expect(tree(join(root, data))).not.toEqual(tree(join(made, data)));
    make(root, '--kubernetes', join(minors, '1.92.json'));
    expect(tree(root)).toEqual(tree(made));
    make(root);
    expect(tree(root)).toEqual(tree(made));
  });

  test('needs a definition of every kind, and of everything that a kind names', () => {
    const without = (name: string) => {
      const file = join(folder(), '1.92.json');
      const { definitions, ...rest } = JSON.parse(readFileSync(join(minors, '1.92.json'), 'utf8'));
      const { [name]: _, ...others } = definitions;
      writeFileSync(file, JSON.stringify({ ...rest, definitions: others }));
      return () => make(folder(), '--kubernetes', file);
    };
    expect(without('io.k8s.api.core.v1.Pod')).toThrow(/1\.92\.json: no definition of v1\/Pod/);
    expect(without('io.k8s.api.core.v1.PodSpec')).toThrow(
      /1\.92\.json: no definition of io\.k8s\.api\.core\.v1\.PodSpec/,
    );
  });
});

describe("the data of Kubernetes' own kinds that we ship", () => {
  const { kinds, minors: all } = kubernetesKinds(project);
  const groupOf = (apiVersion: string) => (apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '');
  const versionOf = (apiVersion: string) => apiVersion.replace(/.*\//, '');

  test('is a file for each kind of the index and no other', () => {
    const files = Object.keys(tree(join(project, data))).filter((path) => path.includes('/'));
    const named = kinds.map(({ apiVersion, kind }) => `${groupOf(apiVersion) || 'core'}/${kind}.json`);
    expect(files).toEqual([...new Set(named)].sort());
  });

  test('has a version exactly in the minors that the index says', () => {
    for (const { apiVersion, kind, namespaced, since = all[0], until = all.at(-1) } of kinds) {
      const read = found(project, groupOf(apiVersion), kind);
      expect(read.namespaced, kind).toBe(namespaced);
      const having = all.slice(all.indexOf(`${since}`), all.indexOf(`${until}`) + 1);
      expect(Object.keys(read.versions[versionOf(apiVersion)] ?? {}), `${apiVersion}/${kind}`).toEqual(having);
    }
  });

  test('starts every version at an object with metadata, and no child points outside', () => {
    for (const { apiVersion, kind } of kinds) {
      const { versions, nodes } = found(project, groupOf(apiVersion), kind);
      for (const start of Object.values(versions).flatMap((version) => Object.values(version)))
        expect(Object.keys(nodes[start]?.properties ?? {}), kind).toEqual(
          expect.arrayContaining(['apiVersion', 'kind', 'metadata']),
        );
      expect(
        nodes.flatMap(childrenOf).filter((child) => nodes[child] === undefined),
        kind,
      ).toEqual([]);
    }
  });

  test('contains itself in CustomResourceDefinition and nowhere else', () => {
    const recursive = kinds.filter(({ apiVersion, kind }) =>
      found(project, groupOf(apiVersion), kind).nodes.some((node, at) => childrenOf(node).some((child) => child >= at)),
    );
    expect(recursive.map(({ kind }) => kind)).toEqual(['CustomResourceDefinition']);
  });

  test('knows a field from the minor on that has it', () => {
    const pod = found(project, '', 'Pod');
    const having = all.filter((minor) =>
      Object.hasOwn(nodeAt(pod, pod.versions.v1?.[minor], 'spec').properties ?? {}, 'hostnameOverride'),
    );
    // Added to PodSpec by Kubernetes 1.34 (KEP-4762).
    expect(having).toEqual(['1.34', '1.35', '1.36']);
  });

  test('has quantities and times where Kubernetes has them', () => {
    const { versions, nodes } = found(project, '', 'ResourceQuota');
    const hard = nodeAt({ nodes }, versions.v1?.['1.36'], 'spec', 'hard');
    expect(nodes[Number(hard.additionalProperties)]).toEqual({ type: 'string', format: 'quantity' });
    const lease = found(project, 'coordination.k8s.io', 'Lease');
    expect(nodeAt(lease, lease.versions.v1?.['1.36'], 'spec', 'renewTime').format).toBe('date-time-micro');
    const meta = objectMeta(project);
    expect(nodeAt(meta, meta.minors['1.36'], 'creationTimestamp').format).toBe('date-time');
  });

  test('is read by kind; what is not there is undefined, and no name leaves the folder', () => {
    expect(kubernetesDefinition(project, '', 'Pod')?.kind).toBe('Pod');
    expect(kubernetesDefinition(project, 'apps', 'Pod')).toBeUndefined();
    expect(kubernetesDefinition(project, 'core', 'Pod')).toBeUndefined();
    expect(kubernetesDefinition(project, '', 'kinds')).toBeUndefined();
    expect(kubernetesDefinition(project, '..', 'package')).toBeUndefined();
    expect(kubernetesDefinition(project, '', '../kinds')).toBeUndefined();
    expect(kubernetesDefinition(project, '', 'pod')).toBeUndefined();
  });
});
