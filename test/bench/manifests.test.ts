import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { main, root } from '../fleet/run.ts';
import { faults, writeBroken, writeManifests, writeSchemas } from './manifests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'millwright-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const order = { tree: join(root, 'dist'), objects: 1000, files: 20 };
const kinds = writeManifests({ ...order, folder: join(folder, 'given') });
const texts = (name: string): readonly string[] =>
  readdirSync(join(folder, name))
    .sort()
    .map((file) => readFileSync(join(folder, name, file), 'utf8'));

test('the benchmark judges as many objects as it says, each another one, and the same each time', () => {
  const given = texts('given');
  expect(given.length).toBe(20);
  const names = given
    .flatMap((text) => loadAll(text))
    .map((object) => JSON.stringify(object).match(/"name":"([^"]+)"/)?.[1]);
  expect(names.length).toBe(1000);
  expect(new Set(names).size).toBe(1000);
  for (const kind of ['Deployment', 'ConfigMap', 'Application']) expect(given.join('')).toContain(`\nkind: ${kind}\n`);
  writeManifests({ ...order, folder: join(folder, 'again') });
  expect(texts('again')).toEqual(given);
});

test('none of them is wrong, and each that is broken is refused for its fault alone', async () => {
  expect(await main('check', '--manifests', join(folder, 'given'))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^1,000 objects in 20 files: no errors/),
  });
  writeBroken(join(folder, 'broken'));
  const says = {
    'unknown field': 'spec.replica: unknown',
    'wrong type': 'spec.replicas: must',
    'missing field': 'spec.selector',
  };
  expect(Object.keys(says)).toEqual(faults);
  for (const [fault, message] of Object.entries(says)) {
    const { code, err } = await main('check', '--manifests', join(folder, 'broken', `${fault}.yaml`));
    const errors = err.split('\n').filter((line) => line.startsWith('error') && !line.includes('policy'));
    expect({ code, errors }).toEqual({ code: 1, errors: [expect.stringContaining(message)] });
  }
});

test('the other program gets a schema of each kind, as strict as ours', () => {
  writeSchemas({ root, folder: join(folder, 'schemas'), minor: '1.36', kinds });
  for (const { group, kind, version } of kinds) {
    const file = join(folder, 'schemas', group || 'v1', `${kind.toLowerCase()}-${version}.json`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { metadata: { type: 'object', additionalProperties: false } },
    });
  }
  const deployment = JSON.parse(readFileSync(join(folder, 'schemas/apps/deployment-v1.json'), 'utf8'));
  expect(deployment.properties.spec).toMatchObject({ required: ['selector', 'template'], additionalProperties: false });
  const container = deployment.properties.spec.properties.template.properties.spec.properties.containers.items;
  expect(container.properties.resources.properties.limits.additionalProperties.type).toEqual(['number', 'string']);
});
