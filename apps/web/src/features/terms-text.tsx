// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import type { Terms } from '../api/types.ts';
import { useWords } from '../words/use-words.ts';
import { Loaded } from './loaded.tsx';

const inLanguage = (terms: Pick<Terms, 'text'>, language: string): string[] => {
  for (const tag of [language, language.split('-')[0] ?? '', 'sv']) {
    const text: unknown = terms.text[tag];
    if (Array.isArray(text)) return text as string[];
    if (typeof text === 'string') return text.split('\n').filter(Boolean);
  }
  return [];
};

/** A text that was written in several languages, in the reader's own or else in Swedish. */
export function Paragraphs({ text }: Pick<Terms, 'text'>) {
  const { language } = useWords();
  return (
    <div className="stack measure" dir="auto">
      {inLanguage({ text }, language).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

export function TermsText() {
  const { say, date } = useWords();
  return (
    <Loaded query={read.terms()}>
      {(terms) => (
        <div className="stack measure">
          <Paragraphs text={terms.text} />
          <p className="quiet small">
            {say('terms.version', { version: terms.version, date: date(terms.publishedAt) })}
          </p>
        </div>
      )}
    </Loaded>
  );
}
