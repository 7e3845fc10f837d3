// SPDX-License-Identifier: EUPL-1.2
// Values for a schema: such as it allows, such as stand at its edges, and such as somebody would send to break in.
import fc from 'fast-check';
import type { Schema } from './operations.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schemas = Readonly<Record<string, Schema>>;

/** Stands in every hostile string and key: an error that repeats what was sent is known by it. */
export const echoMark = 'zq7echo';

/**
 * Ids and other things that only the running house knows stand in a case as `@{kind/whose/number}`, and long strings
 * as `@{x*70000}`: so a case can be repeated from its seed, and read.
 */
export const known = (kind: string, whose: string, number: number | string = 0) => `@{${kind}/${whose}/${number}}`;
/** Text that goes into the JSON as it is, for what no JSON writer would write. */
const raw = (text: string) => `@raw(${text})`;
/** JSON text of a body, with the raw pieces in it. */
export const write = (body: Json): string =>
  JSON.stringify(body).replaceAll(/"@raw\((.*?)\)"/g, (_, text: string) => text.replaceAll('\\"', '"'));

const dates = [
  '2026-05-04T09:00:00Z',
  '2026-05-05T10:30:00Z',
  '2026-05-06T09:00:00.5Z',
  '2026-06-01T00:00:00Z',
  '2026-10-25T01:30:00Z',
  '2027-02-28T23:59:59.999Z',
];
const edgeDates = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2024-02-29T00:00:00Z',
  '1900-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-29T02:30:00+01:00',
  '2026-05-04T09:00:00-12:00',
  '2026-06-30T23:59:60Z',
  '2026-05-04T24:00:00Z',
  '2026-05-04',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  'infinity',
  'now',
];
export const hostileStrings = [
  `'; drop table person; --${echoMark}`,
  `" or ""="${echoMark}`,
  `1) union select null,null--${echoMark}`,
  `<script>alert("${echoMark}")</script>`,
  `<svg/onload=${echoMark}>`,
  `\${7*7}{{7*7}}#{7*7}<%= 7*7 %>${echoMark}`,
  `../../../../etc/passwd${echoMark}`,
  `..%2f..%2f${echoMark}`,
  `${echoMark}\r\nSet-Cookie: a=b`,
  `=cmd|'/c calc'!A1${echoMark}`,
  `${'a'.repeat(40)}!${echoMark}`,
  `/~0~1/0/-/${echoMark}`,
  `__proto__${echoMark}`,
  `\u0000${echoMark}`,
  `${echoMark}\ud800`,
  `\u202e${echoMark}\u200f`,
  `e\u0301\u0327\u20dd${echoMark}`,
  `\ufeff${echoMark}\u2028`,
  `👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿${echoMark}`,
];
const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  '__caslSubjectType__',
  'tenantId',
  'tenant_id',
  '$ne',
  '$or',
  'id',
  'version',
  'can',
  echoMark,
];
/** What somebody sends where something else was expected. */
export const hostileValues: readonly Json[] = [
  ...hostileStrings,
  null,
  true,
  0,
  raw('-0'),
  raw('1e400'),
  raw('-1e400'),
  raw('9007199254740993'),
  raw('0.1'),
  '@{digits*1000000}',
  raw('@{digits*20000}'),
  raw('@{deep*2000}'),
  raw('@{wide*9000}'),
  '@{x*70000}',
  '',
  ' ',
  '1',
  'NaN',
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { $or: [] },
  { $gt: '' },
  { __proto__: null, toString: 'x' },
  { constructor: { prototype: { admin: true } } },
  { __caslSubjectType__: 'Group', can: { update: true } },
  ...edgeDates,
  known('groups', 'other'),
  known('people', 'other'),
  known('requests', 'other'),
  known('units', 'other'),
];

