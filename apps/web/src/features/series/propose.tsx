// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Agreement, Series } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { lasting } from '../../words/dates.ts';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { firstGuess, rhythms, tomorrowOf, type Rhythm } from './guess.ts';

/** How often, when, how long and until when. As the first time was, unless one says otherwise. */
export function Propose({ agreement, cancel }: { agreement: Agreement; cancel: () => void }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const go = useNavigate();
  const [plan, setPlan] = useState(() => firstGuess(agreement.request, new Date()));
  const [tomorrow] = useState(() => tomorrowOf(new Date()));
  const [tried, setTried] = useState(false);
  const { rhythm, firstOn, time, lasts, until } = plan;
  const send = useAct((body: object, key) => http.post<Series>(`/agreements/${agreement.id}/series`, body, { key }), {
    touches: ['series', 'again'],
    then: ({ id }) => {
      announce(say('series.sent'));
      void go({ to: '/series/$id', params: { id } });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (firstOn && time && until) send.run({ rhythm, firstOn, time, lasts: Number(lasts), until });
        else showFirstError();
      }}
    >
      <OneOf<Rhythm>
        legend={say('series.rhythm')}
        value={rhythm}
        onChange={(chosen) => setPlan({ ...plan, rhythm: chosen })}
        options={rhythms.map((value) => ({
          value,
          label: say(`series.rhythms.${value}`),
          ...(value === 'monthly' ? { hint: say('series.monthlyHint') } : {}),
        }))}
      />
      <TextField
        type="date"
        label={say('series.first')}
        min={tomorrow}
        value={firstOn}
        error={tried && !firstOn && say('series.firstMissing')}
        onChange={(value) => setPlan({ ...plan, firstOn: value })}
      />
      <TextField
        type="time"
        label={say('series.time')}
        value={time}
        error={tried && !time && say('series.timeMissing')}
        onChange={(value) => setPlan({ ...plan, time: value })}
      />
      <Select
        label={say('series.lasts')}
        value={lasts}
        onChange={(value) => setPlan({ ...plan, lasts: value })}
        options={['30', '60', '120', '180', '240'].map((value) => ({ value, label: lasting(Number(value), say) }))}
      />
      <TextField
        type="date"
        label={say('series.until')}
        min={firstOn || tomorrow}
        value={until}
        error={tried && !until && say('series.untilMissing')}
        onChange={(value) => setPlan({ ...plan, until: value })}
      />
      <ActTrouble problem={send.problem} />
      <div className="row">
        <Button type="submit" icon="send" busy={send.busy}>
          {say('series.send')}
        </Button>
        <Button kind="secondary" onPress={cancel}>
          {say('common.close')}
        </Button>
      </div>
    </form>
  );
}
