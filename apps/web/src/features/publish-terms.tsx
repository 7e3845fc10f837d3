// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Terms } from '../api/types.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { useWords } from '../words/use-words.ts';
import { Loaded } from './loaded.tsx';
import { paragraphs } from './paragraphs.ts';
import { ActTrouble } from './trouble.tsx';
import { useAct } from './use-act.ts';

const written = ['sv', 'sv-simple', 'en', 'ar'] as const;

/** A new version of the terms; everybody is asked to accept it the next time they come. */
export function PublishTerms() {
  const { say } = useWords('work');
  return (
    <Fold title={say('work:settings.terms')}>
      <Loaded query={read.terms()}>{(terms) => <TermsForm key={terms.version} terms={terms} />}</Loaded>
    </Fold>
  );
}

function TermsForm({ terms }: { terms: Terms }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [text, setText] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(terms.text).map(([language, lines]) => [language, lines.join('\n\n')])),
  );
  const publish = useAct((body: { text: Record<string, string[]> }, key) => http.post<Terms>('/terms', body, { key }), {
    touches: ['terms', 'tenant', 'me'],
    then: ({ version }) => announce(say('work:settings.termsPublished', { version })),
  });
  const filled = Object.fromEntries(
    Object.entries(text)
      .map(([language, words]) => [language, paragraphs(words)] as const)
      .filter(([, lines]) => lines.length > 0),
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (filled['sv']) publish.run({ text: filled });
      }}
    >
      <p className="quiet">{say('work:settings.termsLead')}</p>
      {written.map((language) => (
        <TextField
          key={language}
          label={say(`work:settings.termsIn.${language}`)}
          rows={language === 'sv' ? 8 : 4}
          value={text[language] ?? ''}
          onChange={(words) => setText((before) => ({ ...before, [language]: words }))}
        />
      ))}
      <ActTrouble problem={publish.problem} />
      <div className="row">
        <Button
          type="submit"
          kind="secondary"
          busy={publish.busy}
          blocked={!filled['sv'] && say('work:settings.termsMissing')}
        >
          {say('work:settings.termsPublish')}
        </Button>
      </div>
    </form>
  );
}
