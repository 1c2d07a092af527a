import { describe, expect, test } from 'vitest';
import { entropy, randomness } from '../../scripts/checks/secret/random.ts';
import { sopsFaults } from '../../scripts/checks/secret/sops.ts';
import { secret } from '../../scripts/checks/secret.ts';
import { configMap, object } from './checked.ts';
import { broken, judged, places } from './judged.ts';
import { base64, harmless, random, tokens } from './secret/samples.ts';

const holding = (key: string, value: unknown) => ({ ...configMap('texts', 'a'), data: { [key]: value } });
const application = (helm: object) =>
  object('argoproj.io/v1alpha1', 'Application', 'web', 'argocd', { spec: { source: { chart: 'web', helm } } });
const container = (more: object) =>
  object('v1', 'Pod', 'web', 'a', { spec: { containers: [{ name: 'web', ...more }] } });

describe('what says what it is', () => {
  test.each(tokens)('%s is found under any key', (kind, text) => {
    expect(judged(secret, holding('anything', text))).toEqual([
      expect.stringMatching(new RegExp(`^data\\.anything: holds ${kind} \\(\\d+ characters(, \\S{1,4}…)?\\)$`)),
    ]);
  });

  test.each(tokens)('%s is found inside of a text, and in base64', (kind, text) => {
    const said = expect.stringContaining(`holds ${kind}`);
    expect(judged(secret, holding('anything', `first line\nit is "${text}", it is\n`))).toEqual([said]);
    expect(judged(secret, holding('anything', base64(`it is ${text}\n`)))).toEqual([said]);
  });

  test('is found wherever it stands', () => {
    const [, token = ''] = tokens.find(([kind]) => kind === 'a GitHub token') ?? [];
    const places_ = [
      places(secret, application({ valuesObject: { deep: [{ er: token }] } })),
      places(secret, application({ values: `image:\n  tag: 1\nextra: ${token}\n` })),
      places(secret, application({ parameters: [{ name: 'a', value: token }] })),
      places(secret, container({ env: [{ name: 'A', value: token }] })),
      places(secret, container({ args: ['run', `--with=${token}`] })),
      places(secret, { ...configMap('x', 'a'), metadata: { name: 'x', annotations: { note: token } } }),
      places(secret, object('example.org/v1', 'Loom', 'x', 'a', { spec: { thread: token } })),
    ];
    expect(places_).toEqual([
      ['spec.source.helm.valuesObject.deep[0].er'],
      ['spec.source.helm.values'],
      ['spec.source.helm.parameters[0].value'],
      ['spec.containers[0].env[0].value'],
      ['spec.containers[0].args[1]'],
      ['metadata.annotations.note'],
      ['spec.thread'],
    ]);
  });

  test('is never said again: a message shows its kind, its length, and at most the beginning that all of its kind have', () => {
    for (const [, text] of tokens)
      for (const said of judged(secret, holding('anything', text)))
        for (let at = 0; at + 8 <= text.length; at++) expect(said).not.toContain(text.slice(at, at + 8));
  });
});

describe('an address', () => {
  test.each([
    'postgres://app:hunter2@db.example.org/app',
    'https://user:p%40ss@git.example.org/acme.git',
    'redis://:hunter2@redis:6379',
    'amqp+ssl://user:hunter2@mq.example.org',
    'see https://user:hunter2@example.org for more',
  ])('with a password is found: %s', (address) => {
    expect(judged(secret, holding('anything', address))).toEqual([
      expect.stringMatching(/^data\.anything: holds a password in an address \(\d+ characters\)$/),
    ]);
  });
});

