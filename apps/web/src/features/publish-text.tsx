// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { paragraphs } from './paragraphs.ts';
import { ActTrouble } from './trouble.tsx';

const written = ['sv', 'sv-simple', 'en', 'ar'] as const;
type Written = (typeof written)[number];
/** Paragraphs by language. */
export type TextInLanguages = Readonly<Record<string, readonly string[]>>;

/** A text that people accept or sign: Swedish has to be there, the other languages may be. */
export function PublishText({
  text,
  lead,
  labelIn,
  rows,
  publish,
  missing,
  act,
}: {
  text: TextInLanguages;
  lead: string;
  labelIn: (language: Written) => string;
  rows: { swedish: number; others: number };
  publish: string;
  missing: string;
  act: { run: (body: { text: Record<string, string[]> }) => void; busy: boolean; problem: string | undefined };
}) {
  const [words, setWords] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(text).map(([language, lines]) => [language, lines.join('\n\n')])),
  );
  const filled = Object.fromEntries(
    Object.entries(words)
      .map(([language, typed]) => [language, paragraphs(typed)] as const)
      .filter(([, lines]) => lines.length > 0),
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (filled['sv']) act.run({ text: filled });
      }}
    >
      <p className="quiet">{lead}</p>
      {written.map((language) => (
        <TextField
          key={language}
          label={labelIn(language)}
          rows={language === 'sv' ? rows.swedish : rows.others}
          value={words[language] ?? ''}
          onChange={(typed) => setWords((before) => ({ ...before, [language]: typed }))}
        />
      ))}
      <ActTrouble problem={act.problem} />
      <div className="row">
        <Button type="submit" kind="secondary" busy={act.busy} blocked={!filled['sv'] && missing}>
          {publish}
        </Button>
      </div>
    </form>
  );
}
