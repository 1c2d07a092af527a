import { beforeAll, expect, test, vi } from 'vitest';
import { furnish, policies, waiting, workloads } from './furnished.ts';
import { must } from './kubectl.ts';
import { make } from './made.ts';

beforeAll(async () => {
  await furnish();
  await make([...policies, ...workloads]);
});

const deployments = workloads
  .filter(({ kind }) => kind === 'Deployment')
  .map(({ metadata, spec }) => {
    const { replicas } = spec as { replicas: number };
    return [metadata.name, metadata.namespace ?? '', replicas] as const;
  });

// Whether they run depends on images and Secrets that no test has; that they are there, on what limits the namespace.
test.each(deployments)('%s in %s gets its %i pods', async (name, namespace, replicas) => {
  const status = async () => JSON.parse(await must(['get', 'deployment', name, '-n', namespace, '-o', 'json'])).status;
  await vi.waitFor(async () => expect((await status()).replicas).toBe(replicas), waiting);
  expect((await status()).conditions).not.toContainEqual(expect.objectContaining({ type: 'ReplicaFailure' }));
});
