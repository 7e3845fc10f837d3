// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { attestationType, presentationType } from '#contracts';
import { makeKey, privateKey, signCompact, type KeyMaterial } from '#platform/crypto';
import { verifyPresentation, type Occasion } from './verify-presentation.ts';

const now = new Date('2026-05-04T09:00:00Z');
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const [a, b, c] = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000001`) as [
  string,
  string,
  string,
];
const [nonce, another] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];

let issuer: KeyMaterial;
let other: KeyMaterial;
let holder: KeyMaterial;
let friend: KeyMaterial;
beforeAll(async () => {
  [issuer, other, holder, friend] = await Promise.all([makeKey('sig'), makeKey('sig'), makeKey('sig'), makeKey('sig')]);
});

const signed = async (text: object, { kid, x, d }: KeyMaterial, typ: string) =>
  signCompact(JSON.stringify(text), { kid, key: await privateKey('sig', x, d) }, typ);
const attest = (more: object = {}, by = issuer) =>
  signed(
    {
      iss: a,
      iat: seconds(now) - 3600,
      exp: seconds(now) + 86_400,
      holder: 'Harald',
      kind: 'course',
      subject: 'Första hjälpen',
      years: null,
      seenOn: '2026-05-01',
      cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x: holder.x } },
      ...more,
    },
    by,
    attestationType,
  );
const show = async (attestation: string, more: object = {}, by = holder) =>
  signed({ aud: b, nonce, attestation, ...more }, by, presentationType);
const occasion = (more: Partial<Occasion> = {}): Occasion => ({
  audience: b,
  nonce,
  now,
  keysBy: (kid) =>
    Promise.resolve(
      [issuer, other].flatMap((key, at) =>
        key.kid === kid ? [{ tenant: at === 0 ? a : c, kid, x: key.x, goodAt: () => true }] : [],
      ),
    ),
  ...more,
});

describe('what a holder shows', () => {
  test('is taken when it is genuine, theirs, for us and fresh', async () => {
    const { claims, holderKey } = await verifyPresentation(await show(await attest()), occasion());
    expect(claims).toMatchObject({ iss: a, kind: 'course', subject: 'Första hjälpen', holder: 'Harald' });
    expect(holderKey).toBe(holder.kid);
  });

  test.each<[string, string, () => Promise<string>, Parameters<typeof occasion>[0]]>([
    [
      'changed by one letter',
      'passport.forged',
      async () => {
        const [header, payload, signature] = (await attest()).split('.') as [string, string, string];
        const text = Buffer.from(payload, 'base64url').toString().replace('Första', 'Andra ');
        return show([header, Buffer.from(text).toString('base64url'), signature].join('.'));
      },
      {},
    ],
    ['signed by another partner in its name', 'passport.forged', async () => show(await attest({}, other)), {}],
    ['signed by somebody we do not know', 'passport.issuer-unknown', async () => show(await attest({}, friend)), {}],
    ['shown by a friend', 'passport.other-holder', async () => show(await attest(), {}, friend), {}],
    ['shown to another tenant', 'passport.for-somebody-else', async () => show(await attest(), { aud: c }), {}],
    [
      'an answer to another question',
      'passport.shown-before',
      async () => show(await attest(), { nonce: another }),
      {},
    ],
    ['no answer to any question', 'passport.shown-before', async () => show(await attest()), { nonce: null }],
    ['expired', 'passport.expired', async () => show(await attest({ exp: seconds(now) })), {}],
    [
      'fetched more than a day ago',
      'passport.too-old',
      async () => show(await attest({ iat: seconds(now) - 86_401 })),
      {},
    ],
    ['from the future', 'passport.forged', async () => show(await attest({ iat: seconds(now) + 120 })), {}],
    [
      'signed with a key that had ended',
      'passport.forged',
      async () => show(await attest()),
      { keysBy: (kid) => Promise.resolve([{ tenant: a, kid, x: issuer.x, goodAt: () => false }]) },
    ],
    ['no attestation at all', 'passport.forged', () => Promise.resolve('a.b.c'), {}],
  ])('is refused when it is %s', async (_, code, shown, more) => {
    await expect(verifyPresentation(await shown(), occasion(more))).rejects.toMatchObject({ code });
  });
});
