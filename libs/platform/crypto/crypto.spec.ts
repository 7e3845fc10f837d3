// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompactEncrypt, CompactSign } from 'jose';
import { SystemRandomness } from '#kernel';
import {
  makeKey,
  MasterKey,
  openSealed,
  pad,
  parseShallow,
  privateKey,
  publicKey,
  SealBroken,
  sealCompact,
  signCompact,
  sizeClass,
  thumbprint,
  unpad,
  verifyCompact,
  wordList,
  wordsFor,
} from './index.ts';

const randomness = new SystemRandomness();
const secret = () => randomness.bytes(32).toString('base64url');
const pairOf = async (use: 'sig' | 'enc') => {
  const { kid, x, d } = await makeKey(use);
  return { own: { kid, key: await privateKey(use, x, d) }, theirs: { kid, key: await publicKey(use, x) } };
};

/** Changes one character of a text to another one of the same alphabet. */
const changed = (text: string, at: number, by: number): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  const index = alphabet.indexOf(text[at]!);
  return text.slice(0, at) + alphabet[(index + by) % alphabet.length]! + text.slice(at + 1);
};

describe('the master key', () => {
  const master = new MasterKey([secret()], randomness);

  test('opens what it sealed, for the same tenant and purpose only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = master.seal('tenant-a', 'note', text);
        expect(master.open('tenant-a', 'note', sealed)).toBe(text);
        expect(() => master.open('tenant-b', 'note', sealed)).toThrow(SealBroken);
        expect(() => master.open('tenant-a', 'phone', sealed)).toThrow(SealBroken);
      }),
    );
  });

  test('notices any changed byte', () => {
    const bytes = Buffer.from(master.seal('t', 'p', 'the door code is 4711').split('.')[2]!, 'base64url');
    const head = master.seal('t', 'p', '').split('.').slice(0, 2).join('.');
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at]! ^= 1;
      expect(() => master.open('t', 'p', `${head}.${altered.toString('base64url')}`)).toThrow(SealBroken);
    }
  });

  test('can be changed: an earlier key still opens, the newest one seals', () => {
    const [old, fresh] = [secret(), secret()];
    const sealed = new MasterKey([old], randomness).seal('t', 'p', 'text');
    const both = new MasterKey([fresh, old], randomness);
    expect(both.open('t', 'p', sealed)).toBe('text');
    expect(both.isStale(sealed)).toBe(true);
    expect(() => new MasterKey([fresh], randomness).open('t', 'p', sealed)).toThrow(SealBroken);
  });

  test('is refused when it is not 32 bytes', () => {
    expect(() => new MasterKey(['short'], randomness)).toThrow('32 bytes');
  });
});

describe('a signed message', () => {
  test('verifies under its own key and type', async () => {
    const { own, theirs } = await pairOf('sig');
    const jws = await signCompact('{"a":1}', own, 'handslag+jws');
    expect(await verifyCompact(jws, theirs, 'handslag+jws')).toBe('{"a":1}');
    expect(await verifyCompact(jws, theirs, 'handslag+receipt')).toBeNull();
    expect(await verifyCompact(jws, (await pairOf('sig')).theirs, 'handslag+jws')).toBeNull();
  });

  test('is refused when any one character was changed', async () => {
    const { own, theirs } = await pairOf('sig');
    const jws = await signCompact('{"text":"can you help on tuesday"}', own, 'handslag+jws');
    for (let at = 0; at < jws.length; at += 1) {
      for (const by of [1, 2, 17]) expect(await verifyCompact(changed(jws, at, by), theirs, 'handslag+jws')).toBeNull();
    }
  });

  test.each([
    { jku: 'https://evil.example/keys' },
    { x5u: 'https://evil.example/cert' },
    { jwk: { kty: 'OKP' } },
    { crit: ['b64'], b64: false },
    { cty: 'json' },
  ])('is refused when its header also says %j', async (extra) => {
    const { own, theirs } = await pairOf('sig');
    const signer = new CompactSign(Buffer.from('{}')).setProtectedHeader({
      alg: 'EdDSA',
      kid: own.kid,
      typ: 'handslag+jws',
      ...extra,
    });
    const jws = await signer.sign(own.key).catch(() => null);
    if (jws) expect(await verifyCompact(jws, theirs, 'handslag+jws')).toBeNull();
  });

  test('cannot choose its own algorithm', async () => {
    const { theirs } = await pairOf('sig');
    const payload = Buffer.from('{}').toString('base64url');
    for (const alg of ['none', 'HS256', 'ES256']) {
      const header = Buffer.from(JSON.stringify({ alg, kid: theirs.kid, typ: 'handslag+jws' })).toString('base64url');
      expect(await verifyCompact(`${header}.${payload}.`, theirs, 'handslag+jws')).toBeNull();
      expect(await verifyCompact(`${header}.${payload}.${'A'.repeat(86)}`, theirs, 'handslag+jws')).toBeNull();
    }
  });
});

