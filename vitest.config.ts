import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Templates are functions, as in the bundle that the launcher makes. */
const templates = {
  name: 'templates',
  transform: (text: string, id: string) =>
    id.endsWith('.hbs')
      ? {
          code: `import Handlebars from 'handlebars'; export default Handlebars.compile(${JSON.stringify(text)}, { strict: true });`,
          map: null,
        }
      : undefined,
};

export default defineConfig({
  plugins: [templates],
  resolve: {
    alias: [
      // What package.json's `exports` say: a fleet's files import the project by its name.
      { find: /^millwright$/, replacement: path('constructs/index.ts') },
      { find: /^millwright\/registry$/, replacement: path('constructs/model/registry.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // These need a cluster: `npm run test:cluster`.
    exclude: ['test/cluster/**'],
    // Many tests start the command line as a process of its own, and small machines have two slow cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', 'json'],
    // `.ci/run` reads it. Nothing is written into the tree.
    outputFile: { json: 'node_modules/.cache/vitest/report.json' },
  },
});
