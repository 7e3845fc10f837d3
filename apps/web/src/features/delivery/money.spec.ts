// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { amountWords, kronorText, oreOf } from './money.ts';

test.each([
  ['250', 25_000],
  ['249,50', 24_950],
  ['249.5', 24_950],
  ['0,07', 7],
  ['1 250:05 kr', 125_005],
  ['10000', 1_000_000],
  ['', null],
  ['  ', null],
  ['10000,01', undefined],
  ['12,345', undefined],
  ['-5', undefined],
  ['gratis', undefined],
  ['1e3', undefined],
])('%p is %p öre', (text, ore) => {
  expect(oreOf(text)).toBe(ore);
});

test('what is shown is what was written', () => {
  for (const ore of [0, 7, 50, 24_950, 25_000, 999_999]) expect(oreOf(kronorText(ore))).toBe(ore);
  expect(kronorText(null)).toBe('');
  expect(amountWords(24_950, 'sv')).toBe('249,50\u00a0kr');
  expect(amountWords(25_000, 'sv-simple')).toBe('250\u00a0kr');
  expect(amountWords(25_000, 'ar')).toContain('250');
});