describe('a sealed letter', () => {
  test('opens for its recipient and nobody else', async () => {
    const { own, theirs } = await pairOf('enc');
    const jwe = await sealCompact('a.b.c', theirs, 'handslag+jwe');
    expect(await openSealed(jwe, own, 'handslag+jwe')).toBe('a.b.c');
    expect(await openSealed(jwe, (await pairOf('enc')).own, 'handslag+jwe')).toBeNull();
    expect(await sealCompact('a.b.c', theirs, 'handslag+jwe')).not.toBe(jwe);
  });

  test('is refused when any one character was changed', async () => {
    const { own, theirs } = await pairOf('enc');
    const jwe = await sealCompact('a.b.c', theirs, 'handslag+jwe');
    for (let at = 0; at < jwe.length; at += 7)
      expect(await openSealed(changed(jwe, at, 1), own, 'handslag+jwe')).toBeNull();
    for (let at = jwe.length - 30; at < jwe.length; at += 1)
      expect(await openSealed(changed(jwe, at, 1), own, 'handslag+jwe')).toBeNull();
  });

  test('is refused when compressed or otherwise unusual', async () => {
    const { own, theirs } = await pairOf('enc');
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: theirs.kid, typ: 'handslag+jwe' };
    for (const unusual of [{ apu: 'AAAA' }, { enc: 'A128GCM' }, { cty: 'jwt' }, { typ: 'jwe' }]) {
      const jwe = await new CompactEncrypt(Buffer.from(pad('a.b.c')))
        .setProtectedHeader({ ...header, ...unusual })
        .encrypt(theirs.key);
      expect(await openSealed(jwe, own, 'handslag+jwe')).toBeNull();
    }
    const unpadded = await new CompactEncrypt(Buffer.from('a.b.c')).setProtectedHeader(header).encrypt(theirs.key);
    expect(await openSealed(unpadded, own, 'handslag+jwe')).toBeNull();
  });

  test('shows only its size class, never its length', async () => {
    const { theirs } = await pairOf('enc');
    const lengthOf = async (length: number) => (await sealCompact('x'.repeat(length), theirs, 'handslag+jwe')).length;
    expect(await lengthOf(1)).toBe(await lengthOf(1024));
    expect(await lengthOf(1025)).toBe(await lengthOf(2048));
    expect(await lengthOf(1024)).not.toBe(await lengthOf(1025));
  });
});

test('padding comes off exactly as it went on, and size classes are powers of two', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_.-]{1,5000}$/), (text) => {
      const padded = pad(text);
      expect(unpad(padded)).toBe(text);
      expect(Math.log2(padded.length / 1024) % 1).toBe(0);
      expect(unpad(`${padded} `)).toBeNull();
      expect(unpad(padded.slice(1))).not.toBe(text);
    }),
  );
  expect(() => sizeClass(256 * 1024 + 1)).toThrow(RangeError);
});

test('JSON deeper than allowed is refused before it is built', () => {
  expect(parseShallow('[[["]]]}{"]]]', 3)).toEqual([[[']]]}{']]]);
  expect(parseShallow('[[[[1]]]]', 3)).toBeNull();
  expect(parseShallow('{"a":"\\\\"}', 3)).toEqual({ a: '\\' });
  expect(parseShallow('['.repeat(100_000), 20)).toBeNull();
  expect(parseShallow('not json', 20)).toBeNull();
});

describe('four words', () => {
  test('are the same on both screens whatever the order, and change with the key', async () => {
    const [a, b] = [await thumbprint('sig', 'A'.repeat(43)), await thumbprint('sig', 'B'.repeat(43))];
    const words = await wordsFor([a, b]);
    expect(words).toHaveLength(4);
    expect(await wordsFor([b, a])).toEqual(words);
    expect(await wordsFor([a, a])).not.toEqual(words);
  });

  test('come from 256 plain words, no two alike', () => {
    expect(wordList).toHaveLength(256);
    expect(new Set(wordList).size).toBe(256);
    for (const word of wordList) expect(word).toMatch(/^[a-zåäö]{3,12}$/);
  });
});
