// SPDX-License-Identifier: EUPL-1.2
import type { NoticeWords } from './notice-words.ts';
import { sv } from './sv.ts';

export const svSimple = {
  ...sv,
  why: 'Du har valt e-post. Du kan ändra det under Aviseringar.',
  code: 'Din kod är {code}. Skriv den inom 15 minuter.',
  aboutNumber: 'Det gäller nummer {number}.',
  ring: 'Ring {phone} om du vill fråga något.',
  kinds: {
    ...sv.kinds,
    'request.asked': 'Någon behöver hjälp. Vi frågar dig nu.',
    'request.expired': 'Din fråga har gått ut. Du kan ge den mer tid.',
    'request.closed': 'Din hjälp behövs inte längre. Tack!',
    'agreement.completed': 'Den andra säger: klart. Stämmer det? Tryck på ja.',
    'attestation.ending': 'Ett av dina intyg slutar snart att gälla.',
    'partner-request.closed': 'En partner behöver inte hjälpen längre.',
  },
} satisfies NoticeWords;
