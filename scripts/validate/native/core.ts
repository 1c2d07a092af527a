import { configKey, written } from './forms.ts';
import { ownFinalizer } from './metadata.ts';
import {
  choice,
  each,
  entries,
  type Fields,
  fields,
  isEmpty,
  map,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from './rule.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateNamespace, ValidateConfigMap, ValidateSecret.

const levels = choice('privileged', 'baseline', 'restricted');

const versions: Rule = (value, walk) => {
  if (!/^(latest|v1\.(0|[1-9][0-9]*))$/.test(textOf(value)))
    say(walk, `${shown(textOf(value))} is not a version`, 'write latest, or one such as v1.36');
};

const podSecurityRules = ['enforce', 'audit', 'warn'].flatMap((mode) => [
  [`pod-security.kubernetes.io/${mode}`, levels] as const,
  [`pod-security.kubernetes.io/${mode}-version`, versions] as const,
]);

/** Pod Security reads these labels (k8s.io/pod-security-admission v0.36, api/helpers.go). */
const podSecurity: Rule = map((labels, walk) => {
  for (const [label, rule] of podSecurityRules) if (label in labels) within(walk, label, textOf(labels[label]), rule);
});

export const namespace: Rule = fields({
  metadata: fields({ labels: podSecurity }),
  spec: fields({ finalizers: each(ownFinalizer) }),
});

/** All values together, in bytes. */
const mostData = 1024 * 1024;

const key = written(configKey);

const keys = (list: Fields, walk: Walk): void => {
  for (const name in list) within(walk, name, name, key);
};

const bytes = (base64: string): number => Math.floor((base64.replaceAll(/[\s=]/g, '').length * 3) / 4);

function size(plain: Fields, coded: Fields): number {
  let sum = 0;
  for (const name in plain) sum += Buffer.byteLength(textOf(plain[name]));
  for (const name in coded) sum += bytes(textOf(coded[name]));
  return sum;
}

const tooLarge = (walk: Walk, ...path: readonly string[]): void =>
  say(walk, 'is larger than 1 MiB', 'make two of it', ...path);

export const configMap: Rule = map(({ data, binaryData }, walk) => {
  const [plain, coded] = [mapOf(data), mapOf(binaryData)];
  within(walk, 'data', plain, () => keys(plain, walk));
  within(walk, 'binaryData', coded, () => keys(coded, walk));
  for (const name in plain)
    if (name in coded) say(walk, 'is also in binaryData', 'remove one of the two', 'data', name);
  if (size(plain, coded) > mostData) tooLarge(walk);
});

/** What the types of Secrets have to hold; of a list of keys all, of several lists one. */
const held: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'kubernetes.io/tls': [['tls.crt', 'tls.key']],
  'kubernetes.io/dockercfg': [['.dockercfg']],
  'kubernetes.io/dockerconfigjson': [['.dockerconfigjson']],
  'kubernetes.io/basic-auth': [['username'], ['password']],
  'kubernetes.io/ssh-auth': [['ssh-privatekey']],
};

const account = 'kubernetes.io/service-account.name';

function decoded(data: Fields, stringData: Fields, name: string): string {
  if (name in stringData) return textOf(stringData[name]);
  return Buffer.from(textOf(data[name]), 'base64').toString('utf8');
}

function isMapAsText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

function typed(secret: Fields, walk: Walk): void {
  const type = textOf(secret['type']);
  const [data, stringData] = [mapOf(secret['data']), mapOf(secret['stringData'])];
  const has = (name: string) => name in data || name in stringData;
  const ways = held[type] ?? [];
  if (ways.length > 0 && !ways.some((names) => names.every(has))) {
    const missing = ways.map((names) => names.filter((name) => !has(name)).join(' and ')).join(' or ');
    say(walk, `needs ${missing} for the type ${type}`, 'add it', 'data');
  }
  if (type === 'kubernetes.io/ssh-auth' && has('ssh-privatekey') && decoded(data, stringData, 'ssh-privatekey') === '')
    say(walk, 'must not be empty', undefined, 'data', 'ssh-privatekey');
  const docker = ways[0]?.[0];
  if (docker?.startsWith('.docker') && has(docker) && !isMapAsText(decoded(data, stringData, docker)))
    say(walk, 'must hold JSON', undefined, name(data, docker), docker);
  const { annotations } = mapOf(secret['metadata']);
  if (type === 'kubernetes.io/service-account-token' && isEmpty(mapOf(annotations)[account]))
    say(walk, 'is required for a token', 'name the ServiceAccount', 'metadata', 'annotations', account);
}

const name = (data: Fields, key: string): string => (key in data ? 'data' : 'stringData');

export const secret: Rule = map((found, walk) => {
  const [data, stringData] = [mapOf(found['data']), mapOf(found['stringData'])];
  within(walk, 'data', data, () => keys(data, walk));
  within(walk, 'stringData', stringData, () => keys(stringData, walk));
  typed(found, walk);
  if (size(stringData, data) > mostData) tooLarge(walk);
});

/** Server-side apply knows the Secrets of an account by their names. */
export const serviceAccount: Rule = fields({
  secrets: entries(
    map(({ name: of }, walk) => {
      if (of === undefined) say(walk, 'is required', 'name the Secret', 'name');
    }),
  ),
});
