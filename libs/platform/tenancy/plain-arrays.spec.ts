// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { types } from 'pg';
import { arrayOf } from './plain-arrays.ts';

const thorough = (types.getTypeParser as (oid: number, format: 'text') => typeof arrayOf)(1009, 'text');
/** As PostgreSQL writes one: quoted where it must be, and often where it need not. */
const element = fc.oneof(
  fc.constantFrom('NULL', '3f2c', 'å', '"NULL"', '"a,b"', '"\\"{"', '""'),
  fc.uuid(),
  fc.string({ unit: fc.constantFrom('a', 'b', '-', '1'), minLength: 1 }),
);

test('an array is read as pg reads it, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(element), fc.constantFrom('', '[2:9]='), (elements, bounds) => {
      const written = `${bounds}{${elements.join(',')}}`;
      expect(arrayOf(written)).toEqual(thorough(written));
    }),
    { numRuns: 2000 },
  );
});

test('one in another is read, too', () => {
  expect(arrayOf('{{a,b},{c,NULL}}')).toEqual([
    ['a', 'b'],
    ['c', null],
  ]);
});
