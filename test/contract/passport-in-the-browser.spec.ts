// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { describe, expect, test } from '@jest/globals';
import { attestationType, presentationType } from '#contracts';
import { privateKey, publicKey, makeKey as serverKey, signCompact, thumbprint, verifyCompact } from '#platform/crypto';
import { makeKey, present, readCarried, saidBy } from '../../apps/web/src/features/qualifications/carried.ts';

const claims = {
  holder: 'Åsa',
  kind: 'course',
  subject: 'Första hjälpen',
  years: null,
  seenOn: '2026-05-01',
  iat: 1,
  exp: 2,
};
const signed = async () => {
  const { kid, x, d } = await serverKey('sig');
  return signCompact(JSON.stringify(claims), { kid, key: await privateKey('sig', x, d) }, attestationType);
};

describe('what a person carries', () => {
  test('is signed in the browser so that the server takes it, and the secret half is in nothing that is sent', async () => {
    const jws = await signed();
    const key = await makeKey();
    const carried = { format: 'handslag-passport', issuer: 'Oss', ...key, attestations: [jws] } as const;
    const shown = await present(carried, jws, { audience: 'here', nonce: 'once' });
    const kid = await thumbprint('sig', key.x);
    const text = await verifyCompact(shown, { kid, key: await publicKey('sig', key.x) }, presentationType);
    expect(JSON.parse(text ?? 'null')).toEqual({ aud: 'here', nonce: 'once', attestation: jws });
    expect(shown).not.toContain(key.d);
  });

  test('is read back from its file, with every letter of a name', async () => {
    const jws = await signed();
    const carried = { format: 'handslag-passport', issuer: 'Oss', x: 'x', d: 'd', attestations: [jws] };
    expect(readCarried(JSON.stringify(carried))).toEqual(carried);
    expect(saidBy(jws)).toMatchObject({ holder: 'Åsa', subject: 'Första hjälpen', jws });
  });

  test.each(['', 'hej', '{}', 'null', '{"format":"handslag-passport","x":"x","d":"d","attestations":["a.b.c"]}'])(
    'is not %j',
    (text) => {
      expect(readCarried(text)).toBeNull();
    },
  );
});
