// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { shiftTimes, timesFor } from './times.ts';

const now = new Date(2026, 4, 4, 9, 15);
const none = { date: '', start: '', end: '' };
const local = (iso?: string): string | undefined =>
  iso && `${new Date(iso).toLocaleDateString('sv')} ${new Date(iso).toLocaleTimeString('sv').slice(0, 5)}`;
const said = (...args: Parameters<typeof timesFor>) => {
  const { from, to } = timesFor(...args);
  return [local(from), local(to)];
};

test('any time is no time at all', () => expect(timesFor('any', none, now)).toEqual({}));
test('tomorrow is the whole day', () =>
  expect(said('tomorrow', none, now)).toEqual(['2026-05-05 00:00', '2026-05-05 23:59']));
test('a week begins now', () => expect(said('week', none, now)).toEqual(['2026-05-04 09:15', '2026-05-11 23:59']));
test('an own day without hours is the whole day', () =>
  expect(said('own', { ...none, date: '2026-06-01' }, now)).toEqual(['2026-06-01 00:00', '2026-06-01 23:59']));
test('own hours are kept, and an end before its beginning is left out', () => {
  const date = '2026-06-01';
  expect(said('own', { date, start: '10:30', end: '12:00' }, now)).toEqual(['2026-06-01 10:30', '2026-06-01 12:00']);
  expect(said('own', { date, start: '10:30', end: '09:00' }, now)).toEqual(['2026-06-01 10:30', undefined]);
});
test('without an end it takes as long as such things usually do', () => {
  const usual = { date: '2026-06-01', start: '10:30', minutes: 150 };
  expect(said('own', { ...usual, end: '' }, now)).toEqual(['2026-06-01 10:30', '2026-06-01 13:00']);
  expect(said('own', { ...usual, end: '11:00' }, now)).toEqual(['2026-06-01 10:30', '2026-06-01 11:00']);
  expect(said('own', { ...usual, end: '09:00' }, now)).toEqual(['2026-06-01 10:30', undefined]);
});

test('a shift that ends at an hour before it begins ends the day after; something missing is no shift', () => {
  const shift = (start: string, end: string) => {
    const times = shiftTimes('2026-05-31', start, end);
    return times && [local(times.from), local(times.to)];
  };
  expect(shift('09:00', '13:00')).toEqual(['2026-05-31 09:00', '2026-05-31 13:00']);
  expect(shift('22:00', '06:00')).toEqual(['2026-05-31 22:00', '2026-06-01 06:00']);
  expect(shift('22:00', '')).toBeNull();
});
