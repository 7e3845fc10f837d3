// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { nextMeeting } from './next-meeting.ts';

const thursday = { weekday: 4, minute: 14 * 60, until: new Date('2026-12-31T22:00:00Z') };
const from = (now: string, promised: readonly string[] = [], until = thursday.until) =>
  nextMeeting(
    { ...thursday, until },
    new Date(now),
    promised.map((at) => new Date(at)),
  )?.toISOString() ?? null;

test('it is the next such day at that hour by the clock on the wall, in summer and in winter', () => {
  expect(from('2026-05-04T09:00:00Z')).toBe('2026-05-07T12:00:00.000Z');
  expect(from('2026-11-02T09:00:00Z')).toBe('2026-11-05T13:00:00.000Z');
  // The clock goes back on the last Sunday in October.
  expect(from('2026-10-23T09:00:00Z')).toBe('2026-10-29T13:00:00.000Z');
});

test('nobody is met at less than twelve hours’ notice', () => {
  expect(from('2026-05-07T00:00:00Z')).toBe('2026-05-07T12:00:00.000Z');
  expect(from('2026-05-07T00:01:00Z')).toBe('2026-05-14T12:00:00.000Z');
});

test('a day that is promised is nobody else’s', () => {
  expect(from('2026-05-04T09:00:00Z', ['2026-05-07T12:00:00Z'])).toBe('2026-05-14T12:00:00.000Z');
  expect(from('2026-05-04T09:00:00Z', ['2026-05-14T12:00:00Z'])).toBe('2026-05-07T12:00:00.000Z');
  expect(from('2026-05-04T09:00:00Z', ['2026-05-14T12:00:00Z', '2026-05-07T12:00:00Z'])).toBe(
    '2026-05-21T12:00:00.000Z',
  );
});

test('after its end there is none', () => {
  expect(from('2026-05-04T09:00:00Z', [], new Date('2026-05-07T11:59:00Z'))).toBeNull();
});

test('a day early in the week is found from late in it', () => {
  const monday = { weekday: 1, minute: 30, until: thursday.until };
  expect(nextMeeting(monday, new Date('2026-05-09T09:00:00Z'), [])?.toISOString()).toBe('2026-05-10T22:30:00.000Z');
});