describe('a key that says secret', () => {
  test.each([
    ...['password', 'adminPassword', 'DB_PASSWORD', 'redis-password', 'passwd', 'http_passwd', 'passphrase', 'userPwd'],
    ...[
      'token',
      'rootToken',
      'authToken',
      'API_TOKEN',
      'apiKey',
      'api_key',
      'x-api-key',
      'clientSecret',
      'CLIENT_SECRET',
    ],
    ...['secretAccessKey', 'AWS_SECRET_ACCESS_KEY', 'sharedSecret', 'password1', 'spring.datasource.password'],
  ])('%s makes a secret of any text', (key) => {
    expect(judged(secret, holding(key, 'hunter2'))).toEqual([
      expect.stringMatching(/: is a secret in plain text \(7 characters\)$/),
    ]);
  });

  test('makes a secret of a number, too', () => {
    expect(places(secret, application({ valuesObject: { password: 12_345 } }))).toEqual([
      'spec.source.helm.valuesObject.password',
    ]);
  });

  test.each([
    'secret',
    'webhookSecret',
    'secretKey',
    'accessKey',
    'encryptionKey',
    'privateKey',
    'credentials',
    'signingKey',
  ])('%s may name something, and does not when no name looks like that', (key) => {
    expect(judged(secret, holding(key, 'my-secret'))).toEqual([]);
    expect(judged(secret, holding(key, 'x7Kq9!mZ2p'))).toHaveLength(1);
    expect(judged(secret, holding(key, random('mixed', 16)))).toHaveLength(1);
  });

  test('is the name of a variable, a parameter or a header, too', () => {
    expect(places(secret, container({ env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }))).toEqual([
      'spec.containers[0].env[0].value',
    ]);
    expect(places(secret, application({ parameters: [{ name: 'auth.password', value: 'hunter2' }] }))).toHaveLength(1);
    expect(
      places(
        secret,
        container({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'x', key: 'password' } } }] }),
      ),
    ).toEqual([]);
  });

  test.each([
    ['an argument', container({ args: ['--db-password=hunter2'] }), 'spec.containers[0].args[0]'],
    ['YAML', holding('a.yaml', 'auth:\n  user: app\n  password: hunter2\n'), 'data["a.yaml"]'],
    ['YAML in quotes', holding('a.yaml', 'auth:\n  password: "hunter 2"  # changed\n'), 'data["a.yaml"]'],
    ['JSON', holding('a.json', '{"auth":{"user":"app","password":"hunter2"}}'), 'data["a.json"]'],
    ['an .ini file', holding('a.ini', '[db]\npassword = hunter2\n'), 'data["a.ini"]'],
    ['a .env file', holding('.env', 'USER=app\nexport API_TOKEN=hunter2\n'), 'data[".env"]'],
    ['values as text', application({ values: 'auth:\n  password: hunter2\n' }), 'spec.source.helm.values'],
    ['YAML in base64', holding('a', base64('auth:\n  password: hunter2\n')), 'data.a'],
  ])('is found in %s', (_, each, place) => {
    expect(places(secret, each)).toEqual([place]);
  });
});

describe('a text that only chance makes', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => 1_000 + index * 7_919);
  test.each([
    ['base64', 20],
    ['base64', 24],
    ['base64', 32],
    ['base64', 40],
    ['base64', 64],
    ['mixed', 20],
    ['mixed', 32],
    ['small', 24],
    ['small', 32],
    ['capitals', 24],
    ['hex', 32],
    ['hex', 40],
    ['hex', 64],
  ] as const)('of %s and %i characters is found 9 times in 10', (alphabet, length) => {
    const found = seeds.filter((seed) => judged(secret, holding('thing', random(alphabet, length, seed))).length > 0);
    expect(found.length / seeds.length).toBeGreaterThanOrEqual(0.9);
  });

  test('says how long it is, and of what', () => {
    expect(judged(secret, holding('thing', random('base64', 40)))).toEqual([
      'data.thing: looks like a secret (40 random characters of base64)',
    ]);
  });

  test('is found beside a key inside of a text', () => {
    expect(judged(secret, holding('a.conf', `user = app\nsignature = ${random('mixed', 40)}\n`))).toEqual([
      'data["a.conf"]: looks to hold a secret at signature (40 random characters of base64)',
    ]);
  });

  test.each([
    ['', 0],
    ['aaaa', 0],
    ['abab', 1],
    ['abcd', 2],
    ['0123456789abcdef', 4],
  ])('has an entropy: %j has %i bits a character', (text, bits) => {
    expect(entropy(text)).toBeCloseTo(bits);
  });

  test.each(['short1A', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'kubernetesServiceAccountTokenController', 'a'.repeat(5000)])(
    '%s is not one',
    (text) => {
      expect(randomness(text)).toBeUndefined();
    },
  );
});

