import type { Fault } from '../object.ts';
import { asMap, type Fields, listAt, mapAt, type Path, textAt } from '../read.ts';

/** The command that makes a file right; only what stands under `secretTemplates` is encrypted. */
export const encryptCommand = 'sops encrypt --encrypted-suffix Templates --in-place';
const hint = `encrypt it: ${encryptCommand}`;

/** What SOPS makes of a value (getsops/sops v3.13, aes/cipher.go); an empty text stays empty. */
const encrypted = /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]*,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:\w+\]$/;

/** Whether SOPS has encrypted a value, or left it because it is empty. */
export const isEncrypted = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'string' && encrypted.test(value));

/** Who can open a file: the lists that SOPS keeps of keys. */
const recipients = ['age', 'pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault'];

/**
 * What is wrong with a document that should be a SopsSecret which SOPS encrypted (sops-secrets-operator 0.28.0, README). None of
 * it may stand in git, and the operator could not open it.
 */
export function sopsFaults(document: unknown): readonly Fault[] {
  const object = asMap(document);
  if (object['kind'] !== 'SopsSecret') return [{ path: [], message: 'is not a SopsSecret', hint }];
  if (textAt(object['metadata'], 'name') === undefined)
    return [{ path: ['metadata'], message: 'has no name', hint: 'name it as the Secret is named' }];
  const metadata = object['sops'];
  if (metadata === undefined || metadata === null)
    return [{ path: [], message: 'is not encrypted: it has no key "sops"', hint }];
  const plain = listAt(object['spec'], 'secretTemplates').flatMap((template, index) =>
    ['data', 'stringData'].flatMap((field) => plaintext(template, field, ['spec', 'secretTemplates', index])),
  );
  // Once everything is encrypted, the rest is there, too.
  return plain.length > 0 ? plain : ofMetadata(asMap(metadata));
}

/** What SOPS writes beside the values. The operator does not compare the MAC, but a file without one is somebody's own work. */
function ofMetadata(sops: Fields): readonly Fault[] {
  const missing = [
    ...(encrypted.test(textAt(sops, 'mac') ?? '') ? [] : ['mac']),
    ...(/^\d+\.\d+/.test(textAt(sops, 'version') ?? '') ? [] : ['version']),
  ];
  if (missing.length > 0)
    return [{ path: ['sops'], message: `has no ${missing.join(' and no ')}, so SOPS did not write it`, hint }];
  if (recipients.some((key) => listAt(sops, key).length > 0)) return [];
  return [
    {
      path: ['sops'],
      message: 'names nobody who can open it',
      hint: `name the cluster's age recipient in .sops.yaml, and ${hint}`,
    },
  ];
}

/** Values of a template that are not encrypted. */
function plaintext(template: unknown, field: string, path: Path): readonly Fault[] {
  return Object.entries(mapAt(template, field)).flatMap(([key, value]) =>
    isEncrypted(value) ? [] : [{ path: [...path, field, key], message: 'holds a value that is not encrypted', hint }],
  );
}
