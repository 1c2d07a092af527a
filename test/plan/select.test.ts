import { describe, expect, test } from 'vitest';
import { type EksAddon, eks, elsewhere, kind, kubeadm, local, sops, vault, waived } from '../../constructs/index.ts';
import type { Platform } from '../../constructs/model/answer.ts';
import { type Capability, capabilities, type ProfileName, profileNames } from '../../constructs/model/capability.ts';
import type { Distribution, Plans } from '../../constructs/model/cluster.ts';
import type { SecretStore } from '../../constructs/model/secret.ts';
import { selectFor } from '../../constructs/plan/cluster.ts';
import { directoryOf } from '../../scripts/pipeline/catalogue.ts';
import { onlyCluster, sampleFleet } from './sample.ts';

interface Asked {
  readonly profile?: ProfileName;
  readonly runs?: Distribution;
  readonly plans?: Partial<Plans>;
  readonly secrets?: SecretStore;
  readonly environment?: Platform;
  readonly cluster?: Platform;
}

function selected({ profile = 'MBU', runs = kubeadm('1.35'), plans = {}, secrets, environment, cluster }: Asked) {
  const fleet = sampleFleet({
    environment: { profile, plans, ...(secrets && { secrets }), ...(environment && { platform: environment }) },
    cluster: { runs, ...(cluster && { platform: cluster }) },
  });
  return selectFor(fleet, onlyCluster(fleet), directoryOf([]));
}

const idsOf = (asked: Asked, capability: Capability) =>
  selected(asked)
    .chosen.filter((each) => each.capability === capability)
    .map(({ id }) => id);
const answerOf = (asked: Asked, capability: Capability) =>
  selected(asked).answers.find((each) => each.capability === capability);

const aws = (addons?: readonly EksAddon[], networkPolicy?: boolean) =>
  eks('1.35', {
    region: 'eu-central-1',
    account: '123456789012',
    ...(addons && { addons }),
    ...(networkPolicy !== undefined && { networkPolicy }),
  });

// The table of the design, section 4: the level of each capability for SUP, MBU and ENT.
const table: Readonly<Record<Capability, string>> = {
  'cluster-lifecycle': 'MMM',
  autoscaling: 'OOO',
  networking: 'MMM',
  ingress: 'MMM',
  monitoring: 'MMM',
  logging: 'MMM',
  metrics: 'MMM',
  tracing: 'OOR',
  storage: 'OOO',
  backup: 'OOM',
  secrets: 'ORM',
  certificates: 'OOO',
  dns: 'OOO',
  policy: 'OOM',
  authentication: 'RMM',
  'non-root-containers': 'ORM',
  'security-audits': 'OMM',
  'image-scanning': 'MMM',
  dashboards: 'OMM',
  mesh: 'OOO',
  gitops: 'OOR',
  registry: 'OOO',
  ci: 'OOO',
  'image-builds': 'OOO',
  databases: 'OOO',
};
const letters = { M: 'mandatory', R: 'recommended', O: 'optional' };
const levelsOf = (asked: Asked) =>
  Object.fromEntries(selected(asked).answers.map(({ capability, level }) => [capability, level]));
const expected = (index: number, changed: Partial<Record<Capability, string>> = {}) =>
  Object.fromEntries(
    capabilities.map((capability) => [
      capability,
      changed[capability] ?? letters[table[capability][index] as keyof typeof letters],
    ]),
  );

describe('a profile', () => {
  test.each(profileNames.map((profile, index) => [profile, index] as const))(
    'gives every capability the level of the table: %s',
    (profile, index) => {
      expect(levelsOf({ profile })).toEqual(expected(index));
      expect(levelsOf({ profile, plans: { stateful: true } })).toEqual(expected(index, { storage: 'mandatory' }));
      expect(levelsOf({ profile, plans: { dynamic: true } })).toEqual(
        expected(index, { certificates: 'recommended', dns: 'recommended' }),
      );
    },
  );

  test('recommends autoscaling to a large organisation where an API manages the nodes', () => {
    expect(answerOf({ profile: 'ENT', runs: aws() }, 'autoscaling')?.level).toBe('recommended');
    expect(answerOf({ profile: 'ENT' }, 'autoscaling')?.level).toBe('optional');
    expect(answerOf({ profile: 'MBU', runs: aws() }, 'autoscaling')?.level).toBe('optional');
  });

  test('brings what is mandatory or recommended, and leaves out what is optional', () => {
    expect(idsOf({ profile: 'SUP' }, 'authentication')).toEqual(['dex', 'gangplank']);
    expect(idsOf({ profile: 'SUP' }, 'dashboards')).toEqual([]);
    expect(idsOf({ profile: 'MBU' }, 'dashboards')).toEqual(['headlamp']);
    expect(idsOf({ profile: 'MBU' }, 'backup')).toEqual([]);
    expect(idsOf({ profile: 'ENT' }, 'backup')).toEqual(['velero']);
    expect(idsOf({ profile: 'ENT' }, 'monitoring')).toContain('thanos');
  });

  test('always has Argo CD, and says that this goes beyond it', () => {
    for (const profile of profileNames) expect(idsOf({ profile }, 'gitops')).toEqual(['argo-cd']);
    expect(answerOf({ profile: 'SUP' }, 'gitops')?.reason).toBe('Millwright writes for Argo CD');
  });

  test.each([
    ['vault', vault({ server: 'https://vault.example.org' }), 'external-secrets'],
    ['local', local(), 'external-secrets'],
    ['sops', sops(), 'sops-secrets-operator'],
  ] as const)('always has what opens its secrets: %s', (_name, secrets, id) => {
    for (const profile of profileNames) expect(idsOf({ profile, secrets }, 'secrets')).toEqual([id]);
  });

  test('misses nothing but who makes the clusters, by default', () => {
    for (const profile of profileNames)
      expect(selected({ profile }).findings.map(({ where, message }) => `${where} ${message}`)).toEqual([
        `lab/one › cluster-lifecycle is mandatory in ${profile} and nothing answers it`,
      ]);
  });
});

