// SPDX-License-Identifier: EUPL-1.2
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { speak } from '../words/index.ts';
import { languages } from '../words/languages.ts';

export function LanguageSwitch({ label }: { label: string }) {
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  return (
    <div className="chips" role="group" aria-label={label}>
      {languages.map(({ tag, name }) => (
        <button
          key={tag}
          type="button"
          className="chip"
          lang={tag}
          aria-pressed={i18n.language === tag}
          onClick={() => void speak(tag).then(() => queries.invalidateQueries({ queryKey: ['terms'] }))}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
