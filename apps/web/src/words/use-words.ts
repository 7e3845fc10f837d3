// SPDX-License-Identifier: EUPL-1.2
import { useTranslation } from 'react-i18next';
import { agoWords, dateOnly, dayWords, hourWords, lengthWords, paperWords, spanWords, whenWords } from './dates.ts';

/** Everything a screen needs to speak: words, dates and errors. */
export function useWords(...more: ('work' | 'errors')[]) {
  const { t, i18n } = useTranslation(['core', 'errors', ...more]);
  const language = i18n.language;
  const say = t as unknown as (key: string, values?: Record<string, unknown>) => string;
  const now = new Date();
  return {
    say,
    language,
    knows: (key: string) => i18n.exists(key, { ns: ['core', 'errors', ...more] }),
    when: (iso: string) => whenWords(iso, now, language, say),
    hour: (at: string) => hourWords(at, language),
    day: (iso: string) => dayWords(new Date(iso), now, language, say),
    span: (from: string | null, to: string | null) => spanWords(from, to, now, language, say),
    onPaper: (from: string | null, to: string | null) => paperWords(from, to, language, say),
    length: (from: string | null, to: string | null) => lengthWords(from, to, say),
    ago: (iso: string) => agoWords(iso, now, language),
    date: (iso: string) => dateOnly(iso, language),
  };
}