describe('a distribution', () => {
  test('that brings a capability spares its components, and says how', () => {
    expect(idsOf({ runs: kind('1.35') }, 'networking')).toEqual([]);
    expect(answerOf({ runs: kind('1.35') }, 'networking')).toMatchObject({
      by: 'distribution',
      reason: expect.stringContaining('kindnet'),
    });
    expect(answerOf({ runs: aws(['aws-ebs-csi-driver']), plans: { stateful: true } }, 'storage')?.by).toBe(
      'distribution',
    );
  });

  test('whose network enforces no NetworkPolicy does not count as a network', () => {
    expect(idsOf({ runs: aws() }, 'networking')).toEqual(['cilium']);
    expect(idsOf({ runs: aws(undefined, false) }, 'networking')).toEqual(['cilium']);
    expect(idsOf({ runs: aws(undefined, true) }, 'networking')).toEqual([]);
    expect(idsOf({ runs: aws(['coredns'], true) }, 'networking')).toEqual(['cilium']);
  });

  test('has its own defaults where the profile’s do not fit it', () => {
    const plans = { stateful: true };
    expect(idsOf({ runs: aws(), plans }, 'storage')).toEqual(['aws-ebs-csi-driver', 'snapshot-controller']);
    expect(idsOf({ runs: aws(['snapshot-controller']), plans }, 'storage')).toEqual(['aws-ebs-csi-driver']);
    expect(idsOf({ plans }, 'storage')).toEqual(['longhorn', 'snapshot-controller']);
    expect(idsOf({ runs: aws(['metrics-server']) }, 'metrics')).toEqual(['kube-state-metrics']);
  });
});

describe("an environment's answer", () => {
  test('replaces the default components of its capability, whole', () => {
    const chosen = selected({ environment: { ingress: { contour: { replicas: 2 } } } }).chosen;
    expect(chosen.filter(({ capability }) => capability === 'ingress')).toEqual([
      expect.objectContaining({
        id: 'contour',
        settings: { replicas: 2 },
        at: { file: 'environments/lab.ts', path: ['platform', 'ingress', 'contour'] },
      }),
    ]);
  });

  test('is replaced by that of a cluster', () => {
    const asked = { environment: { dashboards: waived('not yet') }, cluster: { dashboards: { headlamp: {} } } };
    expect(idsOf(asked, 'dashboards')).toEqual(['headlamp']);
    expect(idsOf({ environment: asked.environment }, 'dashboards')).toEqual([]);
  });

  test('may ask for what is optional, and for what the distribution brings', () => {
    expect(idsOf({ cluster: { backup: { velero: {} } } }, 'backup')).toEqual(['velero']);
    expect(idsOf({ runs: kind('1.35'), cluster: { networking: { cilium: {} } } }, 'networking')).toEqual(['cilium']);
  });

  test.each([
    ['elsewhere', elsewhere('Datadog'), 'Datadog'],
    ['waived', waived('nothing to see'), 'nothing to see'],
  ] as const)('may be %s, with a reason that the README prints', (by, answer, reason) => {
    const asked: Asked = { cluster: { monitoring: answer } };
    expect(idsOf(asked, 'monitoring')).toEqual([]);
    expect(answerOf(asked, 'monitoring')).toEqual({ capability: 'monitoring', level: 'mandatory', by, reason });
  });

  test('without a reason is an error', () => {
    const { findings } = selected({ cluster: { monitoring: waived(' '), logging: elsewhere('') } });
    expect(findings.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['waived(…) needs a reason', 'elsewhere(…) needs a reason']),
    );
  });

  test('of no components leaves a mandatory capability open', () => {
    const { findings } = selected({ cluster: { logging: {} } });
    expect(findings).toContainEqual(
      expect.objectContaining({
        check: 'profile',
        where: 'lab/one › logging',
        message: 'is mandatory in MBU and nothing answers it',
        hint: expect.stringContaining("waived('why')"),
      }),
    );
  });
});

describe('a wrong answer, in a file that nobody type-checked,', () => {
  // What a user's JavaScript may hold.
  const wrong = (platform: object) =>
    selected({ cluster: { 'cluster-lifecycle': elsewhere('x'), ...platform } as Platform });
  const path = ['clusters', 'one', 'platform'];

  test.each<[string, object, string, readonly string[]]>([
    ['an unknown capability', { ingres: {} }, 'unknown capability "ingres"; did you mean "ingress"?', ['ingres']],
    [
      'an unknown component',
      { ingress: { traefick: {} } },
      'unknown component "traefick"; did you mean "traefik"?',
      ['ingress', 'traefick'],
    ],
    [
      'a component in the wrong place',
      { dns: { traefik: {} } },
      '"traefik" is a component of ingress, not of dns',
      ['dns', 'traefik'],
    ],
    [
      'settings that are none',
      { dns: { 'external-dns': true } },
      'its settings must be an object',
      ['dns', 'external-dns'],
    ],
    ['no answer at all', { dns: 'route53' }, 'is neither components nor elsewhere(…) nor waived(…)', ['dns']],
  ])('is one error at its place: %s', (_name, platform, message, below) => {
    const { findings } = wrong(platform);
    const first = findings.find((finding) => finding.message === message);
    expect(first).toMatchObject({ severity: 'error', at: { file: 'environments/lab.ts', path: [...path, ...below] } });
    expect(findings).toHaveLength(1);
  });
});
