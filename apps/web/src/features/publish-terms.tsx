// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Terms } from '../api/types.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Fold } from '../ui/fold.tsx';
import { useWords } from '../words/use-words.ts';
import { Loaded } from './loaded.tsx';
import { PublishText, type TextInLanguages } from './publish-text.tsx';
import { useAct } from './use-act.ts';

/** A new version of the terms; everybody is asked to accept it the next time they come. */
export function PublishTerms() {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const act = useAct((body: { text: TextInLanguages }, key) => http.post<Terms>('/terms', body, { key }), {
    touches: ['terms', 'tenant', 'me'],
    then: ({ version }) => announce(say('work:settings.termsPublished', { version })),
  });
  return (
    <Fold title={say('work:settings.terms')}>
      <Loaded query={read.terms()}>
        {({ version, text }) => (
          <PublishText
            key={version}
            text={text}
            lead={say('work:settings.termsLead')}
            labelIn={(language) => say(`work:settings.termsIn.${language}`)}
            rows={{ swedish: 8, others: 4 }}
            publish={say('work:settings.termsPublish')}
            missing={say('work:settings.termsMissing')}
            act={act}
          />
        )}
      </Loaded>
    </Fold>
  );
}