describe('what is no secret', () => {
  test.each(harmless)('%s: %j', (key, value) => {
    expect(judged(secret, object('example.org/v1', 'Loom', 'x', 'a', { spec: { [key]: value } }))).toEqual([]);
  });

  test('a ConfigMap, by names that mean something elsewhere', () => {
    const [, token] = tokens[0] ?? [];
    for (const key of ['kind', 'status', 'group', 'sops', 'destination'])
      expect(places(secret, holding(key, token))).toEqual([`data.${key}`]);
  });

  test('the definition of a custom resource, whatever its fields are called', () => {
    const schema = { properties: { password: { type: 'string', default: 'hunter2' } } };
    const definition = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'looms.example.org', undefined, {
      spec: { versions: [{ schema: { openAPIV3Schema: schema } }] },
    });
    expect(judged(secret, definition)).toEqual([]);
  });

  test('an ExternalSecret with its templates', () => {
    const spec = {
      data: [{ secretKey: 'password', remoteRef: { key: 'production/eu-1/shop/orders', property: 'password' } }],
      target: { template: { data: { user: 'shop', url: 'postgres://shop:{{ .password }}@db/shop' } } },
    };
    expect(judged(secret, object('external-secrets.io/v1', 'ExternalSecret', 'orders', 'shop', { spec }))).toEqual([]);
  });
});

