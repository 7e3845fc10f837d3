// SPDX-License-Identifier: EUPL-1.2
// Letters in an honest partner's name by somebody who has that partner's signed message, but none of its keys.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mediaTypes } from '#contracts';
import type { Mallory } from './mallory.ts';
import { decode, encode, honestHeader, sealed, signed } from './wire.ts';

export interface Stolen {
  /** As the honest partner has signed it. */
  readonly jws: string;
  /** The honest partner's signing key: only what is public of it. */
  readonly signer: { readonly kid: string; readonly x: string };
  /** The recipient's sealing key. */
  readonly recipient: { readonly kid: string; readonly x: string };
  readonly mallory: Mallory;
}
type Forgery = (stolen: Stolen) => string;

const payloadOf = (jws: string) => decode(jws.split('.')[1]!);
const envelopeOf = (jws: string) => JSON.parse(payloadOf(jws)) as Record<string, unknown>;
const changed = (jws: string, more: object) => JSON.stringify({ ...envelopeOf(jws), ...more });
/** Signed by Mallory under a header of its choice. */
const underHeader =
  (header: (stolen: Stolen) => string | object): Forgery =>
  (stolen) =>
    signed(payloadOf(stolen.jws), header(stolen), stolen.mallory.sig.key);
/** The honest signature under another header or payload. */
const withSignature = (jws: string, header: string | object, payload = payloadOf(jws)) =>
  `${encode(typeof header === 'string' ? header : JSON.stringify(header))}.${encode(payload)}.${jws.split('.')[2]}`;
const base = ({ signer }: Stolen) => honestHeader(signer.kid);
const malloryJwk = ({ mallory }: Stolen) => ({ kty: 'OKP', crv: 'Ed25519', x: mallory.sig.x, kid: mallory.sig.kid });

