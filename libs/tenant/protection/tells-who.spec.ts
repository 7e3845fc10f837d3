// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { isStricter, stricterOf } from './levels.ts';
import { tellsWho } from './tells-who.ts';

const known = { names: ['Greta Ålund', null, undefined], places: ['Dolda gatan 7, Helsingborg', null] };

test.each([
  ['the name', 'Greta behöver sällskap'],
  ['another case, and whose it is', 'Hämta gRETAs glasögon'],
  ['the surname alone', 'hos familjen ålund'],
  ['letters put together from parts', 'hos ÅLUND'.normalize('NFD')],
  ['the street', 'Vi ses på dolda gatan 7 klockan tre'],
  ['a telephone number', 'Ring 070-174 06 05'],
  ['one in another fashion', 'Ring (0042) 14.13.12'],
  ['an e-mail address', 'skriv till nagon@example.org'],
])('%s gives somebody away', (_, text) => {
  expect(tellsWho(text, known)).toBe(true);
});

test.each([
  ['what is to be done', 'Sällskap till tandläkaren på fredag klockan 13, cirka 45 minuter'],
  ['a word that only begins alike', 'Gretalund är en park, åker gärna buss 12'],
  ['the town', 'Fika i Helsingborg'],
  ['a price and a year', 'Kostar 1200 kr sedan 2026'],
  ['a time and a date', 'Lördag 2026-05-04 kl. 09.00-11.30, eller 08:00 – 09:45'],
  ['days', 'Mellan 04/05 och 07/05'],
  ['nothing', ''],
])('%s gives nobody away', (_, text) => {
  expect(tellsWho(text, known)).toBe(false);
});

test('of nobody known, only ways to reach them give away', () => {
  expect(tellsWho('Greta på Dolda gatan 7', { names: [], places: [] })).toBe(false);
  expect(tellsWho('070-174 06 05', { names: [''], places: [''] })).toBe(true);
});

test('the stricter of two levels counts', () => {
  expect(isStricter('no-transfer', 'mediated-only')).toBe(true);
  expect(isStricter('none', 'none')).toBe(false);
  expect(stricterOf('none', 'mediated-only')).toBe('mediated-only');
  expect(stricterOf('no-transfer', 'mediated-only')).toBe('no-transfer');
});
