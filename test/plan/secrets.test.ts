import { describe, expect, test } from 'vitest';
import { component, helm, local, own, sops, vault } from '../../constructs/index.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { SecretStore } from '../../constructs/model/secret.ts';
import { fleetFindings } from '../../constructs/plan/fleet.ts';
import externalSecrets from '../../constructs/platform/secrets/external-secrets.ts';
import sopsOperator from '../../constructs/platform/secrets/sops-secrets-operator.ts';
import { entry, planOf, type Sample, sampleFleet } from './sample.ts';

const press = component({
  summary: 'Prints',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  values: ({ secret, generated }) => ({
    login: secret('login', {
      keys: ['password'],
      fixed: { username: 'press' },
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
      type: 'kubernetes.io/basic-auth',
    }).name,
    session: generated('session', { keys: ['key', 'salt'] }).name,
  }),
});

const entries = [
  entry('press', press),
  entry('external-secrets', externalSecrets, 'secrets'),
  entry('sops-secrets-operator', sopsOperator, 'secrets'),
];
function made(secrets: SecretStore, sample: Sample = {}, settings = {}) {
  const plan = planOf(sampleFleet({ ...sample, environment: { secrets } }), entries, settings);
  const manifestsOf = (id: string) => plan.components.find((each) => each.id === id)?.manifests ?? [];
  return { plan, press: manifestsOf('press'), operator: manifestsOf('external-secrets') };
}
const named = (objects: readonly KubernetesObject[], kind: string, name?: string) =>
  objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));

const inVault = vault({ server: 'https://vault.example.org' });

describe('a secret of the store', () => {
  test('is an ExternalSecret that reads each key from the path of its owner', () => {
    expect(named(made(inVault).press, 'ExternalSecret', 'login')).toEqual([
      expect.objectContaining({
        apiVersion: 'external-secrets.io/v1',
        metadata: expect.objectContaining({ name: 'login', namespace: 'press' }),
        spec: {
          refreshPolicy: 'Periodic',
          refreshInterval: '1h0m0s',
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' },
          target: {
            name: 'login',
            creationPolicy: 'Owner',
            deletionPolicy: 'Retain',
            template: {
              engineVersion: 'v2',
              type: 'kubernetes.io/basic-auth',
              metadata: { labels: { 'app.kubernetes.io/part-of': 'argocd' } },
              mergePolicy: 'Merge',
              data: { username: 'press' },
            },
          },
          data: [
            {
              secretKey: 'password',
              remoteRef: {
                key: 'lab/one/press/login',
                property: 'password',
                conversionStrategy: 'Default',
                decodingStrategy: 'None',
                metadataPolicy: 'None',
              },
            },
          ],
        },
      }),
    ]);
  });

  test('is found by one name where the store is a namespace, which has no folders', () => {
    expect(named(made(local()).press, 'ExternalSecret', 'login')[0]?.['spec']).toMatchObject({
      data: [{ remoteRef: { key: 'press.login' } }],
    });
  });
});

describe('a secret that is made on the cluster', () => {
  test('is asked for once, or a database would not open any more', () => {
    const [object] = named(made(inVault).press, 'ExternalSecret', 'session');
    expect(object?.['spec']).toMatchObject({ refreshPolicy: 'CreatedOnce' });
    expect(object?.['spec']).not.toHaveProperty('secretStoreRef');
  });

  test('has a generator for each key', () => {
    const { press: manifests } = made(inVault);
    expect(named(manifests, 'Password').map(({ metadata }) => metadata.name)).toEqual(['session-key', 'session-salt']);
    expect(named(manifests, 'ExternalSecret', 'session')[0]?.['spec']).toMatchObject({
      dataFrom: ['key', 'salt'].map((key) => ({
        sourceRef: { generatorRef: { kind: 'Password', name: `session-${key}` } },
        rewrite: [{ regexp: { source: 'password', target: key } }],
      })),
    });
  });
});

