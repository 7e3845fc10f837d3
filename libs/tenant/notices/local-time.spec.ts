// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { localMinute, momentOf } from './local-time.ts';
import { NoticeSettings } from './notice-settings.entity.ts';

const at = (text: string) => new Date(text);
const settings = (fields: Partial<NoticeSettings>) => Object.assign(NoticeSettings.usual('p'), fields);

test.each([
  ['in winter', '2026-01-15T11:00:00Z', 9 * 60, '2026-01-15T08:00:00.000Z'],
  ['in summer', '2026-07-15T11:00:00Z', 9 * 60, '2026-07-15T07:00:00.000Z'],
  ['on the day the clocks go forward', '2026-03-29T11:00:00Z', 9 * 60, '2026-03-29T07:00:00.000Z'],
  ['in the hour that is skipped', '2026-03-29T11:00:00Z', 150, '2026-03-29T01:30:00.000Z'],
  ['in the hour that comes twice', '2026-10-25T11:00:00Z', 150, '2026-10-25T00:30:00.000Z'],
])('a minute of the day is found %s', (_, now, minute, moment) => {
  expect(momentOf(at(now), minute).toISOString()).toBe(moment);
});

test('the wall shows the minute that was asked for, on all days but the one with a skipped hour', () => {
  const days = fc.date({ min: at('2026-01-01'), max: at('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: 180, max: 1439 }), fc.integer({ min: -2, max: 2 }), (now, minute, days) => {
      expect(localMinute(momentOf(now, minute, days))).toBe(minute);
    }),
  );
});

test('by day it goes at once; at night it waits for the morning', () => {
  const night = settings({});
  expect(night.whenToSend(at('2026-01-15T11:00:00Z'), at('2026-01-15T11:00:00Z'))).toEqual(at('2026-01-15T11:00:00Z'));
  for (const now of ['2026-01-15T20:00:00Z', '2026-01-16T02:00:00Z', '2026-01-16T05:59:00Z'])
    expect(night.whenToSend(at(now), at(now))).toEqual(at('2026-01-16T06:00:00Z'));
});

test('on duty nothing waits, not for the morning and not for the digest; afterwards it does again', () => {
  const mine = settings({ digestAt: 17 * 60 });
  const night = at('2026-01-15T23:00:00Z');
  mine.pause(at('2026-02-01T00:00:00Z'));
  mine.goOnDuty(at('2026-01-16T01:00:00Z'));
  expect(mine.isPaused(night)).toBe(false);
  expect(mine.whenToSend(night, night)).toEqual(night);
  const after = at('2026-01-16T01:00:00Z');
  expect(mine.whenToSend(after, after)).toEqual(at('2026-01-16T16:00:00Z'));
  mine.pause(at('2026-02-01T00:00:00Z'));
  expect(mine.onDutyUntil).toBeNull();
});

test('gathered, it goes at the chosen minute, with all that came since the last time', () => {
  const five = settings({ digestAt: 17 * 60 });
  const [noon, five15, digest] = [at('2026-01-15T11:00:00Z'), at('2026-01-15T16:15:00Z'), at('2026-01-15T16:00:00Z')];
  expect(five.whenToSend(noon, noon)).toEqual(digest);
  expect(five.whenToSend(noon, digest)).toEqual(digest);
  expect(five.whenToSend(noon, five15)).toEqual(five15);
  expect(five.whenToSend(five15, five15)).toEqual(at('2026-01-16T16:00:00Z'));
});

test('whatever the hours, a moment is never in the past, and at that moment it may go', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const now = fc.date({ min: at('2026-01-01'), max: at('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(now, minute, minute, fc.option(minute), (from, quietFrom, quietTo, digestAt) => {
      const mine = settings({ quietFrom, quietTo, digestAt });
      let when = from;
      // Gathered first, quiet after: at most two steps.
      for (let step = 0; step < 3; step += 1) {
        const next = mine.whenToSend(from, when);
        expect(next.getTime()).toBeGreaterThanOrEqual(when.getTime());
        when = next;
      }
      expect(mine.whenToSend(from, when)).toEqual(when);
      expect(when.getTime() - from.getTime()).toBeLessThanOrEqual(50 * 3_600_000);
    }),
  );
});
