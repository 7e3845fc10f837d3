// SPDX-License-Identifier: EUPL-1.2

/** One agreed time, as a calendar is told of it. */
export interface CalendarEvent {
  /** The same for as long as the event is the same. */
  readonly uid: string;
  /** Grows with every change. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly from: Date;
  /** Null: nobody has said how long it takes. */
  readonly to: Date | null;
  readonly cancelled: boolean;
  readonly title: string;
  readonly link: string;
  /** What is said the day before, by the calendar itself; null: nothing. */
  readonly reminder: string | null;
}

const zone = 'Europe/Stockholm';
const stamp = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });

/** Since 1996 the clocks of the European Union change on the last Sundays of March and October, at one o'clock UTC. */
const zoneLines = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  ...['DAYLIGHT 0100 0200 CEST 19960331T020000 3', 'STANDARD 0200 0100 CET 19961027T030000 10'].flatMap((rule) => {
    const [part, before, after, name, start, month] = rule.split(' ');
    return [
      `BEGIN:${part}`,
      `DTSTART:${start}`,
      `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
      `TZOFFSETFROM:+${before}`,
      `TZOFFSETTO:+${after}`,
      `TZNAME:${name}`,
      `END:${part}`,
    ];
  }),
  'END:VTIMEZONE',
];

const utc = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
/** `20260701T100000` by the clock on the wall. */
const local = (at: Date) => stamp.format(at).replaceAll(/[-:]/g, '').replace(' ', 'T');
const at = (when: Date) => `;TZID=${zone}:${local(when)}`;
const day = (when: Date) => `;VALUE=DATE:${local(when).slice(0, 8)}`;
const dayMs = 86_400_000;

/** "On Thursday", "within the week": days and not hours, and nobody is busy all the while. */
const isDays = (from: Date, to: Date) =>
  to.getTime() - from.getTime() > dayMs || (local(from).endsWith('T000000') && local(to).slice(9, 13) === '2359');

const timeLines = ({ from, to }: CalendarEvent): string[] => {
  if (!to) return [`DTSTART${at(from)}`];
  if (!isDays(from, to)) return [`DTSTART${at(from)}`, `DTEND${at(to)}`];
  // The last of the days is the one before the end.
  return [`DTSTART${day(from)}`, `DTEND${day(new Date(to.getTime() + dayMs))}`, 'TRANSP:TRANSPARENT'];
};

const text = (words: string) => words.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n');

/** Lines of at most 75 bytes; what goes on begins with a space, and no character is cut in two (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts = [''];
  for (const character of line) {
    const room = parts.length === 1 ? 75 : 74;
    if (Buffer.byteLength(parts.at(-1) + character) > room) parts.push('');
    parts[parts.length - 1] += character;
  }
  return parts.join('\r\n ');
}

/** The day before: at the same hour, or at ten when it is about a day. */
const before = ({ from, to }: CalendarEvent) => (to && isDays(from, to) ? '-PT14H' : '-P1D');

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'CLASS:PRIVATE',
  ...timeLines(event),
  `SUMMARY:${text(event.title)}`,
  `URL:${event.link}`,
  ...(event.reminder && !event.cancelled
    ? [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${text(event.reminder)}`,
        `TRIGGER:${before(event)}`,
        'END:VALARM',
      ]
    : []),
  'END:VEVENT',
];

/** An iCalendar file (RFC 5545). `name`: of a calendar that is subscribed to, and asked for again (RFC 7986). */
export const calendarText = (events: readonly CalendarEvent[], name?: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Handslag//Handslag 1//SV',
    ...(name ? [`NAME:${text(name)}`, `X-WR-CALNAME:${text(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT6H'] : []),
    ...zoneLines,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
