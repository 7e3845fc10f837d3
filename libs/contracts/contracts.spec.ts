// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  openSealed,
  privateKey,
  publicKey,
  sealedFor,
  sha512,
  sizeClass,
  verifyCompact,
  wordsFor,
} from '#platform/crypto';
import {
  contractOf,
  Envelope,
  errorCodes,
  errorTitle,
  isNarrower,
  messages,
  previewFields,
  ReceiptClaims,
  serviceTypes,
  type GrantScope,
} from './index.ts';

const folder = path.join(import.meta.dirname, 'fixtures');
const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T;

interface MessageFixture {
  readonly type: string;
  readonly valid: { note: string; body: unknown }[];
  readonly invalid: { why: string; body: unknown }[];
}
interface Letters {
  readonly tenants: {
    tenant: string;
    keys: { use: 'sig' | 'enc'; kid: string; x: string }[];
    private: { sig: string; enc: string };
  }[];
  readonly letters: {
    name: string;
    from: string;
    to: string;
    payload: object;
    signed: string;
    sealed: string;
    sha512: string;
    receipt: string;
  }[];
  readonly refused: { why: string; sealed: string }[];
  readonly words: { material: string[]; words: string[] };
}

describe('every message type', () => {
  const fixtures = readdirSync(path.join(folder, 'messages')).map((name) => read<MessageFixture>(`messages/${name}`));

  test('has its examples, and no example is without a type', () => {
    expect(fixtures.map(({ type }) => type).sort()).toEqual(Object.keys(messages).sort());
    for (const { valid, invalid } of fixtures) expect([valid.length, invalid.length]).toEqual([2, 2]);
  });

  const cases = fixtures.flatMap(({ type, valid, invalid }) => [
    ...valid.map(({ note, body }) => [type, note, body, true] as const),
    ...invalid.map(({ why, body }) => [type, why, body, false] as const),
  ]);
  test.each(cases)('%s: %s', (type, _note, body, valid) => {
    const contract = contractOf(type)!;
    expect(contract.body.safeParse(body).success).toBe(valid);
    if (valid) expect(contract.body.safeParse({ ...(body as object), unforeseen: 1 }).success).toBe(false);
  });

  test('is refused when it is not one of ours', () => {
    for (const type of ['request.shouted', 'toString', '__proto__', '']) expect(contractOf(type)).toBeUndefined();
  });
});

describe('the recorded letters', () => {
  const { tenants, letters, refused, words } = read<Letters>('letters.json');
  const keyOf = (tenant: string, use: 'sig' | 'enc') =>
    tenants.find((one) => one.tenant === tenant)!.keys.find((key) => key.use === use)!;
  const opener = async (tenant: string) => {
    const { kid, x } = keyOf(tenant, 'enc');
    return { kid, key: await privateKey('enc', x, tenants.find((one) => one.tenant === tenant)!.private.enc) };
  };
  const verifier = async (tenant: string) => {
    const { kid, x } = keyOf(tenant, 'sig');
    return { kid, key: await publicKey('sig', x) };
  };

  test.each(letters)(
    '"$name" opens, verifies and is what it says',
    async ({ from, to, payload, signed, sealed, sha512: hash, receipt }) => {
      const jws = await openSealed(sealed, await opener(to), 'handslag+jwe');
      expect(jws).toBe(signed);
      expect(sha512(signed)).toBe(hash);
      const text = await verifyCompact(signed, await verifier(from), 'handslag+jws');
      expect(JSON.parse(text!)).toEqual(payload);
      const envelope = Envelope.parse(payload);
      expect(contractOf(envelope.type)!.body.safeParse(envelope.body).success).toBe(true);
      const claims = ReceiptClaims.parse(
        JSON.parse((await verifyCompact(receipt, await verifier(to), 'handslag+receipt'))!),
      );
      expect(claims).toMatchObject({ iss: to, aud: from, sha512: hash, seq: envelope.seq });
      expect(sizeClass(signed.length) % 1024).toBe(0);
    },
  );

  test('interlock: each points at the one before it and at the last of the other side', () => {
    const [offered, accepted, details] = letters.map(({ payload, sha512: hash }) => ({
      ...Envelope.parse(payload),
      hash,
    }));
    expect(accepted!.seen).toBe(offered!.hash);
    expect(details).toMatchObject({ prev: offered!.hash, seen: accepted!.hash, seq: 2 });
  });

  test.each(refused)('is refused: $why', async ({ sealed }) => {
    const [sender, recipient] = tenants;
    const own = await opener(recipient!.tenant);
    const jws = sealedFor(sealed, 'handslag+jwe') === own.kid ? await openSealed(sealed, own, 'handslag+jwe') : null;
    expect(jws && (await verifyCompact(jws, await verifier(sender!.tenant), 'handslag+jws'))).toBeNull();
  });

  test('give the four words they were recorded with', async () => {
    expect(await wordsFor(words.material)).toEqual(words.words);
  });
});

describe('a grant', () => {
  const scope: fc.Arbitrary<GrantScope> = fc.record({
    serviceTypes: fc.subarray([...serviceTypes], { minLength: 1 }),
    areas: fc.subarray(['Norr', 'Söder', 'Centrum']),
    perDay: fc.integer({ min: 1, max: 50 }),
    previewFields: fc.subarray([...previewFields]),
    validTo: fc.constantFrom('2026-06-01T00:00:00Z', '2026-06-01T00:00:00.500Z', '2027-01-01T00:00:00Z'),
    purpose: fc.constant('Hjälp'),
    legalBasis: fc.constant('Avtal'),
  });

  /** What a grant lets through, asked one thing at a time. */
  const allows = (grant: GrantScope, ask: { type: GrantScope['serviceTypes'][number]; area: string }) =>
    grant.serviceTypes.includes(ask.type) && (grant.areas.length === 0 || grant.areas.includes(ask.area));

  test('that is narrower lets nothing through that the wider one does not', () => {
    fc.assert(
      fc.property(
        scope,
        scope,
        fc.constantFrom(...serviceTypes),
        fc.constantFrom('Norr', 'Öster'),
        (narrow, wide, type, area) => {
          fc.pre(isNarrower(narrow, wide));
          if (allows(narrow, { type, area })) expect(allows(wide, { type, area })).toBe(true);
          expect(narrow.perDay).toBeLessThanOrEqual(wide.perDay);
        },
      ),
    );
  });

  test('is narrower than itself, and two that are narrower than each other are the same', () => {
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        expect(isNarrower(a, a)).toBe(true);
        if (isNarrower(a, b) && isNarrower(b, a)) expect(new Set(a.areas)).toEqual(new Set(b.areas));
      }),
    );
  });
});

test('every error code has a title in both languages and is written one way', () => {
  for (const [code, { sv, en }] of Object.entries(errorCodes)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/);
    expect(sv.length * en.length).toBeGreaterThan(0);
  }
  expect(errorTitle('grant.expired', 'en-GB,en;q=0.9')).toBe(errorCodes['grant.expired'].en);
  expect(errorTitle('grant.expired')).toBe(errorCodes['grant.expired'].sv);
});