describe('a Secret', () => {
  const of = (more: object, labels?: Readonly<Record<string, string>>) => ({
    ...object('v1', 'Secret', 'x', 'a', more),
    metadata: { name: 'x', namespace: 'a', ...(labels && { labels }) },
  });
  const plain = 'holds a secret in plain text: base64 encrypts nothing';

  test.each([
    [{}],
    [{ data: {} }],
    [{ data: { password: '' } }],
    [{ stringData: { password: '$PASSWORD' } }],
    [{ type: 'kubernetes.io/service-account-token' }],
    [{ data: { 'ca.crt': base64('anything') } }],
    [{ data: { password: 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]' }, sops: {} }],
  ])('may be committed without contents: %j', (more) => {
    expect(judged(secret, of(more))).toEqual([]);
  });

  test('that only claims to be encrypted has contents', () => {
    expect(judged(secret, of({ stringData: { password: 'ENC[hunter2]' } }))).toEqual([`stringData.password: ${plain}`]);
  });

  test('may not be committed with contents', () => {
    expect(judged(secret, of({ data: { user: base64('app') }, stringData: { password: 'hunter2' } }))).toEqual([
      `data.user: ${plain}`,
      `stringData.password: ${plain}`,
    ]);
  });

  test('says what it holds, where that can be seen', () => {
    const key = tokens.find(([kind]) => kind === 'a private key')?.[1] ?? '';
    expect(judged(secret, of({ data: { 'tls.crt': 'eA==', 'tls.key': base64(key) } }))).toEqual([
      expect.stringMatching(/^data\["tls\.key"\]: holds a private key/),
    ]);
  });

  test('with a file in which nothing secret is seen is a warning', () => {
    expect(judged(secret, of({ stringData: { 'a.yaml': 'route:\n  receiver: default\n' } }))).toEqual([
      'warning stringData["a.yaml"]: holds a file in plain text: base64 encrypts nothing',
    ]);
    expect(judged(secret, of({ stringData: { 'a.yaml': 'smtp:\n  password: hunter2\n' } }))).toEqual([
      'stringData["a.yaml"]: holds a secret in plain text at password (7 characters)',
    ]);
  });

  test('that tells Argo CD of a repository may say where it is', () => {
    const stringData = { type: 'git', url: 'https://github.com/acme/platform.git' };
    const labels = { 'argocd.argoproj.io/secret-type': 'repository' };
    expect(judged(secret, of({ stringData }, labels))).toEqual([]);
    expect(judged(secret, of({ stringData: { ...stringData, password: 'hunter2' } }, labels))).toEqual([
      `stringData.password: ${plain}`,
    ]);
  });
});

describe('a SealedSecret', () => {
  const sealed = (length: number, session = 512) => {
    const bytes = Buffer.alloc(length, 7);
    bytes.writeUInt16BE(session, 0);
    return bytes.toString('base64');
  };
  const of = (encryptedData: object, template: object = {}) =>
    object('bitnami.com/v1alpha1', 'SealedSecret', 'x', 'a', { spec: { encryptedData, template } });

  test('is sealed', () => {
    expect(judged(secret, of({ a: sealed(2 + 512 + 16), b: sealed(600), c: sealed(400, 256) }))).toEqual([]);
  });

  test.each([
    ['a word', 'hunter2'],
    ['base64 of a word', base64('hunter2')],
    ['longer base64', random('base64', 800)],
    ['too short', sealed(2 + 512 + 15)],
    ['nothing', ''],
    ['no text', 7],
  ])('has no value that is %s', (_, value) => {
    expect(judged(secret, of({ password: value }))).toEqual(['spec.encryptedData.password: is not sealed']);
  });

  test('has no secret in its template', () => {
    expect(places(secret, of({}, { data: { password: 'hunter2' } }))).toEqual(['spec.template.data.password']);
  });
});

describe('a SopsSecret', () => {
  const encrypted = 'ENC[AES256_GCM,data:A5Q=,iv:/xpIAjjX=,tag:tDfGF+NV==,type:str]';
  const sops = { mac: encrypted, version: '3.13.2', age: [{ recipient: 'age1', enc: 'x' }] };
  const templates = [{ name: encrypted, stringData: { password: encrypted, empty: '' } }];
  const of = (more: object, spec: object = { secretTemplates: templates }) => ({
    apiVersion: 'isindir.github.com/v1alpha3',
    kind: 'SopsSecret',
    metadata: { name: 'login', namespace: 'press' },
    spec,
    sops,
    ...more,
  });
  const said = (document: unknown) => sopsFaults(document).map(({ path, message }) => `${path.join('.')}: ${message}`);

  test('is what SOPS writes', () => {
    expect(said(of({}))).toEqual([]);
    expect(judged(secret, of({}) as never)).toEqual([]);
  });

  test('may leave the names of its Secrets readable', () => {
    expect(
      said(of({}, { secretTemplates: [{ name: 'login', type: 'Opaque', data: { password: encrypted } }] })),
    ).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['is of another kind', of({ kind: 'Secret' }), ': is not a SopsSecret'],
    ['is no map', 'text', ': is not a SopsSecret'],
    ['has no name', of({ metadata: {} }), 'metadata: has no name'],
    ['has not been encrypted', of({ sops: undefined }), ': is not encrypted: it has no key "sops"'],
    ['has no MAC', of({ sops: { ...sops, mac: 'none' } }), 'sops: has no mac, so SOPS did not write it'],
    ['has no version', of({ sops: { ...sops, version: undefined } }), 'sops: has no version, so SOPS did not write it'],
    ['is nothing but claimed', of({ sops: {} }), 'sops: has no mac and no version, so SOPS did not write it'],
    ['is for nobody', of({ sops: { ...sops, age: [] } }), 'sops: names nobody who can open it'],
    [
      'has a plain value',
      of({}, { secretTemplates: [...templates, { data: { a: encrypted, b: 'aHVudGVyMg==' } }] }),
      'spec.secretTemplates.1.data.b: holds a value that is not encrypted',
    ],
    [
      'has a plain number',
      of({}, { secretTemplates: [{ stringData: { pin: 12_345 } }] }),
      'spec.secretTemplates.0.stringData.pin: holds a value that is not encrypted',
    ],
    [
      'has a value that only begins so',
      of({}, { secretTemplates: [{ stringData: { a: 'ENC[hunter2]' } }] }),
      'spec.secretTemplates.0.stringData.a: holds a value that is not encrypted',
    ],
  ])('that %s is an error', (_, document, message) => {
    expect(said(document)).toEqual([message]);
  });

  test('of others is looked at, too', () => {
    expect(places(secret, of({ sops: undefined }) as never)).toEqual(['']);
  });
});

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(secret, each)).not.toThrow();
});
