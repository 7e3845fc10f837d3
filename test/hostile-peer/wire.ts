// SPDX-License-Identifier: EUPL-1.2
// Letters written by hand, byte for byte, so that they may say what no library would let them say.
import {
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mediaTypes } from '#contracts';
import { pad } from '#platform/crypto';

export interface Pair {
  readonly kid: string;
  readonly x: string;
  readonly key: KeyObject;
}

const curves = { sig: 'Ed25519', enc: 'X25519' } as const;

export const encode = (value: string | Buffer): string => Buffer.from(value).toString('base64url');
export const decode = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
export const hashOf = (jws: string): string => createHash('sha512').update(jws).digest('base64url');

export function makePair(use: keyof typeof curves): Pair {
  const { privateKey } = use === 'sig' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const { x = '' } = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: curves[use], kty: 'OKP', x }))
    .digest('base64url');
  return { kid, x, key: privateKey };
}

export const privateFrom = (use: keyof typeof curves, x: string, d: string): KeyObject =>
  createPrivateKey({ key: { kty: 'OKP', crv: curves[use], x, d }, format: 'jwk' });

export const publicJwk = (use: keyof typeof curves, { kid, x }: Pair, validFrom: string) => ({
  kty: 'OKP' as const,
  crv: curves[use],
  use,
  alg: use === 'sig' ? 'EdDSA' : 'ECDH-ES',
  x,
  kid,
  validFrom,
  validTo: null,
});

export const honestHeader = (kid: string, typ: string = mediaTypes.jws) => ({ alg: 'EdDSA', kid, typ });

/** A compact JWS; header and payload may be any text. */
export function signed(payload: string | object, header: string | object, key: KeyObject | null): string {
  const text = (part: string | object) => (typeof part === 'string' ? part : JSON.stringify(part));
  const input = `${encode(text(header))}.${encode(text(payload))}`;
  return `${input}.${key ? sign(null, Buffer.from(input), key).toString('base64url') : ''}`;
}

export interface Sealing {
  /** The recipient's key to seal for. */
  readonly x: string;
  readonly kid: string;
  /** Writes the header; gets the one an honest sender would use. */
  readonly header?: (honest: Record<string, unknown>) => string | object;
  /** Leave the padding as it is. */
  readonly bare?: boolean;
}

/** A compact JWE (ECDH-ES, A256GCM), as RFC 7518 says, except where the header says otherwise. */
export function sealed(plain: string | Buffer, { x, kid, header, bare = false }: Sealing): string {
  const ephemeral = generateKeyPairSync('x25519');
  const { x: epkX } = ephemeral.publicKey.export({ format: 'jwk' });
  const honest = {
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    kid,
    typ: mediaTypes.jwe,
    epk: { x: epkX, crv: 'X25519', kty: 'OKP' },
  };
  const chosen = header ? header(honest) : honest;
  const aad = encode(typeof chosen === 'string' ? chosen : JSON.stringify(chosen));
  const secret = diffieHellman({
    privateKey: ephemeral.privateKey,
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' }),
  });
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derived(secret), nonce);
  cipher.setAAD(Buffer.from(aad));
  const text = typeof plain === 'string' && !bare ? pad(plain) : plain;
  const body = Buffer.concat([cipher.update(Buffer.from(text as string)), cipher.final()]);
  return [aad, '', ...[nonce, body, cipher.getAuthTag()].map(encode)].join('.');
}

/** Concat KDF of NIST SP 800-56A for a single round, without apu and apv. */
function derived(secret: Buffer): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const algorithm = Buffer.from('A256GCM');
  const info = [number(algorithm.length), algorithm, number(0), number(0), number(256)];
  return createHash('sha256')
    .update(Buffer.concat([number(1), secret, ...info]))
    .digest();
}
