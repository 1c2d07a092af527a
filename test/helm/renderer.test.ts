import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { component, helm, kubeadm, kustomize, option } from '../../constructs/index.ts';
import type { KubernetesVersion } from '../../constructs/model/capability.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { apisOf } from '../../scripts/helm/apis.ts';
import type { Helm } from '../../scripts/helm/index.ts';
import { limit } from '../../scripts/helm/limit.ts';
import { releasesOf } from '../../scripts/helm/release.ts';
import { renderer } from '../../scripts/helm/render.ts';
import { root } from '../fleet/run.ts';
import { entry, planOf, sampleFleet } from '../plan/sample.ts';
import { packed } from './chart.ts';
import { press } from './lab.ts';

const namespace = { podSecurity: 'restricted' } as const;
const prints = component({
  summary: 'Prints',
  source: helm('https://charts.example.org', 'press', '1.2.0'),
  namespace,
  options: { who: option.string('Who prints').optional() },
  values: ({ options }) => ({ who: options.who }),
});
const wires = component({
  summary: 'Connects',
  source: kustomize('https://github.com/acme/wires.git', 'deploy', 'v1'),
  namespace,
  defines: ['cert-manager.io', 'gateway.networking.k8s.io/Gateway'],
});

const cluster = (kubernetes: KubernetesVersion, who: string) => {
  const fleet = sampleFleet({ cluster: { runs: kubeadm(kubernetes) } });
  const plan = planOf(fleet, [entry('press', prints), entry('wires', wires)], { press: { who } });
  return { plan, files: treeOf(plan), findings: [], definitions: [], flawless: true, permitted: true };
};

describe('what a cluster rolls out', () => {
  const { plan, files } = cluster('1.35', 'Ann');

  test('is charts, with where the user asks for them, and what is none', () => {
    expect(releasesOf(plan, files)).toEqual({
      releases: [
        {
          application: 'press',
          at: { file: 'environments/lab.ts', path: ['clusters', 'one', 'platform', 'ci', 'press'] },
          chart: { repository: 'https://charts.example.org', chart: 'press', version: '1.2.0' },
          name: 'press',
          namespace: 'press',
          values: { who: 'Ann' },
          skipTests: true,
        },
      ],
      unrendered: [{ application: 'wires', what: 'deploy of https://github.com/acme/wires.git' }],
    });
  });

  test('finds the APIs of its Kubernetes and of its components', () => {
    const apis = apisOf(plan, root);
    for (const api of ['v1/Pod', 'apps/v1', 'cert-manager.io/v1/Certificate', 'gateway.networking.k8s.io/v1/Gateway'])
      expect(apis).toContain(api);
    for (const api of ['gateway.networking.k8s.io/v1/HTTPRoute', 'monitoring.coreos.com/v1', 'policy/v1beta1'])
      expect(apis).not.toContain(api);
    expect(apis).toEqual([...new Set(apis)].sort());
  });
});

describe('a renderer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-helm-'));
  const chart = packed(press(''));
  const archive = join(folder, `${chart.digest}.tgz`);
  beforeAll(() => writeFileSync(archive, chart.archive));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Notes what Helm is asked for. */
  function counting() {
    const calls: string[] = [];
    const helm: Helm = {
      path: '/helm',
      version: 'v4.1.4',
      run: async (args, { input = '' } = {}) => {
        calls.push(`${args[args.indexOf('--kube-version') + 1]} ${input}`);
        return { ok: true, out: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: press }\n', failure: '' };
      },
      pull: async () => ({ archive, digest: chart.digest }),
    };
    return { calls, render: renderer({ helm, root, mirrors: [], progress: () => undefined }) };
  }

  test('renders once what clusters share, and again what differs', async () => {
    const { calls, render } = counting();
    for (const built of [
      cluster('1.35', 'Ann'),
      cluster('1.35', 'Ann'),
      cluster('1.34', 'Ann'),
      cluster('1.35', 'Ben'),
    ])
      await render.look(built);
    expect(calls).toEqual(['1.35.0 {"who":"Ann"}', '1.34.0 {"who":"Ann"}', '1.35.0 {"who":"Ben"}']);
    expect(render.counts).toEqual({ charts: 4, objects: 4 });
  });

  test('renders once, too, for clusters whose APIs are not asked for', async () => {
    const { calls, render } = counting();
    const fleet = sampleFleet({ cluster: { runs: kubeadm('1.35') } });
    for (const entries of [[entry('press', prints)], [entry('press', prints), entry('wires', wires)]]) {
      const plan = planOf(fleet, entries);
      await render.look({ plan, files: treeOf(plan), findings: [], definitions: [], flawless: true, permitted: true });
    }
    expect(calls).toHaveLength(1);
  });
});

test('no more is done at once than a machine can do', async () => {
  const inTurn = limit(2);
  let running = 0;
  let most = 0;
  const work = async (result: number) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 5));
    running--;
    if (result === 3) throw new Error('three');
    return result;
  };
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((result) => inTurn(() => work(result))));
  expect(most).toBe(2);
  expect(all.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([1, 2, 'failed', 4, 5, 6]);
});
