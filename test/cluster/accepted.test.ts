import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { dryRun } from './dry-run.ts';
import { ask, lines } from './kubectl.ts';
import { make } from './made.ts';
import { clusters, objectsOf } from './tree.ts';

/** Made by `npm run bootstrap`, where no manifest of ours says so. */
const argocd = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } };

/**
 * The pods that workloads would have: the API server judges them only when they are made, not with the workload. Their
 * ServiceAccounts are not there in a dry run.
 */
const podsOf = (objects: readonly KubernetesObject[]): readonly object[] =>
  objects.flatMap(({ kind, metadata, spec }) => {
    const { jobTemplate, template = jobTemplate?.spec.template } = (spec ?? {}) as Workload;
    if (template?.spec?.containers === undefined) return [];
    const of = { generateName: `${kind.toLowerCase()}-${metadata.name}-`, namespace: metadata.namespace };
    return [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...template.metadata, ...of },
        spec: { ...template.spec, serviceAccountName: undefined },
      },
    ];
  });

interface Workload {
  readonly template?: { readonly metadata?: object; readonly spec?: { readonly containers?: unknown } };
  readonly jobTemplate?: { readonly spec: Pick<Workload, 'template'> };
}

async function admitted(pods: readonly object[]): Promise<{ accepted: number; err: string }> {
  if (pods.length === 0) return { accepted: 0, err: '' };
  const { out, err } = await ask(['create', '--dry-run=server', '-o', 'name', '-f', '-'], { objects: pods });
  return { accepted: lines(out).length, err };
}

describe('a strict dry run accepts the tree', () => {
  describe.each(clusters().map((cluster) => [cluster.name, cluster] as const))('of %s', (_, cluster) => {
    const objects = objectsOf(cluster);
    const ofKind = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));

    beforeAll(async () => {
      const namespaces = ofKind('Namespace');
      const named = new Set(namespaces.map(({ metadata }) => metadata.name));
      await make([...(named.has('argocd') ? [] : [argocd]), ...namespaces]);
    });

    test(`${objects.length} objects in ${cluster.files.length} files, ${
      ofKind('Application', 'ApplicationSet', 'AppProject').length
    } of them of Argo CD`, async () => {
      const verdict = await dryRun(cluster.files.map(({ path }) => path));
      expect(verdict).toEqual({ accepted: objects.length, refused: [] });
    });

    const pods = podsOf(objects);
    test(`the pods of ${pods.length} workloads in their namespaces`, async () => {
      // A namespace is ready for pods once it has got its ServiceAccount.
      await vi.waitFor(async () => expect(await admitted(pods)).toEqual({ accepted: pods.length, err: '' }), {
        timeout: 20_000,
        interval: 1_000,
      });
    });
  });
});

describe('a strict dry run refuses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-cluster-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, object: object) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(object));
    return path;
  };
  const good = file('good', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'good', namespace: 'default' } });
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'wrong', namespace: 'argocd' },
  };
  const spec = { project: 'default', destination: { namespace: 'argocd' } };

  beforeAll(() => make([argocd]));

  test.each([
    {
      what: 'an unknown field',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'wrong', namespace: 'default' },
        spec: { prots: [] },
      },
      reason: '.spec.prots: field not declared in schema',
    },
    {
      what: 'an unknown field of a custom resource',
      object: { ...application, spec: { ...spec, syncPolice: {} } },
      reason: '.spec.syncPolice: field not declared in schema',
    },
    {
      what: 'a wrong type in a custom resource',
      object: { ...application, spec: { ...spec, revisionHistoryLimit: 'five' } },
      reason: '.spec.revisionHistoryLimit: expected numeric',
    },
    {
      what: 'a custom resource that lacks a field',
      object: { ...application, spec: { project: 'default' } },
      reason: 'spec.destination: Required value',
    },
    {
      what: 'an unknown kind',
      object: { apiVersion: 'example.org/v1', kind: 'Loom', metadata: { name: 'wrong', namespace: 'default' } },
      reason: 'no matches for kind "Loom"',
    },
    {
      what: 'a namespace that nobody made',
      object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'wrong', namespace: 'nowhere' } },
      reason: 'namespaces "nowhere" not found',
    },
  ])('$what', async ({ what, object, reason }) => {
    const wrong = file(what.replaceAll(' ', '-'), object);
    const { accepted, refused } = await dryRun([wrong, good]);
    expect(accepted).toBe(1);
    expect(refused).toEqual([expect.stringContaining(reason)]);
    expect(refused[0]).toContain(wrong);
  });
});
