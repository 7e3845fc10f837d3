// SPDX-License-Identifier: EUPL-1.2

/** Where the tenants are. */
const zone = 'Europe/Stockholm';
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minute: number;
}

function local(at: Date): Local {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  return { year, month, day, minute: hour * 60 + minute };
}

/** Minutes after midnight by the clock on the wall. */
export const localMinute = (at: Date): number => local(at).minute;

/**
 * The moment when the clock on the wall shows `minute` on the day of `now`, or so many days later. An hour that the
 * clock skips in spring counts as the one after it; of an hour that it shows twice in autumn it is the first.
 */
export function momentOf(now: Date, minute: number, daysLater = 0): Date {
  const { year, month, day } = local(now);
  const asIfUtc = Date.UTC(year, month - 1, day + daysLater, 0, minute);
  // The wall is one or two hours ahead of UTC: the earlier guess is right unless the wall then shows something else.
  for (const ahead of [2, 1]) {
    const guess = new Date(asIfUtc - ahead * 3_600_000);
    if (local(guess).minute === minute) return guess;
  }
  return new Date(asIfUtc - 3_600_000);
}
