// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { firstGuess } from './guess.ts';

const now = new Date(2026, 4, 6, 9);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 4, day, hour, minute).toISOString();

test('the same day and hour as the first time, the next time that day comes', () => {
  expect(firstGuess({ from: at(4, 10, 30), to: at(4, 11, 15) }, now)).toEqual({
    rhythm: 'weekly',
    firstOn: '2026-05-11',
    time: '10:30',
    lasts: '60',
    until: '2026-08-03',
  });
});

test('what had no hour begins at ten, and takes an hour', () => {
  const { time, lasts, firstOn } = firstGuess({ from: at(4, 0), to: at(4, 23, 59) }, now);
  expect([time, lasts, firstOn]).toEqual(['10:00', '60', '2026-05-11']);
  expect(firstGuess({ from: null, to: null }, now)).toMatchObject({ time: '10:00', firstOn: '2026-05-13' });
});