describe('the store of the platform', () => {
  test('may be read from the namespaces that need it and from no other', () => {
    expect(named(made(inVault).operator, 'ClusterSecretStore', 'platform')[0]?.['spec']).toEqual({
      provider: {
        vault: {
          server: 'https://vault.example.org',
          path: 'secret',
          version: 'v2',
          auth: {
            kubernetes: {
              mountPath: 'kubernetes',
              role: 'external-secrets',
              serviceAccountRef: { name: 'external-secrets', namespace: 'external-secrets' },
            },
          },
        },
      },
      conditions: [{ namespaces: ['press'] }],
    });
  });

  test('is not written where nobody needs it', () => {
    const plan = planOf(sampleFleet(), entries.slice(1));
    expect(plan.components.flatMap(({ manifests }) => named(manifests, 'ClusterSecretStore'))).toEqual([]);
  });

  test('comes after the chart that defines it', () => {
    const [store] = named(made(inVault).operator, 'ClusterSecretStore');
    expect(store?.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '1' });
  });

  test('logs in as the ServiceAccount that there is, wherever external-secrets runs', () => {
    const moved = made(inVault, {}, { 'external-secrets': { namespace: 'keys' } });
    expect(named(moved.operator, 'ClusterSecretStore')[0]).toMatchObject({
      spec: { provider: { vault: { auth: { kubernetes: { serviceAccountRef: { namespace: 'keys' } } } } } },
    });
  });

  test('lets its reader see one namespace where secrets are filled in by hand', () => {
    const { operator } = made(local());
    expect(named(operator, 'Namespace', 'local-secrets')).toHaveLength(1);
    expect(named(operator, 'Role', 'secret-reader')[0]).toMatchObject({
      metadata: { namespace: 'local-secrets' },
      rules: [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }, { resources: ['selfsubjectrulesreviews'] }],
    });
    expect(named(operator, 'ClusterRole')).toEqual([]);
    expect(named(operator, 'RoleBinding', 'secret-reader')[0]).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'external-secrets', namespace: 'external-secrets' }],
    });
  });

  test('comes before who needs a secret', () => {
    const waves = new Map(made(inVault).plan.components.map(({ id, wave }) => [id, wave]));
    expect(waves.get('external-secrets')).toBeLessThan(waves.get('press') ?? 0);
    const guard = planOf(sampleFleet(), [
      ...entries.slice(1),
      entry('first', component({ ...press, source: helm('https://charts.example.org', 'a', '1.0.0') }), 'storage'),
    ]);
    const [store, reader] = ['external-secrets', 'first'].map(
      (id) => guard.components.find((each) => each.id === id)?.wave,
    );
    expect(store).toBeLessThan(reader ?? 0);
  });
});

