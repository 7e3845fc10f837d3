// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarText, type CalendarEvent } from './calendar-text.ts';

const event: CalendarEvent = {
  uid: '1@town.example',
  sequence: 2,
  changedAt: new Date('2026-05-04T09:00:00.123Z'),
  from: new Date('2026-07-01T08:00:00Z'),
  to: new Date('2026-07-01T09:30:00Z'),
  cancelled: false,
  title: 'Avtalad tid',
  link: 'https://town.example/agreements/1',
  reminder: null,
};
/** As a calendar reads it: lines joined again, then names and values. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const linesOf = (change: Partial<CalendarEvent>, name?: string) =>
  unfolded(calendarText([{ ...event, ...change }], name));
const titleIn = (lines: string[]) =>
  lines
    .find((line) => line.startsWith('SUMMARY:'))
    ?.slice('SUMMARY:'.length)
    .replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one));

test('the clock on the wall is written, with the zone it belongs to, summer and winter', () => {
  expect(linesOf({})).toEqual(
    expect.arrayContaining([
      'DTSTART;TZID=Europe/Stockholm:20260701T100000',
      'DTEND;TZID=Europe/Stockholm:20260701T113000',
      'DTSTAMP:20260504T090000Z',
      'TZID:Europe/Stockholm',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
    ]),
  );
  const winter = linesOf({ from: new Date('2026-12-31T23:15:00Z'), to: null });
  expect(winter).toContain('DTSTART;TZID=Europe/Stockholm:20270101T001500');
  expect(winter.join()).not.toContain('DTEND');
});

test('days are days, also those on which the clock changes', () => {
  const days = (from: string, to: string) =>
    linesOf({ from: new Date(from), to: new Date(to) }).filter((line) => /^DT(START|END);|^TRANSP/.test(line));
  const free = 'TRANSP:TRANSPARENT';
  const on = (start: string, end: string) => [`DTSTART;VALUE=DATE:${start}`, `DTEND;VALUE=DATE:${end}`, free];
  expect(days('2026-06-30T22:00Z', '2026-07-01T21:59Z')).toEqual(on('20260701', '20260702'));
  expect(days('2026-10-24T22:00Z', '2026-10-25T22:59Z')).toEqual(on('20261025', '20261026'));
  expect(days('2026-03-28T23:00Z', '2026-03-29T21:59Z')).toEqual(on('20260329', '20260330'));
  expect(days('2026-07-01T09:12Z', '2026-07-08T21:59Z')).toEqual(on('20260701', '20260709'));
  const whole = { from: new Date('2026-06-30T22:00Z'), to: new Date('2026-07-01T21:59Z'), reminder: 'I morgon' };
  expect(linesOf(whole)).toContain('TRIGGER:-PT14H');
  // Over midnight is no whole day.
  expect(days('2026-07-01T20:00Z', '2026-07-01T23:00Z')).toHaveLength(2);
});

test('what the zone says of summer and winter is what the clock does', () => {
  const shown = (at: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' }).format(new Date(at));
  const lines = linesOf({}).join('\n');
  expect(lines).toContain(
    'DTSTART:19960331T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200',
  );
  expect(lines).toContain(
    'DTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100',
  );
  // The last Sundays of 2026, on both sides of one o'clock UTC.
  expect(['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-10-25T00:59Z', '2026-10-25T01:00Z'].map(shown)).toEqual([
    '01:59',
    '03:00',
    '02:59',
    '02:00',
  ]);
});

test('what came to nothing is cancelled, and nobody is reminded of it', () => {
  const cancelled = linesOf({ cancelled: true, reminder: 'I morgon' });
  expect(cancelled).toContain('STATUS:CANCELLED');
  expect(cancelled.join()).not.toContain('VALARM');
  expect(linesOf({ reminder: 'I morgon' })).toEqual(expect.arrayContaining(['BEGIN:VALARM', 'TRIGGER:-P1D']));
});

test('only a calendar that is asked for again has a name', () => {
  expect(linesOf({}, 'Handslag')).toContain('X-WR-CALNAME:Handslag');
  expect(linesOf({}).join()).not.toContain('NAME:Handslag');
});

test('whatever the words are, no line is longer than 75 bytes, none is begun by them, and they are read back whole', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replaceAll(/[\r\n\p{Cc}]/gu, '\n'));
  fc.assert(
    fc.property(words, (title) => {
      const text = calendarText([{ ...event, title }]);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const lines = unfolded(text);
      expect(lines.every((line) => line === '' || /^[A-Z-]+[;:]/.test(line))).toBe(true);
      expect(titleIn(lines)).toBe(title);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
});
