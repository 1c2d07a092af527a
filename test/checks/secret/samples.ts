/**
 * Texts of the form of secrets. They are put together here, so that nobody's scanner takes this file for a leak, and none of
 * them ever opened anything.
 */
const of = (alphabet: string, length: number, seed = 1): string => {
  let state = seed;
  let text = '';
  for (let at = 0; at < length; at++) {
    state = (state * 48_271) % 2_147_483_647;
    text += alphabet[state % alphabet.length];
  }
  return text;
};

const small = 'abcdefghijklmnopqrstuvwxyz';
const capitals = small.toUpperCase();
const digits = '0123456789';
export const alphabets = {
  base64: `${small}${capitals}${digits}+/`,
  mixed: `${small}${capitals}${digits}`,
  small: `${small}${digits}`,
  capitals: `${capitals}${digits}`,
  hex: `${digits}abcdef`,
};

/** A text that only chance makes; the same for the same seed. */
export const random = (alphabet: keyof typeof alphabets, length: number, seed = 1): string =>
  of(alphabets[alphabet], length, seed);

const mixed = (length: number): string => random('mixed', length);
const dashes = '-----';

/** What says what it is, by what the message calls it. */
export const tokens: readonly (readonly [string, string])[] = [
  ['an AWS access key', `AKIA${random('capitals', 16)}`],
  ['an AWS access key', `ASIA${random('capitals', 16)}`],
  ['an age key', `AGE-SECRET-KEY-1${random('capitals', 58)}`],
  ['an Anthropic key', `sk-ant-api03-${mixed(80)}`],
  ['an Atlassian token', `ATATT3${mixed(180)}`],
  ['an Azure storage key', `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${random('base64', 86)}==`],
  ['a DigitalOcean token', `dop_v1_${random('hex', 64)}`],
  ['a Docker Hub token', `dckr_pat_${mixed(27)}`],
  ['a GitHub token', `ghp_${mixed(36)}`],
  ['a GitHub token', `github_pat_${mixed(82)}`],
  ['a GitLab token', `glpat-${mixed(20)}`],
  ['a Google API key', `AIza${mixed(35)}`],
  ['a Google client secret', `GOCSPX-${mixed(28)}`],
  ['a Grafana token', `glsa_${mixed(32)}_${random('hex', 8)}`],
  ['a JSON web token', `eyJ${mixed(30)}.eyJ${mixed(60)}.${mixed(43)}`],
  ['an npm token', `npm_${mixed(36)}`],
  ['an OpenAI key', `sk-proj-${mixed(48)}`],
  ['a PyPI token', `pypi-AgEIcHlwaS5vcmc${mixed(60)}`],
  ['a SendGrid key', `SG.${mixed(22)}.${mixed(43)}`],
  ['a Slack token', `xoxb-${random('hex', 12)}-${mixed(24)}`],
  [
    'a Slack webhook',
    `https://hooks.slack.com/services/T${random('capitals', 9)}/B${random('capitals', 9)}/${mixed(24)}`,
  ],
  ['a Stripe key', `sk_live_${mixed(24)}`],
  ['a Tailscale key', `tskey-auth-${mixed(20)}`],
  ['a Vault token', `hvs.${mixed(24)}`],
  ['a private key', `${dashes}BEGIN PRIVATE KEY${dashes}\nMIIE\n${dashes}END PRIVATE KEY${dashes}`],
  ['a private key', `${dashes}BEGIN RSA PRIVATE KEY${dashes}\nMIIE\n${dashes}END RSA PRIVATE KEY${dashes}`],
  ['a private key', `${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}`],
  ['a private key', `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}`],
  ['a hash of a password', `$2a$10$${mixed(53)}`],
  ['a hash of a password', `admin:$apr1$${mixed(8)}$${mixed(22)}`],
  ['a hash of a password', `$argon2id$v=19$m=65536,t=3,p=4$${mixed(22)}$${mixed(43)}`],
];

