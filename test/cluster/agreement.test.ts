import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { groupOf } from '../../constructs/model/manifest.ts';
import { validatorFor } from '../../scripts/validate/index.ts';
import { isOfKubernetes } from '../../scripts/validate/native/names.ts';
import { fleetObjects, namespace } from '../agreement/fleet.ts';
import { byKind, wholePool } from '../agreement/pool.ts';
import { type Judges, mutationsOf, round, table } from '../agreement/round.ts';
import { serverOnly } from '../agreement/server-only.ts';
import { type Api, connect } from './api.ts';
import { installKinds } from './definitions.ts';
import { waiting } from './furnished.ts';
import { make } from './made.ts';
import { project } from './tree.ts';

/** Another seed, or more of them: `AGREEMENT_SEED=7 AGREEMENT_COUNT=20000 npm run test:cluster -- agreement`. */
const seed = Number(process.env['AGREEMENT_SEED'] ?? 1);
const count = Number(process.env['AGREEMENT_COUNT'] ?? 4000);

const { faults } = validatorFor(project, '1.36');
const errors = (object: unknown) => faults(object).filter(({ severity }) => severity !== 'warning');
const pool = wholePool((object) => errors(object).length === 0);
const valid = [...pool.values()].flat();
const mutations = mutationsOf(pool, seed, count);

let api: Api;
const judges: Judges = {
  serverOnly,
  server: async (object) => (await api.dryRun(object)).reason,
  ours: (object) => {
    const [first] = errors(object);
    return first ? `${first.path.join('.')} ${first.message}` : '';
  },
};

beforeAll(async () => {
  await make([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
  await installKinds([...pool.keys()]);
  api = await connect();
  // A namespace is ready for pods once it has got its ServiceAccount.
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ready', namespace } };
  const ready = { ...pod, spec: { containers: [{ name: 'main', image: 'registry.example.org/main' }] } };
  await vi.waitFor(async () => expect(await judges.server(ready)).toBe(''), waiting);
});
afterAll(() => api?.close());

describe('the schema check and the API server agree', () => {
  test(`that ${valid.length} objects of ${pool.size} kinds are valid`, async () => {
    const refused = await Promise.all(
      valid.map(async (object) => ({ object, server: await judges.server(object), ours: judges.ours(object) })),
    );
    expect(refused.filter(({ server, ours }) => server !== '' || ours !== '')).toEqual([]);
  });

  test(`on ${count} mutations with the seed ${seed}, over ${pool.size} kinds`, async () => {
    const { kinds, disagreements } = await round(mutations, judges);
    console.log(table(kinds));
    expect(disagreements).toEqual([]);
  }, 1_800_000);

  test.each(serverOnly.map((each) => [each.name, each] as const))(
    'but for what only the server can know: %s',
    async (_, { example, says }) => {
      expect(judges.ours(example)).toBe('');
      expect(await judges.server(example)).toMatch(says);
    },
  );
});

test('the objects are of all kinds of the reference fleet, and of 40 custom resources or more that it does not have', () => {
  const fleet = byKind(fleetObjects());
  expect([...fleet.keys()].filter((kind) => !pool.has(kind))).toEqual([]);
  const others = [...pool.keys()].filter(
    (kind) => !fleet.has(kind) && !isOfKubernetes(groupOf(kind.split(' ')[0] ?? '')),
  );
  expect(others.length).toBeGreaterThanOrEqual(40);
});
