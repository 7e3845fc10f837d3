// SPDX-License-Identifier: EUPL-1.2
import type { locales } from '#tenant/people';
import type { Letter } from '#platform/outgoing';
import type { NoticeKind } from './kinds.ts';
import type { NoticeWords } from './words/notice-words.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { sv } from './words/sv.ts';
import { svSimple } from './words/sv-simple.ts';

type Locale = (typeof locales)[number];

const words: Readonly<Record<Locale, NoticeWords>> = { sv, 'sv-simple': svSimple, en, ar };
type Draft = Omit<Letter, 'to'>;

/** `sayWhat`: the sorts of news, each once; otherwise only that there is something. */
function lines(locale: Locale, kinds: readonly NoticeKind[], sayWhat: boolean): string[] {
  const { something, kinds: said } = words[locale];
  return sayWhat ? [...new Set(kinds.map((kind) => said[kind]))] : [something];
}

export function newsLetter(locale: Locale, tenant: string, origin: string, kinds: readonly NoticeKind[]): Draft {
  const { subject, greeting, open, why } = words[locale];
  const said = lines(locale, kinds, true);
  const link = `${origin}/notices`;
  return drawn(locale, tenant, subject, [greeting, ...said.map((line) => `– ${line}`), `${open} ${link}`, why]);
}

export const newsText = (locale: Locale, origin: string, kinds: readonly NoticeKind[], sayWhat: boolean): string =>
  `${lines(locale, kinds, sayWhat).join(' ')} ${origin}/notices`;

/** As the service worker shows it (apps/web/public/push.js): no names, nobody's words; of one notice its id, so that it opens. */
export const newsPush = (
  locale: Locale,
  notices: readonly { readonly id: string; readonly kind: NoticeKind }[],
  sayWhat: boolean,
): string => {
  const { language: lang, direction: dir } = words[locale];
  const said = lines(
    locale,
    notices.map(({ kind }) => kind),
    sayWhat,
  );
  return JSON.stringify({ body: said.join(' '), lang, dir, id: notices.length === 1 ? notices[0]?.id : null });
};

interface CallerNews {
  readonly tenant: string;
  readonly kind: NoticeKind;
  /** What they were told when they rang. */
  readonly number: number;
  readonly phone: string | null;
}

/** For whoever rang and has no app: no link, but a number to ring. */
export function newsForCaller(locale: Locale, { tenant, kind, number, phone }: CallerNews): string {
  const { kinds, aboutNumber, ring } = words[locale];
  const about = aboutNumber.replace('{number}', String(number));
  return [`${tenant}:`, kinds[kind], about, ...(phone ? [ring.replace('{phone}', phone)] : [])].join(' ');
}

export const codeLetter = (locale: Locale, tenant: string, code: string): Draft =>
  drawn(locale, tenant, words[locale].codeSubject, [words[locale].code.replace('{code}', code)]);

export const codeText = (locale: Locale, tenant: string, code: string): string =>
  `${tenant}: ${words[locale].code.replace('{code}', code)}`;

function drawn(locale: Locale, tenant: string, subject: string, paragraphs: readonly string[]): Draft {
  const { language, direction } = words[locale];
  const filled = paragraphs.map((paragraph) => paragraph.replaceAll('{tenant}', tenant));
  const body = filled.map((paragraph) => `<p>${linked(escaped(paragraph))}</p>`).join('\n');
  const style = 'font:18px/1.5 sans-serif;max-width:36em;margin:24px';
  return {
    fromName: tenant,
    subject: subject.replaceAll('{tenant}', tenant),
    text: `${filled.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}" dir="${direction}"><meta charset="utf-8"><title>${escaped(subject.replaceAll('{tenant}', tenant))}</title>\n<body style="${style}">\n${body}\n</body></html>\n`,
    language,
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const linked = (html: string) => html.replace(/https?:\/\/\S+/g, (address) => `<a href="${address}">${address}</a>`);