const certificate = `${dashes}BEGIN CERTIFICATE${dashes}\n${random('base64', 64)}\n${dashes}END CERTIFICATE${dashes}\n`;
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What is as random as a secret or as near to one, and is none: by its key. */
export const harmless: readonly (readonly [string, unknown])[] = [
  // Digests and identifiers.
  ['image', `registry.example.org/web@sha256:${random('hex', 64)}`],
  ['digest', `sha256:${random('hex', 64)}`],
  ['digest', random('hex', 64)],
  ['targetRevision', random('hex', 40)],
  ['checksum/config', random('hex', 64)],
  ['checksum/secret', random('hex', 64)],
  ['pod-template-hash', random('hex', 10)],
  ['uid', '0b6e7f3c-3f0a-4c35-9d1e-2a7f5d0a9c11'],
  ['anything', '0b6e7f3c-3f0a-4c35-9d1e-2a7f5d0a9c11'],
  ['SENTINEL_ID_0', random('hex', 40)],
  ['certificateFingerprint', random('hex', 64)],
  ['arn', 'arn:aws:iam::123456789012:role/acme-production-eu-1-external-dns'],
  // What everybody may know.
  ['caBundle', base64(certificate)],
  ['ca.crt', certificate],
  ['certificate', base64(certificate)],
  ['anything', certificate],
  ['recipient', `age1${random('small', 58)}`],
  ['anything', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${random('base64', 48)} somebody`],
  ['publicKey', `${dashes}BEGIN PUBLIC KEY${dashes}\n${random('base64', 64)}\n${dashes}END PUBLIC KEY${dashes}`],
  // Names of what holds the secret.
  ['existingSecret', 'harbor-credentials'],
  ['existingSecretAdminPassword', 'harbor-credentials'],
  ['passwordKey', 'admin-password'],
  ['passwordSecret', 'harbor-credentials'],
  ['tokenSecretName', 'harbor-token'],
  ['secretName', 'harbor-tls'],
  ['tlsSecret', 'longhorn.local-tls'],
  ['secretKey', 'access-key'],
  ['secretKey', '.dockerconfigjson'],
  ['accessKey', 'access_key'],
  ['credentials', 'velero'],
  ['backupTargetCredentialSecret', 'longhorn-backup'],
  // What stands for it.
  ['password', ''],
  ['password', '$(PASSWORD)'],
  ['password', '$'.concat('{PASSWORD}')],
  ['password', '$PASSWORD'],
  ['password', '{{ .password }}'],
  ['password', '{{ htpasswd "user" .password }}'],
  ['clientSecret', '$dex.github.clientSecret'],
  ['password', 'ref+vault://secret/acme#password'],
  [
    'password',
    `ENC[AES256_GCM,data:${random('base64', 8)},iv:${random('base64', 44)},tag:${random('base64', 24)},type:str]`,
  ],
  ['password', '<your password>'],
  ['password', '********'],
  ['password', '/etc/secrets/password'],
  ['token', 'https://dex.example.org/token'],
  // Settings.
  ['token', 'true'],
  ['password', 'none'],
  ['sessionToken', '1h'],
  ['tokenExpiration', '3600'],
  ['tokenURL', 'https://dex.example.org/token'],
  ['passwordPolicy', 'length:12'],
  ['automountServiceAccountToken', false],
  ['maxTokens', 4096],
  ['serverTokenHeader', 'Trivy-Token'],
  // Texts of other languages.
  [
    'expression',
    'object.spec.template.spec.containers.all(c, has(c.securityContext) && c.securityContext.runAsNonRoot == true)',
  ],
  ['expr', 'sum(rate(container_cpu_usage_seconds_total{image!="", container!="POD"}[5m])) by (namespace)'],
  ['health.lua', 'hs = {}\nif obj.status ~= nil then\n  hs.status = obj.status.token\nend\nreturn hs'],
  ['regex', '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$'],
  ['dashboard.json', JSON.stringify({ uid: random('mixed', 20), panels: [{ id: 1, title: 'Passwords' }], version: 7 })],
  ['config.yaml', '# password: hunter2\npassword: $PASSWORD\ntokenFile: /var/run/token\n'],
  ['config.ini', '[auth]\npassword =\ntoken_url = https://example.org/token\n'],
  ['script.py', 'password = os.environ.get("PASSWORD")\ntoken = self.token\n'],
  ['help', 'Password: enter the password of the administrator'],
  ['anything', 'CiliumL2AnnouncementPolicy'],
  ['anything', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ['anything', '/loki/api/v1/index/volume_range'],
  ['anything', 'production/eu-1/kube-prometheus-stack/grafana-admin'],
  ['anything', 'https://user@example.org/path'],
  ['anything', 'https://$(USER):$(PASSWORD)@example.org'],
  ['anything', `ghp_${'x'.repeat(36)}`],
];
