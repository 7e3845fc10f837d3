// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { agoWords, lengthWords, paperWords, spanWords, whenWords } from './dates.ts';

const now = new Date(2026, 4, 4, 9, 0);
const at = (day: number, hour: number, minute = 0): string => new Date(2026, 4, day, hour, minute).toISOString();
const templates: Record<string, string> = {
  'date.today': 'i dag',
  'date.tomorrow': 'i morgon',
  'date.yesterday': 'i går',
  'date.at': '{{day}} kl. {{time}}',
  'date.span': '{{when}}–{{end}}',
  'date.days': '{{start}} – {{end}}',
  'date.before': 'före {{when}}',
  'date.anyTime': 'när det passar',
};
const say = (key: string, values: Record<string, unknown> = {}): string =>
  (templates[key] ?? `${key} {{count}}`).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

describe('times are said as one says them', () => {
  test.each([
    [at(4, 10, 30), 'i dag kl. 10.30'],
    [at(5, 10, 30), 'i morgon kl. 10.30'],
    [at(3, 8), 'i går kl. 8.00'],
    [at(7, 14), 'torsdag kl. 14.00'],
    [at(20, 14), 'onsdag 20 maj kl. 14.00'],
  ])('%s is "%s"', (iso, words) => expect(whenWords(iso, now, 'sv', say)).toBe(words));

  test('another year is named', () => {
    expect(whenWords(new Date(2027, 0, 2, 9).toISOString(), now, 'sv', say)).toContain('2027');
  });

  test.each([
    [null, null, 'när det passar'],
    [at(5, 10), null, 'i morgon kl. 10.00'],
    [null, at(5, 10), 'före i morgon kl. 10.00'],
    [at(5, 10), at(5, 11, 30), 'i morgon kl. 10.00–11.30'],
    [at(5, 0), at(5, 23, 59), 'i morgon'],
    [at(4, 9), at(7, 23, 59), 'i dag – torsdag'],
    [at(5, 22), at(6, 6), 'i morgon kl. 22.00 – onsdag kl. 6.00'],
  ])('from %s to %s is "%s"', (from, to, words) => expect(spanWords(from, to, now, 'sv', say)).toBe(words));

  test('English tells the hour with a colon, Arabic with the same digits as everyone', () => {
    expect(whenWords(at(5, 9, 5), now, 'en', say)).toContain('09:05');
    expect(whenWords(at(20, 14), now, 'ar', say)).toContain('14:00');
    expect(whenWords(at(20, 14), now, 'ar', say)).toMatch(/20/);
  });

  test('easy Swedish speaks Swedish dates', () => {
    expect(whenWords(at(7, 14), now, 'sv-simple', say)).toBe('torsdag kl. 14.00');
    expect(agoWords(at(3, 9), now, 'sv-simple')).toBe('i går');
  });

  test('how long it takes, when that is known and means something', () => {
    expect(lengthWords(at(5, 10), at(5, 10, 45), say)).toBe('date.minutes 45');
    expect(lengthWords(at(5, 10), at(5, 12), say)).toBe('date.hours 2');
    expect(lengthWords(at(5, 0), at(5, 23, 59), say)).toBeNull();
    expect(lengthWords(null, at(5, 10), say)).toBeNull();
  });
});

test('on paper a day is called by its name and date, whenever it is printed', () => {
  const today = new Date();
  const soon = new Date(today.getFullYear(), today.getMonth(), today.getDate(), 10, 30).toISOString();
  const words = paperWords(soon, null, 'sv', say);
  expect(words).toMatch(new RegExp(`^\\S+dag ${today.getDate()} \\S+( \\d{4})? kl\\. 10\\.30$`));
  expect(paperWords(at(5, 10), at(5, 11), 'sv', say)).toMatch(/^tisdag 5 maj( 2026)? kl\. 10\.00–11\.00$/);
  expect(paperWords(null, null, 'sv', say)).toBe('när det passar');
});
