// SPDX-License-Identifier: EUPL-1.2
import type { Guideline } from './guidelines.entity.ts';

/** What is right here until the administrator says it in the tenant's own words. */
export const usualGuidelines: readonly Guideline[] = [
  {
    key: 'help-only',
    words: {
      sv: {
        name: 'Bara hjälp',
        text: 'Här ber vi om hjälp och erbjuder hjälp. Köp, försäljning och åsikter hör hemma någon annanstans.',
      },
      'sv-simple': { name: 'Bara hjälp', text: 'Här ber man om hjälp. Och man hjälper andra. Inget annat.' },
      en: {
        name: 'Only help',
        text: 'Here we ask for help and offer help. Buying, selling and opinions belong elsewhere.',
      },
      ar: { name: 'المساعدة فقط', text: 'هنا نطلب المساعدة ونعرضها. البيع والشراء والآراء مكانها في موضع آخر.' },
    },
  },
  {
    key: 'no-advertising',
    words: {
      sv: { name: 'Ingen reklam', text: 'Företag får inte sälja eller göra reklam för sina tjänster här.' },
      'sv-simple': { name: 'Ingen reklam', text: 'Företag får inte sälja något här.' },
      en: { name: 'No advertising', text: 'Businesses may not sell or advertise their services here.' },
      ar: { name: 'لا إعلانات', text: 'لا يجوز للشركات أن تبيع خدماتها أو تعلن عنها هنا.' },
    },
  },
  {
    key: 'nothing-private-about-others',
    words: {
      sv: {
        name: 'Inget privat om andra',
        text: 'Skriv inga personnummer, diagnoser eller annat privat om någon annan.',
      },
      'sv-simple': {
        name: 'Inget privat om andra',
        text: 'Skriv inte andras personnummer. Skriv inte vilka sjukdomar andra har.',
      },
      en: {
        name: 'Nothing private about others',
        text: 'Write no personal numbers, diagnoses or other private matters about anybody else.',
      },
      ar: {
        name: 'لا شيء خاص عن الآخرين',
        text: 'لا تكتب أرقامًا شخصية أو تشخيصات أو أي أمر خاص عن شخص آخر.',
      },
    },
  },
  {
    key: 'never-ask-for-card',
    words: {
      sv: {
        name: 'Fråga aldrig efter kort eller konto',
        text: 'Ingen får be om kortnummer, kontonummer, koder eller BankID. Betala vid dörren med kontanter eller Swish.',
      },
      'sv-simple': {
        name: 'Fråga aldrig efter kort eller konto',
        text: 'Ingen får fråga efter ditt kort, ditt konto eller dina koder. Betala vid dörren.',
      },
      en: {
        name: 'Never ask for card or account',
        text: 'Nobody may ask for card numbers, account numbers, codes or BankID. Pay at the door, in cash or by Swish.',
      },
      ar: {
        name: 'لا تطلب أبدًا بطاقة أو حسابًا',
        text: 'لا يجوز لأحد أن يطلب رقم البطاقة أو رقم الحساب أو الرموز أو BankID. ادفع عند الباب نقدًا أو عبر Swish.',
      },
    },
  },
  {
    key: 'be-kind',
    words: {
      sv: { name: 'Var vänlig', text: 'Skriv så som du själv vill bli bemött. Hot, hån och hat tas bort.' },
      'sv-simple': { name: 'Var vänlig', text: 'Skriv snällt. Hot och elaka ord tas bort.' },
      en: { name: 'Be kind', text: 'Write as you want to be met yourself. Threats, scorn and hatred are removed.' },
      ar: { name: 'كن لطيفًا', text: 'اكتب كما تحب أن يُكتب لك. التهديد والسخرية والكراهية تُزال.' },
    },
  },
];

/** The one that the advertising check refers to. */
export const againstAdvertising = 'no-advertising';
