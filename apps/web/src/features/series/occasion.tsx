// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Series } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

type One = Series['occasions'][number];
const tones: Record<One['state'], Tone> = {
  planned: 'neutral',
  made: 'success',
  others: 'info',
  skipped: 'neutral',
  missed: 'warning',
  off: 'warning',
};
const touches = ['series', 'agreements', 'requests'];

/** One time: not then, or with somebody else. */
export function Occasion({ series, one }: { series: Series; one: One }) {
  const { say, span } = useWords();
  const { soon } = useAnnounce();
  const [asking, setAsking] = useState(false);
  const path = `/series/${series.id}/occasions/${one.day}`;
  const skip = useAct(() => http.put<Series>(`${path}/skip`, undefined), { touches });
  const takeUp = useAct(() => http.delete<Series>(`${path}/skip`), { touches });
  const when = span(one.from, one.to);
  return (
    <li className="card">
      <div className="row row-apart">
        <strong>{when}</strong>
        <Tag tone={tones[one.state]}>{say(`series.occasion.${one.state}`)}</Tag>
      </div>
      <ActTrouble problem={skip.problem ?? takeUp.problem} />
      <div className="row">
        {one.agreementId && (
          <Go to="/agreements/$id" params={{ id: one.agreementId }} kind="secondary">
            {say('series.toAgreement')}
          </Go>
        )}
        {one.requestId && (
          <Go to="/requests/$id" params={{ id: one.requestId }} kind="secondary">
            {say('series.toRequest')}
          </Go>
        )}
        {one.can['skip'] && (
          <Button
            kind="tertiary"
            busy={skip.busy}
            label={`${say('series.skip')}: ${when}`}
            onPress={() => soon(say('series.skipping', { when }), () => skip.run(undefined))}
          >
            {say('series.skip')}
          </Button>
        )}
        {one.can['handOver'] && (
          <Button kind="tertiary" label={`${say('series.handOver')}: ${when}`} onPress={() => setAsking(true)}>
            {say('series.handOver')}
          </Button>
        )}
        {one.can['takeUp'] && (
          <Button
            kind="tertiary"
            icon="undo"
            busy={takeUp.busy}
            label={`${say('series.takeUp')}: ${when}`}
            onPress={() => takeUp.run(undefined)}
          >
            {say('series.takeUp')}
          </Button>
        )}
      </div>
      <HandOver series={series} path={path} open={asking} close={() => setAsking(false)} />
    </li>
  );
}

type Way = 'open' | 'quiet';

function HandOver(props: { series: Series; path: string; open: boolean; close: () => void }) {
  const { series, path, open, close } = props;
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [way, setWay] = useState<Way>('open');
  const give = useAct((body: object, key) => http.post<Series>(`${path}/others`, body, { key }), {
    touches,
    then: () => {
      close();
      announce(say('series.handedOver'));
    },
  });
  return (
    <Dialog open={open} onClose={close} title={say('series.handOverTitle')} closeLabel={say('common.close')}>
      <p>{say('series.handOverLead')}</p>
      {series.side === 'asker' && (
        <OneOf<Way>
          legend={say('series.how')}
          look="list"
          value={way}
          onChange={setWay}
          options={[
            { value: 'open', label: say('series.open'), hint: say('series.openHint') },
            { value: 'quiet', label: say('series.quiet'), hint: say('series.quietHint') },
          ]}
        />
      )}
      <ActTrouble problem={give.problem} />
      <div className="row">
        <Button busy={give.busy} onPress={() => give.run(series.side === 'asker' ? { quiet: way === 'quiet' } : {})}>
          {say('series.handOver')}
        </Button>
        <Button kind="secondary" onPress={close}>
          {say('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
