// SPDX-License-Identifier: EUPL-1.2
// What can be done to a good letter. A recipe is plain data, so that a run is replayed by its seed and a letter by its number.
import fc from 'fast-check';
import type { Envelope } from '#contracts';
import { hashOf } from './wire.ts';

/** What of a compact letter is spoilt, and how; `at` is a share of its length. */
export type Spoil =
  | { readonly how: 'flip'; readonly at: number; readonly bit: number }
  | { readonly how: 'cut' | 'drop' | 'double'; readonly at: number; readonly length: number }
  | { readonly how: 'insert'; readonly at: number; readonly text: string }
  | { readonly how: 'swap-part' | 'drop-part' | 'empty-part' | 'double-part'; readonly part: number }
  | { readonly how: 'encode'; readonly as: 'padded' | 'base64' | 'blank' | 'newline' | 'percent' | 'upper' | 'loose' };

/** How a header differs from an honest one. */
export type HeaderEdit =
  | { readonly how: 'drop'; readonly name: string }
  | { readonly how: 'set'; readonly name: string; readonly value: unknown }
  | { readonly how: 'twice'; readonly name: string; readonly value: unknown };

export type Recipe =
  /** The sealed letter is spoilt on its way. */
  | { readonly kind: 'wire'; readonly base: number; readonly spoils: readonly Spoil[] }
  /** The signed message is spoilt by whoever opened it, and sealed anew. */
  | { readonly kind: 'inside'; readonly base: number; readonly spoils: readonly Spoil[] }
  /** The honest payload, perhaps changed, under another header or signature, and sealed anew. */
  | {
      readonly kind: 'forged';
      readonly base: number;
      readonly header: readonly HeaderEdit[];
      readonly field: string | null;
      readonly value: unknown;
      readonly by: 'kept' | 'mallory' | 'stranger' | 'nobody' | 'hmac';
    }
  /** The honest message in a wrapping that is not as it should be. */
  | { readonly kind: 'wrapped'; readonly base: number; readonly header: readonly HeaderEdit[] }
  /** Mallory's own message to its own partner, truly signed, that says what it must not. */
  | { readonly kind: 'resigned'; readonly base: number; readonly wrong: Wrong };

export type Wrong =
  | { readonly how: 'drop'; readonly field: keyof Envelope }
  | { readonly how: 'set'; readonly field: string; readonly value: unknown }
  | { readonly how: 'twice'; readonly field: keyof Envelope; readonly value: unknown }
  | { readonly how: 'swap'; readonly field: 'aud' | 'grant' | 'prev' | 'type' | 'body' }
  | { readonly how: 'body'; readonly name: string; readonly value: unknown }
  | { readonly how: 'later'; readonly seconds: number }
  | { readonly how: 'text'; readonly text: string };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const spoil: fc.Arbitrary<Spoil> = fc.oneof(
  fc.record({ how: fc.constant('flip' as const), at: share, bit: fc.nat(5) }),
  fc.record({
    how: fc.constantFrom('cut' as const, 'drop' as const, 'double' as const),
    at: share,
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    how: fc.constant('insert' as const),
    at: share,
    text: fc.constantFrom('.', 'A', '=', ' ', '\n', '\u0000', 'é', '%2e', '..', '{}'),
  }),
  fc.record({
    how: fc.constantFrom('swap-part' as const, 'drop-part' as const, 'empty-part' as const, 'double-part' as const),
    part: fc.nat(4),
  }),
  fc.record({
    how: fc.constant('encode' as const),
    as: fc.constantFrom(
      'padded' as const,
      'base64' as const,
      'blank' as const,
      'newline' as const,
      'percent' as const,
      'upper' as const,
      'loose' as const,
    ),
  }),
);
const spoils = fc.array(spoil, { minLength: 1, maxLength: 3 });

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    9_007_199_254_740_993,
    -2_147_483_649,
    '',
    ' ',
    '0',
    'none',
    '\u0000',
    '../../etc/passwd',
    "' or '1'='1",
    '𝖤𝖽𝖣𝖲𝖠',
    '\ud800',
    '\u202eabc',
    [],
    {},
    [null],
    { $ne: null },
    { $or: [] },
    'AAAA',
    '9999-12-31T23:59:59Z',
    '-000001-01-01T00:00:00Z',
  ),
  fc.uuid(),
  fc.string({ maxLength: 60, unit: 'binary' }),
);

const headerEdit = (names: readonly string[], extra: readonly string[]): fc.Arbitrary<HeaderEdit> =>
  fc.oneof(
    fc.record({ how: fc.constant('drop' as const), name: fc.constantFrom(...names) }),
    fc.record({
      how: fc.constantFrom('set' as const, 'twice' as const),
      name: fc.constantFrom(...names, ...extra),
      value: odd,
    }),
  );
