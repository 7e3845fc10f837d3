// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { messages, type MessageContract } from '#contracts';
import { crossings, crossingsOf, unlisted } from './crossing.ts';
import { undescribed } from './described.ts';
import { saying, wallLanguages } from './wall-words.ts';
import { neverCrosses } from './wall.service.ts';

const letter = (type: string, body: z.ZodType): MessageContract => {
  return { type, about: 'request', from: 'helper', opens: false, body };
};
const fieldsOf = (id: string, list = crossings) => list.find((one) => one.id === id)?.fields.map(({ field }) => field);

test('every message type is in the list, with every field its contract knows', () => {
  expect(crossings.filter(({ kind }) => kind === 'letter').map(({ id }) => id)).toEqual(Object.keys(messages));
  expect(fieldsOf('request.details')).toEqual(['functionAddress', 'contactName', 'phone', 'place', 'instructions']);
  expect(fieldsOf('preview')).toEqual(['serviceType', 'text', 'area', 'from', 'to', 'headCount', 'expiresAt']);
  expect(fieldsOf('key')).toEqual(['kty', 'crv', 'use', 'alg', 'x', 'kid', 'validFrom', 'validTo']);
  expect(fieldsOf('ticket')).toContain('grant.previewFields');
});

test('every field is explained in Swedish and English, and somebody has thought about who sees it', () => {
  expect(undescribed()).toEqual([]);
});

test('a new field is in the list by itself, and nobody having explained it is found', () => {
  const member = z.strictObject({ name: z.string().optional() });
  const grown = letter('request.declined', z.strictObject({ code: z.string(), member }));
  const list = crossingsOf([grown]);
  expect(fieldsOf('request.declined', list)).toEqual(['code', 'member.name']);
  expect(undescribed(list)).toEqual(['request.declined.member.name']);
});

test('a new message type is found, with its name and its reason missing', () => {
  const born = letter('member.counted', z.strictObject({ count: z.int() }));
  expect(undescribed(crossingsOf([born]))).toEqual([
    'member.counted (name)',
    'member.counted (why)',
    'member.counted.count',
  ]);
});

const envelope = (type: string, body: object, more: object = {}) => ({ jti: 'a', seq: 1, type, body, ...more });

test('a letter that holds nothing but what is listed is found clean, through signatures and lists', () => {
  const text = { version: 1, inviter: { name: 'A', keys: [{ x: 'x', kid: 'k' }] }, grant: { areas: ['Norr'] } };
  const payload = Buffer.from(JSON.stringify(text)).toString('base64url');
  const agreement = { payload, signatures: [{ protected: 'p', signature: 's' }] };
  expect(unlisted(envelope('partner.accepted', { agreement }))).toEqual([]);
  expect(unlisted(envelope('request.offered', { serviceType: 'practical', text: 'T' }))).toEqual([]);
});

test('whatever else a letter holds is named, wherever it hides', () => {
  const payload = Buffer.from(JSON.stringify({ inviter: { members: 7 } })).toString('base64url');
  expect(unlisted(envelope('request.accepted', { at: 'now', group: 'g' }))).toEqual(['request.accepted.group']);
  expect(unlisted(envelope('request.offered', { text: 'T', name: 'N' }))).toEqual(['preview.name']);
  expect(unlisted(envelope('agreement.started', {}, { device: 'd' }))).toEqual(['envelope.device']);
  expect(unlisted(envelope('partner.accepted', { agreement: { payload, signatures: [{ by: 'x' }] } }))).toEqual([
    'party.members',
    'signed-agreement.signatures.by',
  ]);
  expect(unlisted(envelope('member.counted', { count: 3 }))).toEqual(['member.counted.count']);
});

test('what never crosses has words in every language that promises them', () => {
  for (const word of [...neverCrosses.asker, ...neverCrosses.helper])
    for (const language of ['sv', 'en', 'ar'] as const)
      expect([word, saying(language, 'page', 'neverWords', word)?.language]).toEqual([word, language]);
});

test('each language says all of the page, and easy Swedish only otherwise what Swedish says', async () => {
  const { readFileSync } = await import('node:fs');
  const paths = (tree: object, prefix = ''): string[] =>
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value ? paths(value, `${prefix}${key}/`) : [`${prefix}${key}`],
    );
  const said = Object.fromEntries(
    wallLanguages.map(({ tag }) => [
      tag,
      paths(JSON.parse(readFileSync(new URL(`words/${tag}.json`, import.meta.url), 'utf8')) as object),
    ]),
  );
  expect(said['en']).toEqual(said['sv']);
  expect(said['ar']).toEqual(said['sv']?.filter((path) => !path.includes('/fields/')));
  expect(said['sv-simple']?.filter((path) => !said['sv']?.includes(path))).toEqual([]);
});
