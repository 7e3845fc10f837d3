// SPDX-License-Identifier: EUPL-1.2
import { CompactEncrypt, compactDecrypt } from 'jose';
import { decodeStrictly } from './base64url.ts';
import { parseShallow } from './json.ts';
import type { OpenedKey } from './keys.ts';
import { pad, unpad } from './padding.ts';
import { isExactly, isKeyId } from './signing.ts';

/** Longest sealed letter: the largest size class as base64url, its header, nonce and tag. */
export const largestSealed = 350_600;

export interface SealingPair {
  readonly kid: string;
  readonly key: OpenedKey;
}

const deepestHeader = 3;

/** Padded to its size class and encrypted (ECDH-ES, A256GCM) with a fresh key each time. */
export const sealCompact = (jws: string, { kid, key }: SealingPair, typ: string): Promise<string> =>
  new CompactEncrypt(Buffer.from(pad(jws)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid, typ })
    .encrypt(key);

/** The `kid` a sealed letter is meant for; null unless its header is exactly what ours is. */
export function sealedFor(jwe: string, typ: string): string | null {
  if (jwe.length > largestSealed) return null;
  const parts = jwe.split('.');
  if (parts.length !== 5 || parts[1] !== '') return null;
  const decoded = parts.map(decodeStrictly);
  if (decoded.some((part) => part === null)) return null;
  const fields = parseShallow(decoded[0]!.toString('utf8'), deepestHeader);
  if (!isExactly(fields, ['alg', 'enc', 'epk', 'kid', 'typ'])) return null;
  if (fields['alg'] !== 'ECDH-ES' || fields['enc'] !== 'A256GCM' || fields['typ'] !== typ) return null;
  const { epk, kid } = fields;
  if (!isExactly(epk, ['crv', 'kty', 'x']) || epk['kty'] !== 'OKP' || epk['crv'] !== 'X25519') return null;
  return isKeyId(kid) ? kid : null;
}

/** What was sealed, without its padding; null when anything about it is off. */
export async function openSealed(jwe: string, { kid, key }: SealingPair, typ: string): Promise<string | null> {
  if (sealedFor(jwe, typ) !== kid) return null;
  try {
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return unpad(Buffer.from(plaintext).toString('latin1'));
  } catch {
    return null;
  }
}
