// SPDX-License-Identifier: EUPL-1.2
/** By their own names, never by flags. */
export const languages = [
  { tag: 'sv', name: 'Svenska' },
  { tag: 'sv-simple', name: 'Lätt svenska' },
  { tag: 'en', name: 'English' },
  { tag: 'ar', name: 'العربية' },
] as const;

export type Language = (typeof languages)[number]['tag'];

export const isLanguage = (tag: unknown): tag is Language => languages.some((language) => language.tag === tag);

/** The person's own choice first, then what the device prefers, then Swedish. */
export const chooseLanguage = (chosen: string | null, preferred: readonly string[]): Language => {
  if (isLanguage(chosen)) return chosen;
  for (const tag of preferred) {
    const base = tag.split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'sv';
};
