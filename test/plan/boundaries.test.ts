import { describe, expect, test } from 'vitest';
import { component, elsewhere, kubeadm, local, vault } from '../../constructs/index.ts';
import type { Platform } from '../../constructs/model/answer.ts';
import { capabilities } from '../../constructs/model/capability.ts';
import { type FbaDeclaration, fba } from '../../constructs/model/fba.ts';
import type { Finding } from '../../constructs/model/finding.ts';
import { fleetFindings } from '../../constructs/plan/fleet.ts';
import { directoryOf } from '../../scripts/pipeline/catalogue.ts';
import { buildCluster } from '../../scripts/pipeline/cluster.ts';
import { base, messages, plan } from './planned.ts';
import { one, onlyCluster, type Sample, sampleFleet } from './sample.ts';
import { planTeam, shop } from './teams.ts';

const alone = { groups: shop.groups, quota: shop.quota } as const;
const stage = { on: one, promote: 'automatic' } as const;

/** What stops a synth of this fleet. */
async function findings(sample: Sample): Promise<readonly Finding[]> {
  const fleet = sampleFleet(sample);
  const { findings: ofCluster } = await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf([]));
  return [...fleetFindings(fleet), ...ofCluster].filter(({ severity }) => severity === 'error');
}

const platform: Platform = {
  ...Object.fromEntries(capabilities.map((capability) => [capability, elsewhere('the test')])),
  ingress: { 'gateway-api': {}, traefik: {} },
  secrets: { 'external-secrets': {} },
  dashboards: { headlamp: {} },
};
const on = (factories: Readonly<Record<string, FbaDeclaration>>, more: Sample = {}): Sample => ({
  environment: { secrets: vault({ server: 'https://vault.example.org' }) },
  cluster: { runs: kubeadm('1.35'), platform, offers: { oidcIssuer: { url: 'https://login.example.org' } } },
  factories,
  ...more,
});

describe('a team cannot take what is not its own:', () => {
  test.each(['kube-system', 'kube-public', 'kube-node-lease'])('a namespace of the system, %s', async (name) => {
    const [factory = '', last = ''] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)];
    expect(await findings(on({ [factory]: { ...alone, stages: { [last]: stage } } }))).not.toEqual([]);
  });

  test('a namespace of a component', async () => {
    expect(await findings(on({ external: { ...alone, stages: { secrets: stage } } }))).not.toEqual([]);
  });

  test('a host name of the platform', async () => {
    const web = { kind: 'web', port: 8080, host: 'headlamp' } as const;
    const images = { 'shop.test': { images: { web: `registry.example.org/a@sha256:${'0'.repeat(64)}` } } };
    const declared = (host: string) =>
      on({ shop: fba({ ...alone, stages: { test: stage }, apps: { web: { ...web, host } } }) }, { stages: images });
    expect(await findings(declared('shop'))).toEqual([]);
    expect(await findings(declared('headlamp'))).not.toEqual([]);
  });
});

describe('the platform team itself cannot take', () => {
  test.each(['kube-system', 'default', 'argocd', 'headlamp'])('a namespace that is somebody’s: %s', async (name) => {
    const namespaces = { [name]: { on: one, quota: { cpu: 1, memory: '1Gi' } } } as const;
    expect(await findings(on({}, { fbe: { namespaces } }))).not.toEqual([]);
  });
});

describe('a name that is too long for what it becomes is refused:', () => {
  const helm = { kind: 'helm', repository: 'https://charts.example.org', chart: 'a', version: '1.0.0' } as const;
  const web = { kind: 'web', port: 8080 } as const;
  const apps = (all: FbaDeclaration['apps']) =>
    on({ shop: fba({ ...alone, stages: { test: stage, prod: stage }, ...(all && { apps: all }) }) });

  test('a Helm release has 53 characters', async () => {
    expect(await findings(apps({ ['a'.repeat(53)]: helm }))).toEqual([]);
    expect(await findings(apps({ ['a'.repeat(54)]: helm }))).not.toEqual([]);
  });

  test('a label of a host name has 63, with its stage', async () => {
    expect(await findings(apps({ web: { ...web, host: 'a'.repeat(58) } }))).toEqual([]);
    expect(await findings(apps({ web: { ...web, host: 'a'.repeat(59) } }))).not.toEqual([]);
  });
});

describe('a stage', () => {
  const images = (...names: readonly string[]) => ({
    'shop.test': {
      images: Object.fromEntries(names.map((name) => [name, `registry.example.org/a@sha256:${'0'.repeat(64)}`])),
    },
  });
  const web = { kind: 'web', port: 8080, secrets: { orders: ['DATABASE_URL'] } } as const;
  const declared = fba({ ...alone, stages: { test: stage }, apps: { web, worker: { ...web, port: 8081 } } });

  test('may have two applications that read the same secret', async () => {
    expect(await findings(on({ shop: declared }, { stages: images('web', 'worker') }))).toEqual([]);
  });

  test('has no root before it has an application: git keeps no empty folder, and Argo CD would not find its path', async () => {
    const pathsOf = async (sample: Sample) => {
      const fleet = sampleFleet(sample);
      const { files } = await buildCluster(process.cwd(), fleet, onlyCluster(fleet), directoryOf([]));
      return files.map(({ path }) => path);
    };
    const root = 'factories/shop/apps/test.yaml';
    expect(await pathsOf(on({ shop: declared }, { stages: images('web') }))).toContain(root);
    expect(await pathsOf(on({ shop: declared }))).not.toContain(root);
  });
});

test('a secret that is filled in by hand has a name that a Secret may have', () => {
  const registries = { acme: { host: 'registry.example.org', private: true } };
  const { factory } = planTeam({}, { environment: { secrets: local() }, fbe: { registries } });
  const keys = factory.namespaces
    .filter(({ kind }) => kind === 'ExternalSecret')
    .flatMap(({ spec }) => (spec as { data: readonly { remoteRef: { key: string } }[] }).data)
    .map(({ remoteRef }) => remoteRef.key);
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(key).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
});

describe('a component that is not made for a Kubernetes version', () => {
  const old = component({ ...base, kubernetes: { to: '1.34' } });
  const recent = component({ ...base, kubernetes: { from: '1.36' } });
  const fit = component({ ...base, kubernetes: { from: '1.35', to: '1.35' } });

  test('says so on a cluster that has it', () => {
    expect(messages(plan({ fit }))).toEqual([]);
    expect(messages(plan({ old }))).toEqual([expect.stringMatching(/^lab\/one › ci › old: .*1\.35/)]);
    expect(messages(plan({ recent }))).toEqual([expect.stringMatching(/^lab\/one › ci › recent: .*1\.35/)]);
  });
});
