// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { locales } from '#tenant/people';
import type { ConsentAct } from './consent.entity.ts';

type Locale = (typeof locales)[number];

interface SignatureWords {
  readonly text: string;
  readonly and: string;
  readonly comma: string;
  readonly days: string;
  readonly acts: Readonly<Record<ConsentAct, string>>;
  readonly kinds: Readonly<Record<ServiceType, string>>;
}

const sv: SignatureWords = {
  text: 'Jag låter {tenant} {acts}. Det gäller {kinds}, till och med {day}. Jag kan ta tillbaka det när jag vill.',
  and: ' och ',
  comma: ', ',
  days: 'sv-SE',
  acts: { post: 'be om hjälp åt mig', answer: 'säga ja till att jag hjälper andra' },
  kinds: {
    practical: 'praktisk hjälp',
    accompany: 'sällskap på vägen',
    social: 'en pratstund',
    language: 'hjälp med språket',
    homework: 'läxhjälp',
    delivery: 'hämta och lämna',
    staffing: 'extra händer',
  },
};

const words: Readonly<Record<Locale, SignatureWords>> = {
  sv,
  'sv-simple': {
    ...sv,
    text: '{tenant} får {acts}. Det gäller: {kinds}. Det gäller till och med {day}. Jag kan ändra mig när jag vill.',
  },
  en: {
    text: 'I let {tenant} {acts}. This is about {kinds}, until the end of {day}. I can take it back whenever I like.',
    and: ' and ',
    comma: ', ',
    days: 'en-GB',
    acts: { post: 'ask for help for me', answer: 'say yes to my helping others' },
    kinds: {
      practical: 'practical help',
      accompany: 'company on the way',
      social: 'a chat',
      language: 'help with the language',
      homework: 'help with homework',
      delivery: 'fetching and delivering',
      staffing: 'extra hands',
    },
  },
  ar: {
    text: 'أسمح لـ {tenant} بما يلي: {acts}. ويشمل ذلك: {kinds}، حتى نهاية يوم {day}. يمكنني التراجع عن ذلك متى شئت.',
    and: '، و',
    comma: '، ',
    days: 'ar',
    acts: { post: 'طلب المساعدة من أجلي', answer: 'الموافقة على أن أساعد الآخرين' },
    kinds: {
      practical: 'مساعدة عملية',
      accompany: 'مرافقة في الطريق',
      social: 'وقت للحديث',
      language: 'مساعدة في اللغة',
      homework: 'مساعدة في الواجبات المدرسية',
      delivery: 'الإحضار والتوصيل',
      staffing: 'أيدٍ إضافية',
    },
  },
};

interface Scope {
  readonly acts: readonly ConsentAct[];
  readonly serviceTypes: readonly ServiceType[];
  readonly validTo: Date;
}

/** The text a client signs, in their own language; it is kept as it was signed. */
export function signatureText(locale: Locale, tenant: string, { acts: given, serviceTypes, validTo }: Scope): string {
  const { text, and, comma, days, acts, kinds } = words[locale];
  const day = new Intl.DateTimeFormat(days, { dateStyle: 'long', timeZone: 'Europe/Stockholm' }).format(validTo);
  const filled: Readonly<Record<string, string>> = {
    tenant,
    acts: given.map((act) => acts[act]).join(and),
    kinds: serviceTypes.map((type) => kinds[type]).join(comma),
    day,
  };
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '');
}
