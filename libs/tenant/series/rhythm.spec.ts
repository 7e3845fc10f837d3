// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { dayAfter, dayFrom, daysOf, timesOn, type Plan } from './rhythm.ts';

const plan = (more: Partial<Plan> = {}): Plan => ({
  rhythm: 'weekly',
  firstOn: '2026-03-19',
  until: '2026-04-09',
  minute: 10 * 60,
  lasts: 60,
  ...more,
});
const times = (of: Plan) =>
  [...daysOf(of)].map((day) => {
    const { from, to } = timesOn(of, day);
    return `${from.toISOString().slice(0, 16)} ${to.toISOString().slice(11, 16)}`;
  });

test('every week at ten by the clock on the wall, before and after it is moved in spring', () => {
  expect(times(plan())).toEqual([
    '2026-03-19T09:00 10:00',
    '2026-03-26T09:00 10:00',
    '2026-04-02T08:00 09:00',
    '2026-04-09T08:00 09:00',
  ]);
});

test('and in autumn, every other week; the last day counts', () => {
  const autumn = plan({ rhythm: 'every-other-week', firstOn: '2026-10-15', until: '2026-10-29' });
  expect(times(autumn)).toEqual(['2026-10-15T08:00 09:00', '2026-10-29T09:00 10:00']);
});

test('an hour that the clock skips is the one after it; one that it shows twice is the first; both last as long as was said', () => {
  const night = { minute: 2 * 60 + 30, lasts: 60 };
  expect(times(plan({ ...night, firstOn: '2026-03-29', until: '2026-03-29' }))).toEqual(['2026-03-29T01:30 02:30']);
  expect(times(plan({ ...night, firstOn: '2026-10-25', until: '2026-10-25' }))).toEqual(['2026-10-25T00:30 01:30']);
});

test('a month that is too short has it on its last day, and the month after as before', () => {
  const monthly = plan({ rhythm: 'monthly', firstOn: '2027-12-31', until: '2028-05-31' });
  expect([...daysOf(monthly)]).toEqual([
    '2027-12-31',
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
    '2028-04-30',
    '2028-05-31',
  ]);
});

test('the day after one, whether or not that one was a day of the plan', () => {
  expect(dayAfter(plan(), '2026-03-19')).toBe('2026-03-26');
  expect(dayAfter(plan(), '2026-03-20')).toBe('2026-03-26');
  expect(dayAfter(plan(), '2026-01-01')).toBe('2026-03-19');
  expect(dayAfter(plan(), '2026-04-09')).toBeNull();
});

test('the next one is the first that has not begun', () => {
  expect(dayFrom(plan(), new Date('2026-03-26T08:59:59Z'))).toBe('2026-03-26');
  expect(dayFrom(plan(), new Date('2026-03-26T09:00:00Z'))).toBe('2026-04-02');
  expect(dayFrom(plan(), new Date('2026-04-09T08:00:00Z'))).toBeNull();
});
