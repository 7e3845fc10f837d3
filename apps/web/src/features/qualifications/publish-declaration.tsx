// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Declaration } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { paragraphs } from '../paragraphs.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

const written = ['sv', 'sv-simple', 'en', 'ar'] as const;

/** The text that helpers sign; whoever signed an earlier one is asked again. */
export function PublishDeclaration() {
  const { say } = useWords('work');
  return (
    <Fold title={say('work:qualification.declaration')}>
      <Loaded query={read.qualifications()}>
        {({ declaration }) => <DeclarationForm key={declaration?.version ?? 0} declaration={declaration} />}
      </Loaded>
    </Fold>
  );
}

function DeclarationForm({ declaration }: { declaration: Declaration | null }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [text, setText] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      Object.entries(declaration?.text ?? {}).map(([language, lines]) => [language, lines.join('\n\n')]),
    ),
  );
  const publish = useAct(
    (body: { text: Record<string, string[]> }, key) => http.post<Declaration>('/declarations', body, { key }),
    {
      touches: ['qualifications', 'requirements'],
      then: ({ version }) => announce(say('work:qualification.published', { version })),
    },
  );
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
      <p className="quiet">{say('work:qualification.declarationLead')}</p>
      {written.map((language) => (
        <TextField
          key={language}
          label={say(`work:qualification.declarationIn.${language}`)}
          rows={language === 'sv' ? 6 : 3}
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
          blocked={!filled['sv'] && say('work:qualification.publishMissing')}
        >
          {say('work:qualification.publish')}
        </Button>
      </div>
    </form>
  );
}
