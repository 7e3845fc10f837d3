// SPDX-License-Identifier: EUPL-1.2
// What a person carries between tenants: attestations, and the key that shows they are theirs. It lives in their file,
// and never in anything that is sent.
import type { PassportQuestion } from '../../api/types.ts';

export interface Carried {
  readonly format: 'handslag-passport';
  /** What its issuer calls itself. */
  readonly issuer: string;
  /** The holder's own key (Ed25519, base64url); `d` is the secret half. */
  readonly x: string;
  readonly d: string;
  readonly attestations: readonly string[];
}

/** What stands in an attestation, as its holder may read it; the tenant that is shown it checks the signature. */
export interface Said {
  readonly jws: string;
  readonly holder: string;
  readonly kind: 'interview' | 'course' | 'register-extract' | 'minimum-age' | 'language';
  readonly subject: string;
  readonly years: number | null;
  readonly seenOn: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

const typ = 'handslag-presentation+jws';
const largestText = 200_000;

function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
const decoded = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** A key of the holder's own, made here and known to nobody else. */
export async function makeKey(): Promise<Pick<Carried, 'x' | 'd'>> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const { x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { x: x ?? '', d: d ?? '' };
}

/** An answer to one question of one tenant, signed here: whoever gets it can show it to nobody else. */
export async function present(
  { x, d }: Carried,
  attestation: string,
  { audience, nonce }: PassportQuestion,
): Promise<string> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x };
  // RFC 7638: the members in this order, without spaces.
  const print = await crypto.subtle.digest('SHA-256', bytesOf(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x })));
  const kid = encoded(new Uint8Array(print));
  const key = await crypto.subtle.importKey('jwk', { ...jwk, d }, 'Ed25519', false, ['sign']);
  const text = [
    { alg: 'EdDSA', kid, typ },
    { aud: audience, nonce, attestation },
  ]
    .map((part) => encoded(bytesOf(JSON.stringify(part))))
    .join('.');
  return `${text}.${encoded(new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytesOf(text))))}`;
}

/** A file or pasted text, if it is a passport; null otherwise. */
export function readCarried(text: string): Carried | null {
  try {
    const read = text.length > largestText ? null : (JSON.parse(text) as Partial<Carried> | null);
    if (read?.format !== 'handslag-passport' || typeof read.x !== 'string' || typeof read.d !== 'string') return null;
    const all = Array.isArray(read.attestations) ? read.attestations : [];
    if (all.length === 0 || all.some((one) => saidBy(one as string) === null)) return null;
    return { ...read, issuer: String(read.issuer ?? '') } as Carried;
  } catch {
    return null;
  }
}

export function saidBy(jws: string): Said | null {
  try {
    const [, payload = ''] = jws.split('.');
    const said = JSON.parse(new TextDecoder().decode(decoded(payload))) as Said;
    return typeof said.holder === 'string' && typeof said.exp === 'number' ? { ...said, jws } : null;
  } catch {
    return null;
  }
}
