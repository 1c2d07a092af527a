import { defineConfig } from 'vitest/config';

/** `npm run test:cluster`: against the cluster of `KUBECONFIG`, which it changes. */
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: 'test/cluster/setup.ts',
    // All files work on the same cluster.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 660_000,
    // What was checked is in the tests' names.
    reporters: ['verbose'],
  },
});
