// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { holdsCardNumber, refuseCardNumbers } from './card-numbers.ts';

test.each([
  ['in groups of four', 'Kortet är 4111 1111 1111 1111'],
  ['together', '5555555555554444'],
  ['with hyphens', '3782-822463-10005, gäller till 12/29'],
  ['nineteen digits', '6304000000000000000'],
  ['with hard blanks', '4111\u00a01111\u00a01111\u00a01111'],
  ['in broad digits', '４１１１１１１１１１１１１１１１'],
  ['in Arabic digits', 'رقم البطاقة ٤١١١ ١١١١ ١١١١ ١١١١'],
  ['in Persian digits', '۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱'],
  ['with stops', '4111.1111.1111.1111'],
])('a card number %s', (_, text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

test.each([
  ['one digit wrong', '4111 1111 1111 1112'],
  ['a telephone number', 'Ring 070-174 06 05 eller +46 42 10 50 00'],
  ['an international number', '+464111111111111111'],
  ['a date and a time', '2026-05-04 kl. 09.00–11.30'],
  ['prices', '3 mjölk 18,90 kr, 2 bröd 32,50 kr'],
  ['a parcel of other length', '1234567890'],
  ['a book whose number happens to pass the check', '9789170000003'],
  ['nothing', ''],
])('no card number: %s', (_, text) => {
  expect(holdsCardNumber(text)).toBe(false);
});

test('the field at fault is named', () => {
  expect(() => refuseCardNumbers({ '/text': 'Mjölk', '/lines/0/note': '4111111111111111' })).toThrow(
    expect.objectContaining({ code: 'delivery.card-number', detail: { pointer: '/lines/0/note' } }),
  );
  expect(() => refuseCardNumbers({ '/text': null, '/lines/0/note': undefined })).not.toThrow();
});
