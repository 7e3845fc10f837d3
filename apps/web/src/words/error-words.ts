// SPDX-License-Identifier: EUPL-1.2
import { ownErrors } from './own-errors.ts';

type Titles = Readonly<Record<string, { readonly sv: string; readonly en: string }>>;

/** A dot parts keys in the catalogue, so a code's dots become underscores. */
export const errorKey = (code: string): string => code.replaceAll('.', '_');

export const errorWords = (titles: Titles, language: 'sv' | 'en'): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(titles).map(([code, title]) => [errorKey(code), title[language]])),
  ...ownErrors[language],
});
