// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { mongoQueryMatcher, type MongoQuery } from '@casl/ability';
import fc from 'fast-check';
import { onlyWholeRecords } from './conditions.ts';

const scalar = fc.oneof(
  fc.constantFrom('a', 'b', 'c', ''),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const list = fc.array(scalar, { maxLength: 4 });
const condition = fc.oneof(
  scalar,
  list.map(($in) => ({ $in })),
  scalar.map(($ne) => ({ $ne })),
  list.map(($in) => ({ $elemMatch: { $in } })),
  fc.integer({ min: 0, max: 3 }).map(($gt) => ({ $gt })),
  list.map(($nin) => ({ $nin })),
);
const fieldsOf = <T>(value: fc.Arbitrary<T>) => fc.record({ state: value, ids: value, unitId: value });

test('what is tested directly means what CASL’s own matcher makes of it', () => {
  fc.assert(
    fc.property(fieldsOf(condition), fieldsOf(fc.oneof(scalar, list)), (conditions, record) => {
      const ours = onlyWholeRecords(conditions)(record);
      expect(ours).toBe(mongoQueryMatcher(conditions as MongoQuery)(record));
    }),
    { numRuns: 5000 },
  );
});

describe('a field that was not loaded', () => {
  test.each([{ state: { $ne: 'a' } }, { state: 'a' }, { state: { $gt: 1 } }])('is an error to %j', (conditions) => {
    expect(() => onlyWholeRecords(conditions as MongoQuery)({ ids: [] })).toThrow('"state", which was not loaded');
  });
});
