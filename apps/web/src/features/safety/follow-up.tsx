// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Agreement, FollowUp as FollowUpView } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

/** One tap, once, when it is done; whoever says that it did not go well is shown where to tell more. */
export function FollowUp({ agreement }: { agreement: Agreement }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const done = agreement.state === 'completed' || agreement.state === 'confirmed';
  const { data } = useQuery({ ...read.followUp(agreement.id), enabled: done });
  const tell = useAct(
    (answer: 'good' | 'bad', key) =>
      http.post<FollowUpView>(`/agreements/${agreement.id}/follow-up`, { answer }, { key }),
    { touches: ['follow-up'], then: () => announce(say('safety.followUp.thanks')) },
  );
  if (!done || !data) return null;
  if (data.can['answer'])
    return (
      <Section kind="card" title={say('safety.followUp.title')}>
        <p className="quiet small">{say('safety.followUp.lead')}</p>
        <ActTrouble problem={tell.problem} />
        <div className="row">
          <Button icon="check" busy={tell.busy} onPress={() => tell.run('good')}>
            {say('safety.followUp.good')}
          </Button>
          <Button kind="secondary" busy={tell.busy} onPress={() => tell.run('bad')}>
            {say('safety.followUp.bad')}
          </Button>
        </div>
      </Section>
    );
  if (data.answer !== 'bad') return null;
  return (
    <Notice tone="neutral" icon="shield" title={say('safety.followUp.sorry')}>
      <p>{say('safety.followUp.more')}</p>
      <div>
        <Go to="/safety" search={{ agreement: agreement.id }} kind="secondary">
          {say('safety.incident.report')}
        </Go>
      </div>
    </Notice>
  );
}