const jwsHeader = headerEdit(
  ['alg', 'kid', 'typ'],
  ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'cty', 'zip', '__proto__', 'Alg'],
);
const jweHeader = headerEdit(
  ['alg', 'enc', 'kid', 'typ', 'epk'],
  ['zip', 'crit', 'apu', 'apv', 'jwk', 'jku', 'p2c', 'p2s', 'cty', '__proto__'],
);

export const fields = [
  'jti',
  'iss',
  'aud',
  'iat',
  'exp',
  'grant',
  'conversation',
  'seq',
  'prev',
  'seen',
  'type',
  'body',
] as const;

/** Never what the field may truly be: an odd value may be a good one only where this says otherwise. */
const wrong: fc.Arbitrary<Wrong> = fc.oneof(
  fc.record({ how: fc.constant('drop' as const), field: fc.constantFrom(...fields) }),
  // A new random jti, or a conversation that it opens, would be as good as the old one.
  fc
    .record({
      how: fc.constant('set' as const),
      field: fc.constantFrom('iss', 'aud', 'grant', 'prev', 'seen', 'type', 'body'),
      value: odd,
    })
    .filter(({ field, value }) => !(value === null && (field === 'prev' || field === 'seen'))),
  fc
    .record({ how: fc.constant('set' as const), field: fc.constantFrom('jti', 'conversation'), value: odd })
    .filter(({ value }) => typeof value !== 'string' || !/^[0-9a-f-]{36}$/.test(value)),
  fc.record({ how: fc.constant('set' as const), field: fc.constantFrom('seq', 'iat', 'exp'), value: odd }),
  fc
    .record({
      how: fc.constant('set' as const),
      field: fc.constantFrom('__proto__', 'constructor', 'toString', 'b64', 'x', 'Jti', 'jti ', 'caseRef'),
      value: odd,
    })
    .filter(
      ({ field, value }) => field !== 'caseRef' || typeof value !== 'string' || !/^[A-Za-z0-9._:-]{1,64}$/.test(value),
    ),
  fc.record({
    how: fc.constant('set' as const),
    field: fc.constant('seq'),
    value: fc.integer({ min: 2, max: 2_147_483_647 }),
  }),
  fc.record({
    how: fc.constant('set' as const),
    field: fc.constantFrom('prev', 'seen'),
    value: fc.string({ maxLength: 20 }).map(hashOf),
  }),
  fc.record({
    how: fc.constant('set' as const),
    field: fc.constant('type'),
    value: fc.constantFrom(
      'request.offerd',
      'request.оffered',
      'Request.Offered',
      'request.offered.v2',
      'agreement.note',
      'partner.ended.v1',
      'keys.rotated',
      'grant.changed',
      'totals.pushed',
      'constructor',
      '__proto__',
    ),
  }),
  fc.record({ how: fc.constant('twice' as const), field: fc.constantFrom(...fields), value: odd }),
  fc.record({
    how: fc.constant('swap' as const),
    field: fc.constantFrom('aud' as const, 'grant' as const, 'type' as const, 'body' as const),
  }),
  fc.record({
    how: fc.constant('body' as const),
    name: fc.constantFrom('__proto__', 'constructor', 'contactName', 'phone', 'id', 'x', 'text\u0000'),
    value: odd,
  }),
  fc.record({
    how: fc.constant('later' as const),
    seconds: fc.oneof(
      fc.integer({ min: 10_000_000, max: 10_000_000_000 }),
      fc.integer({ min: -10_000_000_000, max: -10_000_000 }),
    ),
  }),
  fc.record({
    how: fc.constant('text' as const),
    text: fc.oneof(
      fc.constantFrom(
        '',
        'null',
        '[]',
        '{}',
        '{"jti":',
        '['.repeat(5000),
        `{"a":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`,
      ),
      fc.json({ maxDepth: 3 }),
    ),
  }),
);

export const recipes = (honest: number, own: number): fc.Arbitrary<Recipe> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wire' as const), base: fc.nat(honest - 1), spoils }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('inside' as const), base: fc.nat(honest - 1), spoils }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('forged' as const),
        base: fc.nat(honest - 1),
        header: fc.array(jwsHeader, { maxLength: 2 }),
        field: fc.option(fc.constantFrom(...fields)),
        value: odd,
        by: fc.constantFrom(
          'kept' as const,
          'mallory' as const,
          'stranger' as const,
          'nobody' as const,
          'hmac' as const,
        ),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('wrapped' as const),
        base: fc.nat(honest - 1),
        header: fc.array(jweHeader, { minLength: 1, maxLength: 2 }),
      }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('resigned' as const), base: fc.nat(own - 1), wrong }) },
  );
