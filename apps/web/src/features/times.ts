// SPDX-License-Identifier: EUPL-1.2
export type WhenChoice = 'any' | 'today' | 'tomorrow' | 'week' | 'own';

const at = (base: Date, days: number, hour: number, minute = 0): string =>
  new Date(base.getFullYear(), base.getMonth(), base.getDate() + days, hour, minute).toISOString();

/** From how people say it to the two times the server keeps. */
export function timesFor(
  choice: WhenChoice,
  own: { date: string; start: string; end: string; minutes?: number | null },
  now: Date,
): { from?: string; to?: string } {
  switch (choice) {
    case 'any':
      return {};
    case 'today':
      return { from: at(now, 0, 0), to: at(now, 0, 23, 59) };
    case 'tomorrow':
      return { from: at(now, 1, 0), to: at(now, 1, 23, 59) };
    case 'week':
      return { from: now.toISOString(), to: at(now, 7, 23, 59) };
    case 'own': {
      if (!own.date) return {};
      if (!own.start) {
        return {
          from: new Date(`${own.date}T00:00`).toISOString(),
          to: new Date(`${own.date}T23:59`).toISOString(),
        };
      }
      const from = new Date(`${own.date}T${own.start}`).toISOString();
      if (own.end && own.end > own.start) return { from, to: new Date(`${own.date}T${own.end}`).toISOString() };
      if (own.end || !own.minutes) return { from };
      return { from, to: new Date(Date.parse(from) + own.minutes * 60_000).toISOString() };
    }
  }
}

/** A shift that ends at an hour before it began ends the day after. Null as long as something is missing. */
export function shiftTimes(date: string, start: string, end: string): { from: string; to: string } | null {
  if (!date || !start || !end) return null;
  const [from, to] = [new Date(`${date}T${start}`), new Date(`${date}T${end}`)];
  if (end <= start) to.setDate(to.getDate() + 1);
  return { from: from.toISOString(), to: to.toISOString() };
}

export const dateValue = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
