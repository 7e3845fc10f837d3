// SPDX-License-Identifier: EUPL-1.2
import type { NoticeWords } from './notice-words.ts';

export const sv = {
  language: 'sv',
  direction: 'ltr',
  something: 'Du har något nytt i Handslag.',
  subject: 'Något nytt hos {tenant}',
  greeting: 'Hej! Det här har hänt sedan sist:',
  open: 'Öppna och läs:',
  why: 'Du får det här för att du har valt e-post. Under Aviseringar väljer du om.',
  codeSubject: 'Din kod hos {tenant}',
  code: 'Din kod är {code}. Den gäller i 15 minuter. Har du inte bett om den behöver du inte göra något.',
  aboutNumber: 'Det gäller din förfrågan nr {number}.',
  ring: 'Undrar du något? Ring {phone}.',
  kinds: {
    'request.asked': 'Någon ber om hjälp, och nu är det du som är tillfrågad.',
    'request.new': 'Någon i en av dina grupper ber om hjälp.',
    'request.offered': 'Någon kan hjälpa dig.',
    'request.expired': 'Tiden för din förfrågan är ute. Du kan förlänga den.',
    'request.closed': 'Något du ville hjälpa till med är inte aktuellt längre. Tack ändå!',
    'agreement.made': 'Ni är överens.',
    'agreement.noted': 'Du har fått ett meddelande.',
    'agreement.started': 'Det har börjat.',
    'agreement.completed': 'Den andra säger att det är klart. Bekräfta gärna.',
    'agreement.confirmed': 'Det är bekräftat. Tack!',
    'agreement.failed': 'Det blev inte av.',
    'group.applied': 'Någon vill vara med i en grupp som du leder.',
    'group.admitted': 'Du är med i gruppen.',
    'attestation.ending': 'Något av dina intyg går snart ut.',
    'partner-request.new': 'En partner ber er om hjälp.',
    'partner-request.closed': 'Något en partner bad om behövs inte längre.',
  },
} satisfies NoticeWords;
