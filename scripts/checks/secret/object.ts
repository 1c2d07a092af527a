import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import type { Fault } from '../object.ts';
import { asMap, mapAt } from '../read.ts';
import { secrecyOf } from './keys.ts';
import { isLiteral } from './literal.ts';
import { isEncrypted } from './sops.ts';
import { verdictOn } from './text.ts';

/** Keys of the Secrets that tell Argo CD of a repository or a cluster, and that everybody may know (argo-cd v3.5.1, declarative-setup). */
const ofArgoCd: ReadonlySet<string> = new Set([
  ...['type', 'url', 'name', 'project', 'server', 'namespaces', 'clusterResources', 'shard', 'depth'],
  ...['insecure', 'enableLfs', 'enableOCI', 'insecureOCIForceHttp', 'forceHttpBasicAuth', 'proxy', 'noProxy'],
]);
const argoLabel = 'argocd.argoproj.io/secret-type';

/** What a Secret may hold for everybody to see. */
const publicKeys: ReadonlySet<string> = new Set([
  'ca.crt',
  'tls.crt',
  'ca-bundle.crt',
  'ca.pem',
  'cert.pem',
  'namespace',
]);

/**
 * A Secret with contents in a tree that is committed: base64 encrypts nothing. Where it holds a file without anything secret in
 * sight, it is a warning, because charts keep whole configurations in Secrets.
 */
export function secretFaults(object: KubernetesObject): readonly Fault[] {
  const argo = mapAt(object.metadata, 'labels')[argoLabel] !== undefined;
  const faults: Fault[] = [];
  for (const field of ['data', 'stringData']) {
    const values = asMap(object[field]);
    for (const key in values) {
      const value = values[key];
      if (typeof value !== 'string' || publicKeys.has(key) || (argo && ofArgoCd.has(key))) continue;
      const text = field === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value;
      // SOPS replaces what it encrypts by such a text, in `data`, too.
      if (!isEncrypted(value) && (isLiteral(text) || text.startsWith('ENC[')))
        faults.push(held([field, key], key, text));
    }
  }
  return faults;
}

function held(path: Fault['path'], key: string, text: string): Fault {
  const verdict = verdictOn(text);
  const file = text.includes('\n') && verdict === undefined && secrecyOf(key) !== 'secret';
  return {
    path,
    message: verdict ? verdict.says : `holds ${file ? 'a file' : 'a secret'} in plain text: base64 encrypts nothing`,
    hint: file
      ? 'make a ConfigMap of it, or let the secret store bring it'
      : 'keep it in the secret store: an ExternalSecret, a SopsSecret or a SealedSecret makes this Secret on the cluster',
    ...(file && { severity: 'warning' as const }),
  };
}
