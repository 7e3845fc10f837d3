// SPDX-License-Identifier: EUPL-1.2
import { momentOf } from '#tenant/notices';

const hour = 3_600_000;
/** Nobody has to be there sooner than this. */
const shortestNotice = 12 * hour;
const zone = 'Europe/Stockholm';
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const named = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });

const weekdayOf = (at: Date): number => weekdays.indexOf(named.format(at)) + 1;

interface Weekly {
  /** From 1, which is Monday. */
  readonly weekday: number;
  /** After midnight. */
  readonly minute: number;
  readonly until: Date;
}

/** The first day of it that is far enough away and promised to nobody; null when there is none before its end. */
export function nextMeeting({ weekday, minute, until }: Weekly, now: Date, promised: readonly Date[]): Date | null {
  const days = (promised.length + 2) * 7;
  for (let day = 0; day <= days; day += 1) {
    const at = momentOf(now, minute, day);
    if (weekdayOf(at) !== weekday || at.getTime() < now.getTime() + shortestNotice) continue;
    if (promised.some((taken) => taken.getTime() === at.getTime())) continue;
    return at <= until ? at : null;
  }
  return null;
}