/** Which kind of thing an id is of, by the name of the field or the path before it. */
export function kindOf(name: string): string {
  const kinds: [RegExp, string][] = [
    [/person|people|leader/i, 'people'],
    [/offer/i, 'offers'],
    [/need|resource|group/i, 'groups'],
    [/unit/i, 'units'],
    [/partner-request/i, 'partner-requests'],
    [/partner-invitation/i, 'partner-invitations'],
    [/partner/i, 'partners'],
    [/invitation/i, 'invitations'],
    [/agreement/i, 'agreements'],
    [/conversation|receipt/i, 'conversations'],
    [/request/i, 'requests'],
  ];
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'any';
}

const number = fc.nat({ max: 7 });
export const idOf = (kind: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: number.map((n) => known(kind, 'own', n)) },
    { weight: 1, arbitrary: number.map((n) => known(kind, 'other', n)) },
    { weight: 1, arbitrary: fc.constantFrom(known('any', 'own', 3), known('uuid', 'random', 1)) },
  );

const words = fc.constantFrom('Skotta snö', 'Följ med till tandläkaren', 'Söder', 'Läxhjälp', 'a', 'Åsa Öberg', '日本');

/** What the schema allows. `name` is the field it stands in. */
export function valid(schema: Schema, name: string, schemas: Schemas): fc.Arbitrary<Json> {
  const inner = (one: Schema, field = name) => valid(one, field, schemas);
  if (schema.$ref) return inner(schemas[schema.$ref.replace(/^.*\//, '')] ?? {});
  if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => inner(one)));
  if (schema.allOf?.[0]) return inner(schema.allOf[0]);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type: string) => inner({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return text(schema, name);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e6), max: Math.min(schema.maximum ?? 99, 1e6) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 99, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.min(schema.maxItems ?? 3, minLength + 2);
      return fc.array(inner(schema.items ?? {}), { minLength, maxLength });
    }
    case 'object': {
      if (typeof schema.additionalProperties === 'object')
        return fc.dictionary(fc.constantFrom('sv', 'en', 'sv-simple', 'ar'), inner(schema.additionalProperties), {
          minKeys: 1,
          maxKeys: 2,
        });
      const fields = Object.entries(schema.properties ?? {}).map(([key, one]) => [key, inner(one, key)] as const);
      const requiredKeys = [...(schema.required ?? [])];
      return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
    }
    default:
      return fc.constant(null);
  }
}

function text({ format, pattern, minLength = 0, maxLength = 40 }: Schema, name: string): fc.Arbitrary<Json> {
  if (format === 'uuid') return idOf(kindOf(name));
  if (format === 'date-time') return fc.constantFrom(...dates);
  if (name === 'token') return fc.constantFrom(known('tokens', 'own'), known('tokens', 'other'), 'A'.repeat(43));
  if (name === 'link')
    return fc.constantFrom(known('links', 'own'), known('links', 'own', 1), 'https://handslag.org/x');
  if (name === 'cursor') return cursors;
  if (name === 'functionAddress') return fc.constantFrom('besok@rodakorset.example', 'hjalp@x.localhost:80');
  if (pattern) return fc.stringMatching(new RegExp(pattern.replaceAll(/\(\?![^)]*\)/g, '')), { size: 'small' });
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) });
  return fc.oneof(words, words, free);
}

