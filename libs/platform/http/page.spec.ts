// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { decodeCursor } from './page.ts';

const Key = z.tuple([z.union([z.string(), z.int()]), z.uuid()]);
const id = '11111111-1111-4111-8111-111111111111';
const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

test('a cursor of ours names the row to go on from', () => {
  expect(decodeCursor(cursor(['2026-05-04T09:00:00.000Z', id]), Key)).toEqual(['2026-05-04T09:00:00.000Z', id]);
});

test.each([
  ['a year that PostgreSQL has not', '0000-01-01T00:00:00Z'],
  ['a NUL', 'a\0b'],
  ['half a character', '\ud800'],
  ['an integer of more than four bytes', 2 ** 40],
])('a cursor with %s is refused before it reaches the database', (_, part) => {
  expect(() => decodeCursor(cursor([part, id]), Key)).toThrow('input.cursor');
});
