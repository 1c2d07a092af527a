import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { name } from '../../scripts/checks/name.ts';
import { judged } from '../checks/judged.ts';
import { waiting } from './furnished.ts';
import { must } from './kubectl.ts';
import { make } from './made.ts';

const namespace = 'long-names';

/** A workload whose name has a length, told from the others by its letter. */
function workload(kind: 'DaemonSet' | 'Deployment' | 'StatefulSet', letter: string, length: number): KubernetesObject {
  const labels = { app: `${letter}-${length}` };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: letter.repeat(length), namespace },
    spec: {
      selector: { matchLabels: labels },
      ...(kind === 'StatefulSet' && { serviceName: 'none' }),
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'registry.example.org/main' }] },
      },
    },
  };
}

const fine = [workload('StatefulSet', 's', 52), workload('DaemonSet', 'd', 242), workload('Deployment', 'w', 253)];
// What is added is a hash of a number, which may be shorter; with these names none is short enough.
const tooLong = [workload('StatefulSet', 's', 58), workload('StatefulSet', 's', 63), workload('DaemonSet', 'd', 248)];
const title = ({ kind, metadata }: KubernetesObject) => `a ${kind} whose name has ${metadata.name.length} characters`;

const podsOf = async (object: KubernetesObject): Promise<string> => {
  const { app } = (object['spec'] as { selector: { matchLabels: { app: string } } }).selector.matchLabels;
  return must(['get', 'pods', '-n', namespace, '-l', `app=${app}`, '-o', 'name']);
};

describe('the API server takes', () => {
  beforeAll(async () => {
    await make([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, ...fine, ...tooLong]);
  });

  test.each(fine.map((object) => [title(object), object] as const))(
    '%s, makes pods of it, and we agree',
    async (_, object) => {
      await vi.waitFor(async () => expect(await podsOf(object)).not.toBe(''), waiting);
      expect(judged(name, object)).toEqual([]);
    },
  );

  // They had the same time as those above, which have got theirs by now.
  test.each(tooLong.map((object) => [title(object), object] as const))(
    '%s, and never makes a pod of it, as we say',
    async (_, object) => {
      expect(await podsOf(object)).toBe('');
      expect(judged(name, object)).toHaveLength(1);
    },
  );
});
