// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { locales } from '#tenant/people';

interface CalendarWords {
  /** All that the subscribed calendar says: as much as a locked screen may (ADR 0027). */
  readonly agreedTime: string;
  readonly reminder: string;
  readonly youHelp: string;
  readonly youAreHelped: string;
  readonly kinds: Readonly<Record<ServiceType, string>>;
}

const sv: CalendarWords = {
  agreedTime: 'Avtalad tid – Handslag',
  reminder: 'I morgon: avtalad tid i Handslag',
  youHelp: '{kind} – du hjälper till',
  youAreHelped: '{kind} – du får hjälp',
  kinds: {
    practical: 'Praktisk hjälp',
    accompany: 'Sällskap på vägen',
    social: 'En stund tillsammans',
    language: 'Språk och papper',
    homework: 'Läxor',
    delivery: 'Handla eller hämta',
    staffing: 'Extra händer',
  },
};

export const calendarWords: Readonly<Record<(typeof locales)[number], CalendarWords>> = {
  sv,
  'sv-simple': { ...sv, agreedTime: 'Bestämd tid – Handslag', reminder: 'I morgon: bestämd tid i Handslag' },
  en: {
    agreedTime: 'Agreed time – Handslag',
    reminder: 'Tomorrow: an agreed time in Handslag',
    youHelp: '{kind} – you help',
    youAreHelped: '{kind} – you are helped',
    kinds: {
      practical: 'Practical help',
      accompany: 'Company on the way',
      social: 'Time together',
      language: 'Language and paperwork',
      homework: 'Homework',
      delivery: 'Shopping or fetching',
      staffing: 'Extra hands',
    },
  },
  ar: {
    agreedTime: 'موعد متفق عليه – Handslag',
    reminder: 'غدًا: موعد متفق عليه في Handslag',
    youHelp: '{kind} – أنت تساعد',
    youAreHelped: '{kind} – تتلقى المساعدة',
    kinds: {
      practical: 'مساعدة عملية',
      accompany: 'مرافقة في الطريق',
      social: 'وقت معًا',
      language: 'لغة وأوراق',
      homework: 'واجبات مدرسية',
      delivery: 'تسوق أو إحضار',
      staffing: 'أيدٍ إضافية',
    },
  },
};
