/** What a key says about the text that it holds. */
export type Secrecy =
  /** Nobody's secrets are below it. */
  | 'skipped'
  /** Nothing. */
  | 'open'
  /** A digest, an identifier or a public key: as random as a secret, and none. */
  | 'random'
  /** A password or a token: every text is one. */
  | 'secret'
  /** A key or a secret, or only the name of one. */
  | 'perhaps';

/** What names secrets, what is encrypted or public, what a cluster writes, and what only names kinds. */
const skipped: ReadonlySet<string> = new Set([
  ...['caBundle', 'encryptedData', 'managedFields', 'openAPIV3Schema', 'remoteRef', 'secretKeyRef', 'secretRef'],
  ...['secretStoreRef', 'sops', 'status', 'valueFrom'],
  ...['apiGroup', 'apiGroups', 'apiVersion', 'finalizers', 'group', 'kind', 'topologyKey'],
  ...['argocd.argoproj.io/manifest-generate-paths', 'destination', 'ignoreDifferences', 'syncPolicy'],
  ...['clusterResourceWhitelist', 'namespaceResourceBlacklist', 'namespaceResourceWhitelist'],
]);

const secret =
  /(?:password|passwd|passphrase|pwd|apikey|token|(?:client|consumer|app|application|shared|signing|hmac|jwt)secret|secretaccesskey|accesskeysecret)\d*$/;
const perhaps =
  /(?:secret|credentials?|connectionstring|dsn|(?:access|account|auth|cookie|deploy|encoded|encryption|license|master|private|secret|security|service|session|signing|ssh|storage|webhook)key)\d*$/;
const random =
  /sha\d|digest|checksum|hash|md5|(?:fingerprint|thumbprint|revision|commit|tag|id|version|etag|recipient|ca|cabundle|cert|certificate|crt|publickey|pub|nonce|image|serial|issuer|arn|endpoint|url|host)\d*$/;
/** `existingSecretPassword` is where a Secret is, and `tokenSecretName` what it is called. */
const reference = /^existing|existing(?:secret)?$|secretname|secretref|^(?:use|enable|disable|require|has|is)[_-]/i;
/** `usePassword` is a switch. */
const aSwitch = /^(?:use|enable|disable|require|automount|has|is)[A-Z]/;

const known = new Map<string, Secrecy>();
/** Keys remembered, so that a fleet with many does not grow the memory. */
const MOST_REMEMBERED = 20_000;

/** What a key says, by how it ends: of `adminPassword`, `DB_PASSWORD` and `redis-password` the last word counts. */
export function secrecyOf(key: string): Secrecy {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const found = judged(key);
  known.set(key, found);
  return found;
}

function judged(key: string): Secrecy {
  // Annotations by which charts restart pods, such as Harbor's checksum/secret.
  if (skipped.has(key) || key.startsWith('checksum/')) return 'skipped';
  if (reference.test(key) || aSwitch.test(key)) return 'open';
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (secret.test(plain)) return 'secret';
  if (perhaps.test(plain)) return 'perhaps';
  return random.test(plain) ? 'random' : 'open';
}
