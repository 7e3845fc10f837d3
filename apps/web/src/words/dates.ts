// SPDX-License-Identifier: EUPL-1.2
type Say = (key: string, values?: Record<string, unknown>) => string;

const day = (at: Date): number => Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);

/** Digits stay Latin so that a time is read the same by everyone who meets. */
const tag = (language: string): string =>
  language === 'ar' ? 'ar-u-nu-latn' : language === 'sv-simple' ? 'sv' : language;

export const clock = (at: Date, language: string): string => {
  const [hour, minute] = [at.getHours(), String(at.getMinutes()).padStart(2, '0')];
  return tag(language) === 'sv' ? `${hour}.${minute}` : `${String(hour).padStart(2, '0')}:${minute}`;
};

/** The same of an hour that is no moment: of "14:00". */
export const hourWords = (at: string, language: string): string => clock(new Date(`2000-01-01T${at}`), language);

/** "i morgon kl. 10.30": the day as one says it, then the hour. */
export function dayWords(at: Date, now: Date, language: string, say: Say): string {
  const distance = day(at) - day(now);
  if (distance === 0) return say('date.today');
  if (distance === 1) return say('date.tomorrow');
  if (distance === -1) return say('date.yesterday');
  const near = distance > 1 && distance < 7;
  return new Intl.DateTimeFormat(tag(language), {
    weekday: 'long',
    ...(near ? {} : { day: 'numeric', month: 'long' }),
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}

export const whenWords = (iso: string, now: Date, language: string, say: Say): string => {
  const at = new Date(iso);
  return say('date.at', { day: dayWords(at, now, language, say), time: clock(at, language) });
};

export function spanWords(from: string | null, to: string | null, now: Date, language: string, say: Say): string {
  if (!from && !to) return say('date.anyTime');
  if (!from) return say('date.before', { when: whenWords(to as string, now, language, say) });
  if (!to) return whenWords(from, now, language, say);
  const [start, end] = [new Date(from), new Date(to)];
  if (day(start) === day(end)) {
    if (start.getHours() === 0 && end.getHours() === 23) return dayWords(start, now, language, say);
    return say('date.span', { when: whenWords(from, now, language, say), end: clock(end, language) });
  }
  // A night: its hours say more than its two days.
  if (end.getTime() - start.getTime() < 86_400_000)
    return say('date.days', { start: whenWords(from, now, language, say), end: whenWords(to, now, language, say) });
  return say('date.days', {
    start: dayWords(start, now, language, say),
    end: dayWords(end, now, language, say),
  });
}

/** The same on paper, which is read on another day: never "tomorrow". */
export const paperWords = (from: string | null, to: string | null, language: string, say: Say): string => {
  const longBefore = Date.parse(from ?? to ?? '0') - 300 * 86_400_000;
  return spanWords(from, to, new Date(longBefore), language, say);
};

/** How long something takes, when both ends are known and the same day. */
export function lengthWords(from: string | null, to: string | null, say: Say): string | null {
  if (!from || !to) return null;
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes <= 0 || minutes > 12 * 60 ? null : lasting(minutes, say);
}

export const lasting = (minutes: number, say: Say): string =>
  minutes < 60 ? say('date.minutes', { count: minutes }) : say('date.hours', { count: Math.round(minutes / 60) });

export function agoWords(iso: string, now: Date, language: string): string {
  const seconds = Math.round((Date.parse(iso) - now.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(tag(language), { numeric: 'auto' });
  const far = Math.abs(seconds);
  if (far < 60) return relative.format(0, 'minute');
  if (far < 3_600) return relative.format(Math.trunc(seconds / 60), 'minute');
  if (far < 86_400) return relative.format(Math.trunc(seconds / 3_600), 'hour');
  if (far < 30 * 86_400) return relative.format(Math.trunc(seconds / 86_400), 'day');
  return new Intl.DateTimeFormat(tag(language), { day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(iso),
  );
}

export const dateOnly = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(tag(language), { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));
