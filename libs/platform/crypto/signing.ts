// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { decodeStrictly } from './base64url.ts';
import { parseShallow } from './json.ts';
import type { OpenedKey } from './keys.ts';

export interface SigningPair {
  readonly kid: string;
  readonly key: OpenedKey;
}

export interface SignatureHeader {
  readonly kid: string;
  readonly typ: string;
}

const deepestHeader = 3;

/** A compact JWS (EdDSA) over the text. */
export const signCompact = (text: string, { kid, key }: SigningPair, typ: string): Promise<string> =>
  new CompactSign(Buffer.from(text)).setProtectedHeader({ alg: 'EdDSA', kid, typ }).sign(key);

/** The header of a compact JWS of ours; null unless it is exactly `alg`, `kid` and `typ`, canonically written. */
export function signatureHeader(jws: string): SignatureHeader | null {
  const parts = jws.split('.');
  if (parts.length !== 3) return null;
  const [header, payload, signature] = parts.map(decodeStrictly);
  if (!header || !payload || signature?.length !== 64) return null;
  const fields = parseShallow(header.toString('utf8'), deepestHeader);
  if (!isExactly(fields, ['alg', 'kid', 'typ']) || fields['alg'] !== 'EdDSA') return null;
  const { kid, typ } = fields;
  return isKeyId(kid) && typeof typ === 'string' ? { kid, typ } : null;
}

/** The signed text; null unless this very key signed these very bytes under this type. */
export async function verifyCompact(jws: string, { kid, key }: SigningPair, typ: string): Promise<string | null> {
  const header = signatureHeader(jws);
  if (!header || header.kid !== kid || header.typ !== typ) return null;
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: ['EdDSA'] });
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return null;
  }
}

/** The text inside, **not verified**: only for finding out which key to verify it with. */
export function unverifiedText(jws: string): string | null {
  const payload = decodeStrictly(jws.split('.')[1] ?? '');
  return payload ? payload.toString('utf8') : null;
}

/** SHA-512 of the text, as base64url. */
export const sha512 = (text: string): string => createHash('sha512').update(text).digest('base64url');

/** Nothing but this is ever looked for: what a stranger writes there reaches the database. */
export const isKeyId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,128}$/.test(value);

export function isExactly(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => keys.includes(name));
}