describe('an encrypted secret', () => {
  /** With an encrypted suffix the names of templates are encrypted, and their keys are not. */
  const file = (name: string, keys: readonly string[], more: object = {}): KubernetesObject => ({
    apiVersion: 'isindir.github.com/v1alpha3',
    kind: 'SopsSecret',
    metadata: { name, namespace: 'press' },
    spec: {
      secretTemplates: [{ name: 'ENC[x]', stringData: Object.fromEntries(keys.map((key) => [key, 'ENC[x]'])) }],
    },
    sops: {},
    ...more,
  });
  const login = file('login', ['password', 'username']);
  const session = file('session', ['key', 'salt']);
  const right = { 'lab/one/press.login': login, 'lab/one/press.session': session };
  const said = (encrypted: Readonly<Record<string, KubernetesObject>>, store = sops()) =>
    made(store, { encrypted }).plan.findings.map(({ severity, where, message, at }) => [
      severity,
      where,
      message,
      [at?.file, ...(at?.path ?? [])].join(' '),
    ]);

  test('is the file of its name, which the operator opens before', () => {
    const { plan, press: manifests } = made(sops(), { encrypted: right });
    expect(plan.findings).toEqual([]);
    expect(manifests.map(({ kind, metadata }) => [kind, metadata.name])).toEqual(
      expect.arrayContaining([
        ['SopsSecret', 'login'],
        ['SopsSecret', 'session'],
      ]),
    );
    const wave = (id: string) => plan.components.find((each) => each.id === id)?.wave ?? 0;
    expect(wave('sops-secrets-operator')).toBeLessThan(wave('press'));
  });

  test('that is not there is an error that says what to write where', () => {
    expect(made(sops()).plan.findings).toEqual([
      expect.objectContaining({
        check: 'secret',
        where: 'lab/one › press › login',
        message: 'has no encrypted file with the keys password, username',
        hint: expect.stringContaining('environments/secrets/lab/one/press.login.yaml'),
      }),
      expect.objectContaining({ message: 'has no encrypted file with the keys key, salt' }),
    ]);
  });

  const at = 'environments/secrets/lab/one/press.login.yaml';
  test.each<[string, KubernetesObject, string, string]>([
    [
      'lacks a key',
      file('login', ['password', 'usrname']),
      'its file has no key "username"; did you mean "usrname"?',
      `${at} spec secretTemplates`,
    ],
    ['has another name', file('logon', ['password', 'username']), 'its file names it logon', `${at} metadata name`],
    [
      'is in another namespace',
      { ...login, metadata: { name: 'login', namespace: 'prss' } },
      'its file puts it into prss',
      `${at} metadata namespace`,
    ],
    [
      'is in no namespace',
      { ...login, metadata: { name: 'login' } },
      'its file puts it into no namespace',
      `${at} metadata namespace`,
    ],
    [
      'makes another Secret, by a name that is not encrypted',
      { ...login, spec: { secretTemplates: [{ name: 'other', data: { password: 'ENC[x]', username: 'ENC[x]' } }] } },
      'its file makes other',
      `${at} spec secretTemplates`,
    ],
    ['makes nothing', { ...login, spec: {} }, 'its file makes no Secret', `${at} spec secretTemplates`],
  ])('that %s is an error at its file', (_, wrong, message, place) => {
    expect(said({ ...right, 'lab/one/press.login': wrong })).toEqual([
      ['error', 'lab/one › press › login', message, place],
    ]);
  });

  test('may be made beside others, and may have more keys', () => {
    const templates = [
      { name: 'ENC[x]', data: { other: 'ENC[x]' } },
      { name: 'login', data: { password: 'ENC[x]' }, stringData: { username: 'ENC[x]', more: 'ENC[x]' } },
    ];
    expect(said({ ...right, 'lab/one/press.login': { ...login, spec: { secretTemplates: templates } } })).toEqual([]);
  });

  test('that nothing needs is a warning, with the one that is missing', () => {
    const { 'lab/one/press.session': _, ...others } = right;
    expect(said({ ...others, 'lab/one/press.sesion': session })).toContainEqual([
      'warning',
      'lab/one › press.sesion',
      'is an encrypted file that nothing needs; did you mean "press.session"?',
      'environments/secrets/lab/one/press.sesion.yaml',
    ]);
    expect(said({ ...right, 'lab/one/press.old': login })).toEqual([
      [
        'warning',
        'lab/one › press.old',
        'is an encrypted file that nothing needs',
        'environments/secrets/lab/one/press.old.yaml',
      ],
    ]);
  });

  test('where secrets are kept otherwise is a warning', () => {
    expect(said({ 'lab/one/press.login': login }, inVault)).toEqual([
      [
        'warning',
        'lab/one › press.login',
        'is an encrypted file, and the secrets of this cluster are not kept with SOPS (vault)',
        at,
      ],
    ]);
  });

  test('in a folder that is no cluster is a warning', () => {
    const fleet = sampleFleet({ encrypted: { 'lab/won/press.login': login, 'press.session': session } });
    const strays = fleetFindings(fleet).map(({ where, message }) => `${where}: ${message}`);
    expect(strays).toEqual([
      'environments/secrets/lab/won/press.login.yaml: "lab/won" is no cluster; did you mean "lab/one"?',
      "environments/secrets/press.session.yaml: is in no cluster's folder",
    ]);
  });
});
