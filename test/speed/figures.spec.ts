// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { at, median, power, slope, spread } from '../../bench/speed/figures.ts';

const of = (f: (n: number) => number) => [1, 10, 100, 1000].map((n) => ({ n, value: f(n) }));

test('the p99 of a hundred is the ninety-ninth, whatever order they came in', () => {
  const values = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([at(0.99, values), median(values), at(1, values)]).toEqual([99, 50, 100]);
});

test('a spread is told with its ends', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
});

test('growth is told by its power: flat, linear, by the root', () => {
  expect(power(of(() => 7))).toBeCloseTo(0);
  expect(power(of((n) => 3 * n))).toBeCloseTo(1);
  expect(power(of((n) => Math.sqrt(n)))).toBeCloseTo(0.5);
});

test('two points are no curve', () => {
  expect(power(of((n) => n).slice(0, 2))).toBeNaN();
});

test('what one more costs', () => {
  expect(slope(of((n) => 5 + 2 * n))).toBeCloseTo(2);
});
