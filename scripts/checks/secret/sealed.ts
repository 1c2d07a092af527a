import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import type { Fault } from '../object.ts';
import { mapAt } from '../read.ts';

/** Of the form: what the session key's length says, and at least an authentication tag behind it. */
const LENGTH_BYTES = 2;
const TAG_BYTES = 16;

/**
 * Values of a SealedSecret that nobody sealed. What kubeseal writes is base64 of the length of an encrypted session key, that key
 * and the text (sealed-secrets v0.36.6, pkg/crypto/crypto.go, HybridEncrypt).
 */
export function sealedFaults(object: KubernetesObject): readonly Fault[] {
  const values = mapAt(object['spec'], 'encryptedData');
  return Object.entries(values).flatMap(([key, value]) =>
    isSealed(value)
      ? []
      : [
          {
            path: ['spec', 'encryptedData', key],
            message: 'is not sealed',
            hint: 'let kubeseal write it, and replace the secret if it was ever pushed',
          },
        ],
  );
}

function isSealed(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < LENGTH_BYTES) return false;
  const session = bytes.readUInt16BE(0);
  // RSA of 2,048 bits and more.
  return session >= 256 && session % 64 === 0 && bytes.length >= LENGTH_BYTES + session + TAG_BYTES;
}
