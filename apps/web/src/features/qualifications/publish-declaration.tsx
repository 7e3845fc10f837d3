// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Declaration } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { PublishText, type TextInLanguages } from '../publish-text.tsx';
import { useAct } from '../use-act.ts';

/** The text that helpers sign; whoever signed an earlier one is asked again. */
export function PublishDeclaration() {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const act = useAct((body: { text: TextInLanguages }, key) => http.post<Declaration>('/declarations', body, { key }), {
    touches: ['qualifications', 'requirements'],
    then: ({ version }) => announce(say('work:qualification.published', { version })),
  });
  return (
    <Fold title={say('work:qualification.declaration')}>
      <Loaded query={read.qualifications()}>
        {({ declaration }) => (
          <PublishText
            key={declaration?.version ?? 0}
            text={declaration?.text ?? {}}
            lead={say('work:qualification.declarationLead')}
            labelIn={(language) => say(`work:qualification.declarationIn.${language}`)}
            rows={{ swedish: 6, others: 3 }}
            publish={say('work:qualification.publish')}
            missing={say('work:qualification.publishMissing')}
            act={act}
          />
        )}
      </Loaded>
    </Fold>
  );
}
