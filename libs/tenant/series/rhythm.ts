// SPDX-License-Identifier: EUPL-1.2
import { momentOf } from '#tenant/notices';

export const rhythms = ['weekly', 'every-other-week', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** When it is, by the calendar and the clock on the wall where the tenant is. */
export interface Plan {
  readonly rhythm: Rhythm;
  /** `2026-05-07`: the first time; it gives the day of the week, or of the month. */
  readonly firstOn: string;
  /** The last day on which it may be. */
  readonly until: string;
  /** Minutes after midnight. */
  readonly minute: number;
  /** How many minutes it takes. */
  readonly lasts: number;
}

const dayMs = 86_400_000;
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const dayText = (at: Date): string => at.toISOString().slice(0, 10);

/** The day so many times after the first. In a month that is too short it is the last day of the month. */
function dayAt({ rhythm, firstOn }: Plan, times: number): string {
  const first = noon(firstOn);
  if (rhythm !== 'monthly') return dayText(new Date(first.getTime() + times * (rhythm === 'weekly' ? 7 : 14) * dayMs));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + times];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayText(new Date(Date.UTC(year, month, Math.min(first.getUTCDate(), lastOfMonth))));
}

/** Every day of the plan, in order. */
export function* daysOf(plan: Plan): Generator<string, void> {
  for (let times = 0; ; times += 1) {
    const day = dayAt(plan, times);
    if (day > plan.until) return;
    yield day;
  }
}

/** The first day of the plan after this one; null when there is none. */
export function dayAfter(plan: Plan, day: string): string | null {
  for (const next of daysOf(plan)) if (next > day) return next;
  return null;
}

/** The first day of the plan on which it has not begun; null when there is none. */
export function dayFrom(plan: Plan, now: Date): string | null {
  for (const day of daysOf(plan)) if (timesOn(plan, day).from > now) return day;
  return null;
}

/**
 * From when to when it is on such a day. The hour on the wall is the same in summer and winter; an hour that the clock
 * skips in spring is the one after it, and it always takes as long as was said.
 */
export function timesOn({ minute, lasts }: Plan, day: string): { from: Date; to: Date } {
  const from = momentOf(noon(day), minute);
  return { from, to: new Date(from.getTime() + lasts * 60_000) };
}
