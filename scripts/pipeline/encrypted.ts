/** What must hold of an encrypted file before it may stand in the tree. */

/** Why a document must not stand in git, if it is not a SopsSecret with every value encrypted. */
export function encryptionFault(document: unknown): string | undefined {
  const object = document as
    | { kind?: unknown; sops?: unknown; metadata?: { name?: unknown }; spec?: { secretTemplates?: unknown } }
    | undefined;
  if (object?.kind !== 'SopsSecret' || typeof object.metadata?.name !== 'string') return 'is not a SopsSecret';
  if (typeof object.sops !== 'object') return 'is not encrypted: it has no key "sops"';
  return plaintextIn(object.spec?.secretTemplates) ? 'holds a value that is not encrypted' : undefined;
}

/** Under a key with an encrypted suffix every string is `ENC[…]` (SOPS, README, "Encrypting only parts of a file"). */
function plaintextIn(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith('ENC[');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(plaintextIn);
}
