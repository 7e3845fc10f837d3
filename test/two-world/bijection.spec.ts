// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Bijection } from './bijection.ts';

const values = fc.array(fc.nat(6), { maxLength: 30 });

test('a renaming of all values is never a clash', () => {
  fc.assert(
    fc.property(values, fc.shuffledSubarray([...'abcdefg'], { minLength: 7 }), (seen, names) => {
      const bijection = new Bijection();
      for (const value of seen) expect(bijection.pair(String(value), names[value]!)).toBeNull();
    }),
  );
});

test('two sequences clash exactly when no one-to-one renaming turns one into the other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 20 }), (pairs) => {
      const bijection = new Bijection();
      const clashes = pairs.filter(([one, other]) => bijection.pair(`${one}`, `${other}`) !== null).length;
      const renames = pairs.every(([one, other]) =>
        pairs.every(([first, second]) => (one === first) === (other === second)),
      );
      expect(clashes === 0).toBe(renames);
    }),
  );
});

test('a value that is shared in one world and distinct in the other is a clash, either way round', () => {
  const shared = new Bijection();
  expect(shared.pair('a', 'x')).toBeNull();
  expect(shared.pair('a', 'y')).toMatchObject({ one: 'a', other: 'y' });
  const distinct = new Bijection();
  expect(distinct.pair('a', 'x')).toBeNull();
  expect(distinct.pair('b', 'x')).toMatchObject({ one: 'b', other: 'x' });
});
