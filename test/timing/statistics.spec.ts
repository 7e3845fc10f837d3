// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockBootstrap, chanceFrom, holm, pOf, quantile, signTest, wilcoxon } from './statistics.ts';

// Without -0, which is as great as 0 and not equal to it.
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((one) => one || 0);
const numbers = fc.array(number, { minLength: 1, maxLength: 60 });

describe('quantiles', () => {
  test('are those of the textbook, whatever the order', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([4, 1, 3, 2, 5], share))).toEqual([1, 2, 3, 4.6, 5]);
  });
  test('lie within the values and grow with the share', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const found = [0, 0.3, 0.5, 0.9, 1].map((share) => quantile(values, share));
        expect(found).toEqual(found.toSorted((a, b) => a - b));
        expect([found[0], found.at(-1)]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });
});

describe('the two tests', () => {
  test('give the values of a worked example', () => {
    // 8 of 10 above zero: (16 - 10) / sqrt(10). Ranks above zero sum to 50: (50 - 27.5) / sqrt(96.25).
    const values = [1, 2, -3, 4, 5, 6, -2.5, 8, 9, 10];
    expect(signTest(values)).toBeCloseTo(6 / Math.sqrt(10), 10);
    expect(wilcoxon(values)).toBeCloseTo((55 - 7 - 27.5) / Math.sqrt(96.25), 10);
    // Two tied pairs of ranks.
    expect(wilcoxon([1, 1, -2, 2])).toBeCloseTo((1.5 + 1.5 + 3.5 - 5) / Math.sqrt(7.5 - 12 / 48), 10);
  });
  test.each([signTest, wilcoxon])('change sign with the values, and forget those that are zero', (z) => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(z(values.map((one) => -one))).toBeCloseTo(-z(values), 6);
        expect(z([...values, 0, 0])).toBeCloseTo(z(values), 6);
      }),
    );
  });
  test('find nothing in nothing', () => expect([signTest([0, 0]), wilcoxon([])]).toEqual([0, 0]));
});

describe('p values', () => {
  test('of z are those of the tables', () => {
    for (const [z, p] of [
      [0, 1],
      [1.959964, 0.05],
      [2.575829, 0.01],
      [4.5, 6.795e-6],
      [8, 1.244e-15],
    ] as const)
      expect(pOf(z) / p).toBeCloseTo(1, 3);
  });
  test('are adjusted as Holm says: never smaller, never beyond one, in the same order', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }), (ps) => {
        const adjusted = holm(ps);
        for (const [at, p] of ps.entries()) expect(adjusted[at]! >= p && adjusted[at]! <= 1).toBe(true);
        for (const [i, p] of ps.entries())
          for (const [j, q] of ps.entries()) if (p < q) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
      }),
    );
  });
});

test('the bootstrap holds the true median about as often as it says', () => {
  let held = 0;
  for (let run = 0; run < 100; run += 1) {
    const chance = chanceFrom(run);
    const values = Array.from({ length: 300 }, () => chance() + chance() - 1);
    const { low, high } = blockBootstrap(
      300,
      (at) =>
        quantile(
          Float64Array.from(at, (i) => values[i]!),
          0.5,
        ),
      chance,
      { rounds: 200 },
    );
    if (low <= 0 && high >= 0) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(93);
});
