// SPDX-License-Identifier: EUPL-1.2
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { errorWords } from './error-words.ts';
import { chooseLanguage, type Language } from './languages.ts';

const stored = 'handslag.language';
const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });

/** The server's own catalogue speaks Swedish and English; what it does not say is said here. */
async function wordsOf(language: string, namespace: string): Promise<Record<string, unknown>> {
  if (namespace === 'errors' && (language === 'sv' || language === 'en')) {
    const { errorCodes } = await import('../../../../libs/contracts/errors/index.ts');
    return errorWords(errorCodes, language);
  }
  return (await files[`./${language}/${namespace}.json`]?.()) ?? {};
}

const catalogue = {
  type: 'backend' as const,
  init: () => undefined,
  read: (
    language: string,
    namespace: string,
    done: (error: unknown, words: Record<string, unknown> | null) => void,
  ) => {
    wordsOf(language, namespace).then(
      (words) => done(null, words),
      (error: unknown) => done(error, null),
    );
  },
};

const dress = (language: string): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
};

const remembered = (): string | null => {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
};

export async function startWords(): Promise<void> {
  const language = chooseLanguage(remembered(), navigator.languages);
  await i18next
    .use(catalogue)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: { 'sv-simple': ['sv'], ar: ['sv'], default: [] },
      load: 'currentOnly',
      ns: ['core', 'errors'],
      defaultNS: 'core',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
    });
  dress(language);
  i18next.on('languageChanged', dress);
}

export async function speak(language: Language): Promise<void> {
  try {
    localStorage.setItem(stored, language);
  } catch {
    // A device that forgets still speaks the language now.
  }
  await i18next.changeLanguage(language);
}
