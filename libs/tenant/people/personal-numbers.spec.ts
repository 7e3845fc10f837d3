// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsPersonalNumber, refusePersonalNumbers } from './personal-numbers.ts';

test.each([
  ['Hon är 19900101-2385', 'twelve digits with a hyphen'],
  ['900101-2385', 'ten digits with a hyphen'],
  ['9001012385', 'ten digits'],
  ['nr199001012385.', 'twelve digits in a word'],
  ['900101 2385', 'a space for the hyphen'],
  ['121212+1212', 'over a hundred years old'],
  ['900161-2383', 'a coordination number, mistyped'],
  ['900101-2384', 'the control digit mistyped'],
  ['01019012480', 'Norwegian'],
  ['010190 12480', 'Norwegian with a space'],
  ['١٩٩٠٠١٠١-٢٣٨٥', 'Arabic digits'],
])('finds the personal number in "%s" (%s)', (text) => {
  expect(holdsPersonalNumber(text)).toBe(true);
});

test.each([
  ['Ring 070-123 45 67', 'a telephone number'],
  ['0701234568', 'a telephone number written together'],
  ['+46701234567', 'a telephone number from abroad'],
  ['042-10 50 00', 'a switchboard'],
  ['Handla mjölk, 2 bananer och 500 g smör den 2026-05-04 kl 10.30', 'a shopping list'],
  ['Paket 73500412345678901', 'a parcel number'],
  ['Portkod 1234, våning 3', 'a door code'],
])('lets "%s" pass (%s)', (text) => {
  expect(holdsPersonalNumber(text)).toBe(false);
});

test('finds every valid number, whatever stands around it', () => {
  const number = fc
    .tuple(
      fc.integer({ min: 1900, max: 2025 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom('', '-', ' '),
    )
    .map(([year, month, day, serial, sign]) => {
      const two = (n: number) => String(n).padStart(2, '0');
      const nine = `${two(year % 100)}${two(month)}${two(day)}${String(serial).padStart(3, '0')}`;
      const sum = [...nine].reduce((total, digit, at) => {
        const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
        return total + Math.floor(weighed / 10) + (weighed % 10);
      }, 0);
      return `${nine.slice(0, 6)}${sign}${nine.slice(6)}${(10 - (sum % 10)) % 10}`;
    });
  fc.assert(
    fc.property(
      number,
      fc.stringMatching(/^[a-zåäö ,.]{0,20}$/),
      fc.stringMatching(/^[a-zåäö ,.]{0,20}$/),
      (found, before, after) => holdsPersonalNumber(`${before}${found}${after}`),
    ),
  );
});

test('the refusal names the field and never repeats the number', () => {
  const refuse = () => refusePersonalNumbers({ '/text': 'Hjälp', '/onBehalf/alias': 'Greta 900101-2385' });
  expect(refuse).toThrow(
    expect.objectContaining({ code: 'request.personal-number', detail: { pointer: '/onBehalf/alias' } }),
  );
  expect(() => refusePersonalNumbers({ '/text': null, '/x': undefined })).not.toThrow();
});
