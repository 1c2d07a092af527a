import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHelm, type Helm } from '../../scripts/helm/index.ts';
import { packed, sha256 } from './chart.ts';
import { helmProgram } from './program.ts';
import { type Registry, registry } from './registry.ts';
import { type Repository, repository } from './repository.ts';

const press = packed({ name: 'press', version: '1.2.0', files: { 'templates/one.yaml': '' } });

let cacheDir: string;
let charts: Repository;
let images: Registry;

beforeEach(async () => {
  cacheDir = mkdtempSync(join(tmpdir(), 'millwright-helm-'));
  charts = await repository([press]);
  images = await registry([press]);
});
afterEach(async () => {
  await charts.close();
  await images.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

/** As in a process of its own: nothing is remembered but what lies in the cache. */
async function helm(more: { reuse?: boolean; environment?: Record<string, string> } = {}): Promise<Helm> {
  const environment = { ...process.env, ...more.environment };
  const found = await findHelm({ given: helmProgram(), cacheDir, environment, reuse: more.reuse ?? true });
  if ('missing' in found) throw new Error(found.missing);
  return found;
}

const archived = (chart: Awaited<ReturnType<Helm['pull']>>): string =>
  'failure' in chart ? chart.failure : sha256(readFileSync(chart.archive));

describe('a chart is fetched', () => {
  test('from a repository over HTTP', async () => {
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    const pulled = await (await helm()).pull(chart);
    expect(pulled).toMatchObject({ digest: press.digest });
    expect(archived(pulled)).toBe(press.digest);
    expect(charts.requests).toEqual(['GET /charts/index.yaml', 'GET /charts/press-1.2.0.tgz']);
  });

  test('from a repository whose address ends in a slash', async () => {
    const pulled = await (await helm()).pull({ repository: `${charts.url}/`, chart: 'press', version: '1.2.0' });
    expect(archived(pulled)).toBe(press.digest);
  });

  test('from an OCI registry', async () => {
    const chart = { repository: `oci+http://${images.repository}`, chart: 'press', version: '1.2.0' };
    expect(archived(await (await helm()).pull(chart))).toBe(press.digest);
    expect(charts.requests).toEqual([]);
  });

  test('once, however often it is asked for, and also by two at the same time', async () => {
    const one = await helm();
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    await Promise.all([one.pull(chart), one.pull({ ...chart })]);
    await one.pull(chart);
    expect(charts.requests).toHaveLength(2);
  });

  test('and kept for the next process, which asks nobody', async () => {
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    const first = await (await helm()).pull(chart);
    const second = await (await helm()).pull(chart);
    expect(second).toEqual(first);
    expect(charts.requests).toHaveLength(2);
  });

  test('again where an earlier archive does not count', async () => {
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    await (await helm()).pull(chart);
    await (await helm({ reuse: false })).pull(chart);
    expect(charts.requests).toHaveLength(4);
  });

  test('again where the kept archive is damaged', async () => {
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    const first = await (await helm()).pull(chart);
    if ('failure' in first) throw new Error(first.failure);
    writeFileSync(first.archive, 'damaged');
    expect(archived(await (await helm()).pull(chart))).toBe(press.digest);
    expect(charts.requests).toHaveLength(4);
  });

  test('with the credentials that the user has given Helm', async () => {
    const login = { user: 'reader', password: 'not a secret' };
    const closed = await repository([press], login);
    const chart = { repository: closed.url, chart: 'press', version: '1.2.0' };
    const config = join(cacheDir, 'repositories.yaml');
    const environment = { HELM_REPOSITORY_CONFIG: config };
    try {
      expect(await (await helm({ environment })).pull(chart)).toMatchObject({
        failure: expect.stringContaining('401'),
      });
      writeFileSync(
        config,
        `apiVersion: ""\nrepositories:\n- name: closed\n  url: ${closed.url}\n  username: ${login.user}\n  password: ${login.password}\n`,
      );
      expect(archived(await (await helm({ environment })).pull(chart))).toBe(press.digest);
    } finally {
      await closed.close();
    }
  });

  test('and nothing else is left in the cache', async () => {
    const chart = { repository: charts.url, chart: 'press', version: '1.2.0' };
    await (await helm()).pull(chart);
    await (await helm()).pull({ ...chart, version: '9.9.9' });
    const left = readdirSync(cacheDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(left.map(({ name }) => name)).toEqual([`${press.digest}.tgz`]);
  });
});

describe('a chart that cannot be had is said so in the words of Helm', () => {
  test.each([
    ['a chart that is not there', 'https', { chart: 'pres', version: '1.2.0' }, /chart "pres".* not found/],
    ['a version that is not there', 'https', { chart: 'press', version: '1.2.1' }, /"1\.2\.1".* not found/],
    ['a chart that is not in a registry', 'oci', { chart: 'pres', version: '1.2.0' }, /pres:1\.2\.0: not found/],
    ['a version that is not in a registry', 'oci', { chart: 'press', version: '1.2.1' }, /press:1\.2\.1: not found/],
  ])('%s', async (_, kind, chart, words) => {
    const address = kind === 'oci' ? `oci+http://${images.repository}` : charts.url;
    const pulled = await (await helm()).pull({ ...chart, repository: address });
    expect(pulled).toEqual({ failure: expect.stringMatching(words) });
  });

  test('a repository that nobody answers for', async () => {
    await charts.close();
    const pulled = await (await helm()).pull({ repository: charts.url, chart: 'press', version: '1.2.0' });
    expect(pulled).toEqual({ failure: expect.stringMatching(/connection refused/) });
  });
});
