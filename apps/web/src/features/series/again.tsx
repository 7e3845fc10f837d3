// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Agreement, AgainWish } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { otherSide } from '../other-side.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { Propose } from './propose.tsx';

/** "Gladly again": told to the other only when both have said so. */
export function Again({ agreement }: { agreement: Agreement }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [proposing, setProposing] = useState(false);
  const { data } = useQuery({ ...read.again(agreement.id), enabled: agreement.state !== 'failed' });
  const path = `/agreements/${agreement.id}/again`;
  const wish = useAct(() => http.put<AgainWish>(path, undefined), {
    touches: ['again'],
    then: ({ mutual }) => announce(say(mutual ? 'series.mutual' : 'series.said')),
  });
  const takeBack = useAct(() => http.delete<AgainWish>(path), {
    touches: ['again'],
    then: () => announce(say('series.takenBack')),
  });
  if (!data) return null;
  const name = otherSide(agreement);
  if (data.seriesId)
    return (
      <Notice tone="info" icon="calendar">
        <p>{say('series.oneOf')}</p>
        <div>
          <Go to="/series/$id" params={{ id: data.seriesId }} kind="secondary">
            {say('series.to')}
          </Go>
        </div>
      </Notice>
    );
  if (!data.can['wish'] && !data.can['takeBack']) return null;
  return (
    <Section kind="card" title={say('series.title')}>
      <p className="quiet">
        {data.mutual && <strong>{say('series.mutual')} </strong>}
        {say(data.mutual ? 'series.mutualLead' : data.wished ? 'series.wished' : 'series.lead', { name })}
      </p>
      <ActTrouble problem={wish.problem ?? takeBack.problem} />
      {proposing ? (
        <Propose agreement={agreement} cancel={() => setProposing(false)} />
      ) : (
        <div className="row">
          {data.can['propose'] && (
            <Button icon="calendar" onPress={() => setProposing(true)}>
              {say('series.propose')}
            </Button>
          )}
          {data.can['wish'] && (
            <Button icon="heart" busy={wish.busy} onPress={() => wish.run(undefined)}>
              {say('series.wish')}
            </Button>
          )}
          {data.can['takeBack'] && (
            <Button kind="tertiary" busy={takeBack.busy} onPress={() => takeBack.run(undefined)}>
              {say('series.takeBack')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