const cursor = (key: Json) => Buffer.from(write(key)).toString('base64url');
export const cursors = fc.constantFrom(
  known('cursors', 'own'),
  known('cursors', 'own', 1),
  known('cursors', 'other'),
  ...[
    ['2026-05-04T09:00:00.000Z', '11111111-1111-4111-8111-111111111111'],
    ['0000-01-01T00:00:00Z', '11111111-1111-4111-8111-111111111111'],
    ['9999-12-31T23:59:59.999Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['a\u0000b', '11111111-1111-4111-8111-111111111111'],
    ['\ud800', '11111111-1111-4111-8111-111111111111'],
    [`' or 1=1 --${echoMark}`, '11111111-1111-4111-8111-111111111111'],
    [raw('9007199254740993'), '11111111-1111-4111-8111-111111111111'],
    [2147483648, '11111111-1111-4111-8111-111111111111'],
    [-1, '11111111-1111-4111-8111-111111111111'],
    [raw('1e400'), 1],
    [{ $ne: null }, { $gt: '' }],
    [null, null],
    [],
    [9007199254740991],
    [2147483648],
    ['11111111-1111-4111-8111-111111111111'],
    {},
    null,
  ].map((key) => cursor(key as Json)),
  'bm90IGpzb24',
  echoMark,
);

/** At, just inside and just outside the schema's edges, and of another type. */
export function edges(schema: Schema, name: string, schemas: Schemas): fc.Arbitrary<Json> {
  if (schema.$ref) return edges(schemas[schema.$ref.replace(/^.*\//, '')] ?? {}, name, schemas);
  const [first] = schema.allOf ?? schema.anyOf ?? schema.oneOf ?? [];
  if (first) return edges(first, name, schemas);
  const wrong: Json[] = [null, true, 0, -1, '', '0', [], {}];
  const { minLength = 0, maxLength = 1000, minimum = 0, maximum = 9007199254740991, minItems = 0 } = schema;
  const long = (count: number) => (count > 200 ? `@{x*${count}}` : 'x'.repeat(Math.max(0, count)));
  const around = (bound: number) => [bound - 1, bound, bound + 1];
  if (schema.format === 'date-time') wrong.push(...edgeDates);
  else if (schema.format === 'uuid') wrong.push('00000000-0000-0000-0000-000000000000', known('uuid', 'upper'));
  if (schema.type === 'string' || Array.isArray(schema.type))
    wrong.push(
      ...[...around(minLength), ...around(maxLength)].map(long),
      '👩‍👩‍👧'.repeat(3),
      'e\u0301'.repeat(20),
      '\u202eabc',
    );
  if (schema.type === 'integer' || schema.type === 'number')
    wrong.push(...around(minimum), ...around(maximum), 0.5, raw('-0'), raw('1e400'), String(minimum), 2147483648);
  if (schema.type === 'array')
    wrong.push(
      ...[minItems - 1, (schema.maxItems ?? 20) + 1, 3000].map((count) => Array<Json>(Math.max(0, count)).fill('x')),
    );
  return fc.constantFrom(...wrong);
}

/** The value with one thing in it spoilt. */
export function spoilt(schema: Schema, schemas: Schemas, how: 'edges' | 'hostile'): fc.Arbitrary<Json> {
  const resolved = schema.$ref ? (schemas[schema.$ref.replace(/^.*\//, '')] ?? {}) : schema;
  const fields = Object.entries(resolved.properties ?? {});
  if (fields.length === 0) return fc.oneof(fc.constantFrom(...hostileValues), valid(schema, 'body', schemas));
  const [extra, missing] = [fc.constantFrom(...hostileKeys), fc.constantFrom(...fields.map(([key]) => key))];
  const one = fc.constantFrom(...fields).chain(([key, field]) => {
    const nested = field.$ref ?? field.allOf?.[0]?.$ref ?? (field.properties ? 'inline' : undefined);
    const value = how === 'edges' ? edges(field, key, schemas) : fc.constantFrom(...hostileValues);
    const deeper = nested ? spoilt(field.allOf?.[0] ?? field, schemas, how) : value;
    return fc
      .oneof(value, deeper, nestedItem(field, schemas, how) ?? value)
      .map((spoiltValue) => ({ key, spoiltValue }));
  });
  return fc
    .tuple(
      valid(schema, 'body', schemas),
      fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: missing }),
      extra,
      fc.nat(9),
    )
    .map(([body, change, key, dice]) => {
      const entries = Object.entries(body as Record<string, Json>).filter(
        ([name]) => name !== (typeof change === 'string' ? change : change.key),
      );
      if (typeof change !== 'string') entries.push([change.key, change.spoiltValue]);
      if (dice === 0) entries.push([key, true]);
      return Object.fromEntries(entries);
    });
}

function nestedItem(field: Schema, schemas: Schemas, how: 'edges' | 'hostile'): fc.Arbitrary<Json> | null {
  if (field.type !== 'array' || !field.items) return null;
  const item = how === 'edges' ? edges(field.items, 'item', schemas) : fc.constantFrom(...hostileValues);
  return item.map((value) => [value, value]);
}
