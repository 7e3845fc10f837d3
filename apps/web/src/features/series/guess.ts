// SPDX-License-Identifier: EUPL-1.2
import type { HelpRequest, Series } from '../../api/types.ts';
import { dateValue } from '../times.ts';

export type Rhythm = Series['rhythm'];
export const rhythms: readonly Rhythm[] = ['weekly', 'every-other-week', 'monthly'];

const dayMs = 86_400_000;
const choices = [30, 60, 120, 180, 240];
const two = (number: number): string => String(number).padStart(2, '0');

/** The first day that can be chosen. */
export const tomorrowOf = (now: Date): string => dateValue(new Date(now.getTime() + dayMs));

/** The same day of the week and hour as the first time, the next time that day comes; for three months. */
export function firstGuess({ from, to }: Pick<HelpRequest, 'from' | 'to'>, now: Date) {
  const first = new Date(from ?? now.getTime() + 7 * dayMs);
  while (first.getTime() < now.getTime() + dayMs) first.setDate(first.getDate() + 7);
  const minutes = from && to ? (Date.parse(to) - Date.parse(from)) / 60_000 : 60;
  const lasts = choices.find((choice) => choice >= minutes) ?? 60;
  const until = new Date(first);
  until.setDate(until.getDate() + 12 * 7);
  const isDays = from === null || minutes > 12 * 60;
  return {
    rhythm: 'weekly' as Rhythm,
    firstOn: dateValue(first),
    time: isDays ? '10:00' : `${two(first.getHours())}:${two(first.getMinutes())}`,
    lasts: String(isDays ? 60 : lasts),
    until: dateValue(until),
  };
}