function byOtherAlgorithm(alg: string, stolen: Stolen): string {
  const input = `${encode(JSON.stringify({ ...base(stolen), alg }))}.${encode(payloadOf(stolen.jws))}`;
  const bytes = Buffer.from(input);
  const made = {
    RS256: () => sign('sha256', bytes, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    ES256: () =>
      sign('sha256', bytes, {
        key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
        dsaEncoding: 'ieee-p1363',
      }),
    // The public key as a shared secret: what confuses those who let the message choose its algorithm.
    HS256: () => createHmac('sha256', Buffer.from(stolen.signer.x, 'base64url')).update(bytes).digest(),
    HS512: () => createHmac('sha512', Buffer.from(stolen.signer.x, 'base64url')).update(bytes).digest(),
  }[alg]!();
  return `${input}.${made.toString('base64url')}`;
}

const twice = (jws: string, name: string, value: unknown) =>
  payloadOf(jws).replace(/^\{/, `{${JSON.stringify(name)}:${JSON.stringify(value)},`);

/** Each of them signed message that must not be believed; sealed as it should be. */
export const forgeries: Readonly<Record<string, Forgery>> = {
  'its own key under the honest kid': underHeader(base),
  'its own kid, in the honest name': underHeader(({ mallory }) => honestHeader(mallory.sig.kid)),
  "a stranger's key and kid": ({ jws }) => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return signed(payloadOf(jws), honestHeader('A'.repeat(43)), privateKey);
  },
  'no signature': ({ jws }) => `${jws.split('.').slice(0, 2).join('.')}.`,
  'no third part': ({ jws }) => jws.split('.').slice(0, 2).join('.'),
  'alg none, unsigned': (stolen) => signed(payloadOf(stolen.jws), { ...base(stolen), alg: 'none' }, null),
  'alg none, with the honest signature': (stolen) => withSignature(stolen.jws, { ...base(stolen), alg: 'none' }),
  'alg in other letters': (stolen) => withSignature(stolen.jws, { ...base(stolen), alg: 'eddsa' }),
  'alg Ed25519 for EdDSA': (stolen) => withSignature(stolen.jws, { ...base(stolen), alg: 'Ed25519' }),
  'RS256 by an RSA key': (stolen) => byOtherAlgorithm('RS256', stolen),
  'ES256 by an EC key': (stolen) => byOtherAlgorithm('ES256', stolen),
  'HS256 keyed with the public key': (stolen) => byOtherAlgorithm('HS256', stolen),
  'HS512 keyed with the public key': (stolen) => byOtherAlgorithm('HS512', stolen),
  'an embedded jwk': underHeader((stolen) => ({ ...base(stolen), jwk: malloryJwk(stolen) })),
  'an embedded jwk and no kid': underHeader((stolen) => ({
    alg: 'EdDSA',
    typ: mediaTypes.jws,
    jwk: malloryJwk(stolen),
  })),
  'a jku': underHeader((stolen) => ({ ...base(stolen), jku: `${stolen.mallory.origin}/keys` })),
  'an x5u': underHeader((stolen) => ({ ...base(stolen), x5u: `${stolen.mallory.origin}/cert` })),
  'an x5c': underHeader((stolen) => ({ ...base(stolen), x5c: ['MIIB'] })),
  'an unknown crit': (stolen) => withSignature(stolen.jws, { ...base(stolen), crit: ['exp'], exp: 1 }),
  'a crit of b64': underHeader((stolen) => ({ ...base(stolen), crit: ['b64'], b64: false })),
  'another typ': underHeader((stolen) => honestHeader(stolen.signer.kid, mediaTypes.receipt)),
  'no typ': underHeader(({ signer }) => ({ alg: 'EdDSA', kid: signer.kid })),
  'no kid': underHeader(() => ({ alg: 'EdDSA', typ: mediaTypes.jws })),
  'a kid that is a path': underHeader(() => honestHeader('../../../../etc/passwd')),
  'a kid that is SQL': underHeader(({ signer }) => honestHeader(`${signer.kid}' or '1'='1`)),
  'a kid with a zero in it': underHeader(({ signer }) => honestHeader(`${signer.kid}\u0000`)),
  'a kid that is an operator': underHeader(() => ({ alg: 'EdDSA', kid: { $ne: null }, typ: mediaTypes.jws })),
  'a kid that is a list': underHeader(({ signer }) => ({ alg: 'EdDSA', kid: [signer.kid], typ: mediaTypes.jws })),
  'two kids': underHeader(
    ({ signer, mallory }) =>
      `{"alg":"EdDSA","kid":"${mallory.sig.kid}","kid":"${signer.kid}","typ":"${mediaTypes.jws}"}`,
  ),
  'a header of three hundred levels': underHeader(() => '['.repeat(300) + ']'.repeat(300)),
  'a header that is no JSON': underHeader(() => 'alg=EdDSA'),
  'the signature of another message': ({ jws, ...rest }) =>
    withSignature(jws, base({ jws, ...rest }), changed(jws, { jti: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' })),
  'another recipient under the honest signature': ({ jws, ...rest }) =>
    withSignature(jws, base({ jws, ...rest }), changed(jws, { aud: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' })),
  'a second body before the first': ({ jws, ...rest }) =>
    withSignature(jws, base({ jws, ...rest }), twice(jws, 'body', { text: 'nothing' })),
  'a signature written in another way': ({ jws }) => {
    const last = jws.at(-1)!;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return jws.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
  },
  'padded base64': ({ jws }) => `${jws}==`,
  'the JSON serialization': ({ jws }) => {
    const [header, payload, signature] = jws.split('.');
    return JSON.stringify({ payload, protected: header, signature });
  },
  'an empty text': () => '',
};

const bytes = (text: string) => Buffer.from(text.padEnd(1024, ' '));
const underSeal =
  (header: (honest: Record<string, unknown>, stolen: Stolen) => string | object, more: { bare?: boolean } = {}) =>
  (stolen: Stolen) =>
    sealed(stolen.jws, { ...stolen.recipient, ...more, header: (honest) => header(honest, stolen) });
const point = (byte: number, last = 0) => encode(Buffer.from([byte, ...Array<number>(30).fill(0), last]));

/** The honest message itself, in a wrapping that is not what it should be. */
export const wrappings: Readonly<Record<string, Forgery>> = {
  'zip DEF': underSeal((honest) => ({ ...honest, zip: 'DEF' })),
  'a crit': underSeal((honest) => ({ ...honest, crit: ['exp'], exp: 1 })),
  'apu and apv': underSeal((honest) => ({ ...honest, apu: 'QQ', apv: 'Qg' })),
  cty: underSeal((honest) => ({ ...honest, cty: 'JWT' })),
  'alg dir': underSeal((honest) => ({ ...honest, alg: 'dir' })),
  'alg ECDH-ES+A256KW': underSeal((honest) => ({ ...honest, alg: 'ECDH-ES+A256KW' })),
  'alg RSA-OAEP': underSeal((honest) => ({ ...honest, alg: 'RSA-OAEP' })),
  'alg PBES2 with a million rounds': underSeal((honest) => ({
    ...honest,
    alg: 'PBES2-HS512+A256KW',
    p2c: 10_000_000,
    p2s: 'QUFB',
  })),
  'enc A128CBC-HS256': underSeal((honest) => ({ ...honest, enc: 'A128CBC-HS256' })),
  'a jwk': underSeal((honest, stolen) => ({ ...honest, jwk: malloryJwk(stolen) })),
  'another typ': underSeal((honest) => ({ ...honest, typ: 'JWT' })),
  "another recipient's kid": underSeal((honest, { mallory }) => ({ ...honest, kid: mallory.enc.kid })),
  'a kid that is SQL': underSeal((honest) => ({ ...honest, kid: "' or 1=1 --" })),
  'a kid with a zero in it': underSeal((honest) => ({ ...honest, kid: 'a\u0000b' })),
  'an ephemeral key on P-256': underSeal((honest) => ({
    ...honest,
    epk: { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' },
  })),
  'an ephemeral key with its private part': underSeal(({ epk, ...honest }) => ({
    ...honest,
    epk: { ...(epk as object), d: 'A'.repeat(43) },
  })),
  'an ephemeral point of low order, zero': underSeal((honest) => ({
    ...honest,
    epk: { kty: 'OKP', crv: 'X25519', x: point(0) },
  })),
  'an ephemeral point of low order, one': underSeal((honest) => ({
    ...honest,
    epk: { kty: 'OKP', crv: 'X25519', x: point(1) },
  })),
  'an ephemeral point that is too short': underSeal((honest) => ({
    ...honest,
    epk: { kty: 'OKP', crv: 'X25519', x: 'AAAA' },
  })),
  'one header field twice': underSeal((honest) => JSON.stringify(honest).replace('{', '{"alg":"dir",')),
  'no padding': underSeal((honest) => honest, { bare: true }),
  'padding of zeros': (stolen) =>
    sealed(Buffer.from(stolen.jws.padEnd(2048, '\u0000')), { ...stolen.recipient, bare: true }),
  'padding of another size': (stolen) =>
    sealed(bytes(stolen.jws.padEnd(3000, ' ')), { ...stolen.recipient, bare: true }),
  'blanks before the message': (stolen) =>
    sealed(Buffer.from(stolen.jws.padStart(2048, ' ')), { ...stolen.recipient, bare: true }),
  'not sealed at all': ({ jws }) => jws,
  'sealed twice': (stolen) => sealed(sealed(stolen.jws, stolen.recipient), stolen.recipient),
};
