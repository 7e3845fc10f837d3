// SPDX-License-Identifier: EUPL-1.2
import { generateKeyPair, exportJWK, importJWK, calculateJwkThumbprint, type CryptoKey, type JWK } from 'jose';

export type KeyUse = 'sig' | 'enc';
export type OpenedKey = CryptoKey | Uint8Array;

export interface KeyMaterial {
  readonly kid: string;
  readonly use: KeyUse;
  readonly x: string;
  /** The private part, to be sealed at once. */
  readonly d: string;
}

const curveOf = { sig: 'Ed25519', enc: 'X25519' } as const;
const algorithmOf = { sig: 'EdDSA', enc: 'ECDH-ES' } as const;

const jwk = (use: KeyUse, x: string): JWK & { kty: 'OKP' } => ({ kty: 'OKP', crv: curveOf[use], x });

export async function makeKey(use: KeyUse): Promise<KeyMaterial> {
  const options = { crv: curveOf[use], extractable: true };
  const { privateKey } = await generateKeyPair(algorithmOf[use], options);
  const { x, d } = await exportJWK(privateKey);
  if (!x || !d) throw new Error('The key could not be exported');
  return { kid: await thumbprint(use, x), use, x, d };
}

/** RFC 7638. */
export const thumbprint = (use: KeyUse, x: string): Promise<string> => calculateJwkThumbprint(jwk(use, x), 'sha256');

export const publicKey = (use: KeyUse, x: string): Promise<OpenedKey> => importJWK(jwk(use, x), algorithmOf[use]);

export const privateKey = (use: KeyUse, x: string, d: string): Promise<OpenedKey> =>
  importJWK({ ...jwk(use, x), d }, algorithmOf[use]);
