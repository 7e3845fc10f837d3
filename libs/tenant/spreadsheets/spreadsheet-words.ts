// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { Role } from '#platform/authz';
import type { locales } from '#tenant/people';
import type { Agreement } from '#tenant/requests';

interface SpreadsheetWords {
  readonly people: readonly string[];
  readonly agreements: readonly string[];
  readonly invited: readonly string[];
  readonly roles: Readonly<Record<Role, string>>;
  readonly kinds: Readonly<Record<ServiceType, string>>;
  readonly states: Readonly<Record<Agreement['state'], string>>;
}

const sv: SpreadsheetWords = {
  people: ['Namn', 'Roller', 'Med sedan'],
  agreements: [
    'Nummer',
    'Typ av hjälp',
    'Område',
    'Läge',
    'Antal hjälpare',
    'Överens',
    'Från',
    'Till',
    'Började',
    'Avslutades',
  ],
  invited: ['Namn', 'Länk', 'Gäller till'],
  roles: {
    administrator: 'administratör',
    coordinator: 'samordnare',
    staff: 'medarbetare',
    member: 'medlem',
    resident: 'invånare',
  },
  kinds: {
    practical: 'Praktisk hjälp',
    accompany: 'Sällskap på vägen',
    social: 'En stund tillsammans',
    delivery: 'Handla eller hämta',
    language: 'Språk och papper',
    homework: 'Läxor',
    staffing: 'Extra händer',
  },
  states: {
    agreed: 'Överens',
    inProgress: 'Pågår',
    completed: 'Utfört',
    confirmed: 'Klart',
    failed: 'Blev inte av',
  },
};

const en: SpreadsheetWords = {
  people: ['Name', 'Roles', 'Since'],
  agreements: ['Number', 'Kind of help', 'Area', 'State', 'Helpers', 'Agreed', 'From', 'To', 'Began', 'Ended'],
  invited: ['Name', 'Link', 'Valid until'],
  roles: {
    administrator: 'administrator',
    coordinator: 'coordinator',
    staff: 'staff',
    member: 'member',
    resident: 'resident',
  },
  kinds: {
    practical: 'Practical help',
    accompany: 'Company on the way',
    social: 'Time together',
    delivery: 'Shopping or fetching',
    language: 'Language and paperwork',
    homework: 'Homework',
    staffing: 'Extra hands',
  },
  states: {
    agreed: 'Agreed',
    inProgress: 'In progress',
    completed: 'Done',
    confirmed: 'Confirmed',
    failed: 'Did not happen',
  },
};

/** Those who keep lists work in Swedish or English, like the pages for work. */
export const spreadsheetWords = (locale: (typeof locales)[number]): SpreadsheetWords => (locale === 'en' ? en : sv);
